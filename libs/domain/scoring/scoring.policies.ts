import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** The bureau writes, publishes and withdraws schemes. */
export const mayWriteSchemes = cityPolicy('scoring.schemes', ['bureau']);

/** Everyone who is assessed or assesses may read the rules they are assessed by. */
export const maySeeSchemes = cityPolicy('scoring.see-schemes', ['bureau', 'reporter', 'verifier', 'leadership', 'inspector', 'organisation', 'auditor']);

/** Units see their own score and its explanation; those who work across the city see all. */
export const maySeeScores = anyOf(
  'scoring.see',
  rolePolicy('', ['reporter']),
  cityPolicy('', ['bureau', 'leadership', 'inspector', 'organisation', 'auditor']),
);

/** What-if and robustness are the bureau's and the leadership's tools. */
export const maySimulate = cityPolicy('scoring.simulate', ['bureau', 'leadership', 'auditor']);
