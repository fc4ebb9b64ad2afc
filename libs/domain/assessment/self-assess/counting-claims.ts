import type { ResultState, SelfAssessment } from '../result.state.js';

/** A claim for a leaf that counts, with the self-assessment it stands in as its origin. */
export type CountingClaim = SelfAssessment['items'][number] & { readonly position: number; readonly eventId: string };
/** A bonus claim that can be decided on, with its origin. */
export type CountingBonus = SelfAssessment['bonuses'][number] & { readonly position: number; readonly eventId: string };

/** What is claimed with proof scores; a claim without evidence stays on the record and scores nothing. */
export const hasEvidence = ({ evidence }: { readonly evidence: readonly unknown[] }): boolean => evidence.length > 0;

/**
 * Claims for leaves that a calculation takes in: those with evidence that claim something, of the last self-assessment. One that was
 * returned and not submitted anew counts nothing.
 */
export function countingClaims({ selfAssessment, returned }: ResultState): readonly CountingClaim[] {
  if (!selfAssessment || returned) return [];
  const { items, position, eventId } = selfAssessment;
  return items.filter((item) => hasEvidence(item) && Object.keys(item.claim).length > 0).map((item) => ({ ...item, position, eventId }));
}

/** Bonus claims that were accepted, with their acceptance as origin: what a calculation takes in. */
export function acceptedBonuses({ selfAssessment, returned, bonusDecisions }: ResultState): readonly CountingBonus[] {
  if (!selfAssessment || returned) return [];
  return selfAssessment.bonuses.flatMap((bonus) => {
    const decision = bonusDecisions[bonus.claim];
    return decision?.accepted ? [{ ...bonus, position: decision.position, eventId: decision.eventId }] : [];
  });
}

/** Whether a unit has a self-assessment that stands: submitted, and not waiting to be submitted anew. */
export const hasSelfAssessed = ({ selfAssessment, returned }: ResultState): boolean => selfAssessment !== undefined && returned === undefined;
