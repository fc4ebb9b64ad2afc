import type { Instant } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { InclusionEvent } from '../inclusion.events.js';

/** What was decided last on a vertically managed unit. */
export type InclusionRow = {
  readonly unit: string;
  readonly included: boolean;
  readonly document: string;
  readonly reason: string | null;
  readonly decidedBy: string;
  readonly changedAt: Instant;
  readonly revision: number;
};

export const inclusions = rows<InclusionRow, InclusionEvent>({
  name: 'cadre-inclusions',
  version: 1,
  events: ['cadre-review.Inclusion'],
  table: { name: 'cadre-inclusions', fields: { unit: 'text', included: 'boolean' }, indexes: [], temporal: true },
  keys: ({ data }) => [data.unit],
  fold: (_, { type, data: { unit, document, reason }, meta, recordedAt, revision }) => ({
    unit, included: type === 'cadre-review.InclusionDecided', document, reason: reason ?? null, decidedBy: meta.actor, changedAt: recordedAt, revision,
  }),
});
