import type { Fold } from '#engine/kernel';
import type { InclusionEvent } from './inclusion.events.js';

/** Whether a decision includes a vertically managed unit, and its document. */
export type InclusionState = { readonly included: false } | { readonly included: true; readonly document: string };

/** Folds the decisions on one unit. */
export const inclusion: Fold<InclusionState, InclusionEvent> = {
  name: 'cadre-review.inclusion',
  initial: { included: false },
  evolve: (_, event) => (event.type === 'cadre-review.InclusionDecided' ? { included: true, document: event.data.document } : { included: false }),
};
