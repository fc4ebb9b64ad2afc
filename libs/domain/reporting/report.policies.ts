import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** A unit's reporter reports for the units of the grant. */
export const mayReport = rolePolicy('reporting.report', ['reporter']);

/** A verifier verifies or returns for the units of the grant; that the verifier is not of the unit is the decision's matter. */
export const mayVerify = rolePolicy('reporting.verify', ['verifier']);

/** What overrules a unit, a correction or a "not applicable", is the bureau's or the verifier's act. */
export const mayOverrule = anyOf('reporting.overrule', cityPolicy('', ['bureau']), rolePolicy('', ['verifier']));

/** The bureau opens, extends, closes and reopens periods; the system closes them at their due time. */
export const mayRunPeriods = anyOf('reporting.periods', cityPolicy('', ['bureau']), rolePolicy('', ['system']));

/** Those whose acts need proof upload it for the units they act for. */
export const mayUploadEvidence = anyOf('reporting.evidence', rolePolicy('', ['reporter', 'verifier', 'inspector']), cityPolicy('', ['bureau', 'leadership']));

/** Units see their own reports; those who work across the city see all. */
export const maySeeReports = anyOf(
  'reporting.see',
  rolePolicy('', ['reporter', 'verifier']),
  cityPolicy('', ['bureau', 'leadership', 'inspector', 'organisation', 'auditor']),
);
