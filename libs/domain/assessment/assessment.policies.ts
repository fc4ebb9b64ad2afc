import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** The bureau, as secretariat, runs rounds. */
export const mayRunRounds = cityPolicy('assessment.run', ['bureau']);

/** A unit assesses itself and asks for reviews. */
export const maySelfAssess = rolePolicy('assessment.self-assess', ['reporter']);

/** Site checks are recorded by those who check: verifiers and inspectors for the units of their grant, the bureau for all. */
export const mayCheckOnSite = anyOf('assessment.site-check', rolePolicy('', ['inspector', 'verifier']), cityPolicy('', ['bureau']));

/** That a sample is sealed, and from what, is for those who check and who look after them: an assessed unit is not to be warned. */
export const maySeeSamples = cityPolicy('assessment.see-samples', ['bureau', 'inspector', 'verifier', 'leadership', 'auditor']);

/** Raters mark what is judged. */
export const mayMark = anyOf('assessment.mark', rolePolicy('', ['verifier', 'inspector']), cityPolicy('', ['bureau', 'leadership']));

/** Bonus claims, deductions and vetoes are decided by the bureau; where the bureau itself is assessed, by leadership. */
export const mayEnter = cityPolicy('assessment.enter', ['bureau', 'leadership']);

/** Reviews are decided city-wide, by someone who had no hand in the score. */
export const mayDecideReviews = cityPolicy('assessment.review', ['bureau', 'leadership']);

/** The committee confirms. */
export const mayConfirm = cityPolicy('assessment.confirm', ['leadership']);

/** Before publication a unit sees its own result, and those who work on the round see all. */
export const maySeeResults = anyOf(
  'assessment.see',
  rolePolicy('', ['reporter']),
  cityPolicy('', ['bureau', 'leadership', 'organisation', 'auditor', 'inspector', 'verifier']),
);

/** Published tables are for everybody who has a role in the city's business. */
export const maySeePublished = anyOf('assessment.see-published', rolePolicy('', []), cityPolicy('', ['bureau', 'reporter', 'verifier', 'inspector', 'leadership', 'organisation', 'auditor']));
