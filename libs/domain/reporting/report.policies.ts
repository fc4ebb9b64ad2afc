import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** A unit's reporter reports for the units of the grant. */
export const mayReport = rolePolicy('reporting.report', ['reporter']);

/** A verifier verifies the units of the grant; that the verifier is not of the unit is the decision's matter. */
export const mayVerify = rolePolicy('reporting.verify', ['verifier']);

/** A correction of a verified value is the bureau's or the verifier's act. */
export const mayCorrect = anyOf('reporting.correct', cityPolicy('', ['bureau']), rolePolicy('', ['verifier']));

/** The bureau opens, extends and closes periods. */
export const mayRunPeriods = cityPolicy('reporting.periods', ['bureau']);

/** Units see their own reports; those who work across the city see all. */
export const maySeeReports = anyOf(
  'reporting.see',
  rolePolicy('', ['reporter', 'verifier']),
  cityPolicy('', ['bureau', 'leadership', 'inspector', 'organisation', 'auditor']),
);
