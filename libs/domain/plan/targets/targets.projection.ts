import { rows } from '#engine/projections';
import type { PlanEvent, QuarterlyProfile, Target } from '../plan.events.js';

/** What a target once was, and the act that made it so. */
export type TargetVersion = {
  readonly comparator: Target['comparator'];
  readonly value: string | null;
  readonly profile: QuarterlyProfile;
  readonly document: string | null;
  readonly by: string;
  readonly reason: string | null;
  readonly position: number;
  readonly recordedAt: string;
};

/** A target of a unit, or of the city, for a year, with its history. */
export type TargetRow = {
  readonly plan: string;
  readonly indicator: string;
  /** Unit code, or `city`. */
  readonly unit: string;
  readonly year: number;
  readonly comparator: Target['comparator'];
  readonly value: string | null;
  readonly qualifier: string | null;
  readonly profile: QuarterlyProfile;
  readonly history: readonly TargetVersion[];
  readonly changedAt: string;
};

export const targets = rows<TargetRow, PlanEvent>({
  name: 'targets',
  version: 1,
  events: ['plan.Target'],
  table: {
    name: 'targets',
    fields: { plan: 'text', indicator: 'text', unit: 'text', year: 'number', comparator: 'text', value: 'decimal' },
    indexes: [['plan', 'year', 'unit', 'indicator'], ['plan', 'indicator', 'year']],
    temporal: true,
  },
  keys: ({ data }) => ('target' in data ? [targetKey({ plan: data.plan, ...data.target })] : []),
  fold: (row, event) => {
    if (event.type !== 'plan.TargetSet' && event.type !== 'plan.TargetRevised') return row;
    const { plan, target } = event.data;
    const { indicator, unit, year, comparator, profile, qualifier } = target;
    const { actor, authority, reason } = event.meta;
    const value = target.value ?? null;
    const document = event.type === 'plan.TargetRevised' ? event.data.document : (authority ?? null);
    const version = { comparator, value, profile, document, by: actor, reason: reason ?? null, position: event.position, recordedAt: event.recordedAt };
    return {
      plan, indicator, unit, year, comparator, value, qualifier: qualifier ?? null, profile, history: [...(row?.history ?? []), version],
      changedAt: event.recordedAt,
    };
  },
});

/** Key of a target. */
export const targetKey = (c: { readonly plan: string; readonly indicator: string; readonly unit: string; readonly year: number }): string =>
  `${c.plan}/${c.indicator}/${c.unit}/${c.year}`;
