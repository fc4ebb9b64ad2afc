import { cityPolicy } from '#engine/kernel';

/** The bureau adjusts scores, never that of the own unit. */
export const mayAdjustScores = cityPolicy('assessment.adjust', ['bureau']);

/** Whoever answers for results may have them proved and compare them over all units. */
export const mayProveResults = cityPolicy('assessment.prove', ['bureau', 'leadership', 'organisation', 'auditor']);
