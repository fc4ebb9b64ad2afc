import { rows } from '#engine/projections';
import type { PlanEvent } from '../plan.events.js';

/** A plan as it was adopted, with how much of it there is now. */
export type PlanRow = {
  readonly plan: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly issuers: readonly string[];
  readonly date: string;
  readonly approvedBy: readonly string[];
  readonly addressees: readonly string[];
  readonly basis: readonly string[];
  readonly horizonYears: readonly number[];
  readonly overallRequirements: readonly string[];
  readonly chapters: readonly { readonly no: number; readonly title: string }[];
  /** SHA-256 of the catalogue it was adopted from. */
  readonly catalogue: string;
  readonly sourceUrl: string | null;
  readonly measures: number;
  readonly indicators: number;
  readonly changedAt: string;
};

export const plans = rows<PlanRow, PlanEvent>({
  name: 'plans',
  version: 1,
  events: ['plan.Plan', 'plan.MeasureDefined', 'plan.IndicatorDefined'],
  table: { name: 'plans', fields: { plan: 'text', date: 'text' }, indexes: [['date']], temporal: true },
  keys: ({ data }) => [data.plan],
  fold: (row, event) => {
    const at = { changedAt: event.recordedAt };
    if (event.type === 'plan.PlanAdopted') {
      const { sourceUrl, addressees, ...adopted } = event.data;
      return { ...adopted, addressees: addressees ?? [], sourceUrl: sourceUrl ?? null, measures: 0, indicators: 0, ...at };
    }
    if (row === undefined) return undefined;
    const more = (type: PlanEvent['type']): number => (event.type === type ? 1 : 0);
    return { ...row, ...at, measures: row.measures + more('plan.MeasureDefined'), indicators: row.indicators + more('plan.IndicatorDefined') };
  },
});
