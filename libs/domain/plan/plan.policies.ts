import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

const acrossCity = ['bureau', 'leadership', 'inspector', 'organisation', 'auditor'] as const;

/** The bureau, as secretariat of the quality committee, adopts the plan, assigns measures and sets targets. */
export const mayRunPlan = cityPolicy('plan.run', ['bureau']);

/** The plan, its cards and its targets are issued to every unit; the three administrators have no business with them. */
export const maySeePlan = cityPolicy('plan.see', [...acrossCity, 'reporter', 'verifier']);

/** A unit's reporter reports progress for the units of the grant. */
export const mayReportProgress = rolePolicy('plan.report-progress', ['reporter']);

/** Progress is reviewed across the city; that the reviewer is not of the unit is the decision's matter. */
export const mayReviewProgress = cityPolicy('plan.review-progress', ['bureau', 'inspector', 'organisation']);

/** Units see their own progress; those who work across the city see all. */
export const maySeeProgress = anyOf('plan.see-progress', rolePolicy('', ['reporter', 'verifier']), cityPolicy('', acrossCity));
