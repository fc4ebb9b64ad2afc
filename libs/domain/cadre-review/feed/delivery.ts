import type { Taking } from '../dossier-store/dossier-store.js';
import type { DossierRow } from '../dossiers/dossiers.projection.js';

/** How far a dossier has come in the pull feed: not handed over · waits · was in an answer · is in the hands of a receiver. */
export const deliveries = ['none', 'waiting', 'offered', 'taken'] as const;
export type Delivery = (typeof deliveries)[number];

export function deliveryOf({ dispatched }: Pick<DossierRow, 'dispatched'>, takings: readonly Taking[]): Delivery {
  if (!dispatched) return 'none';
  if (takings.some(({ takenTo }) => takenTo >= dispatched.position)) return 'taken';
  return takings.some(({ offeredTo }) => offeredTo >= dispatched.position) ? 'offered' : 'waiting';
}
