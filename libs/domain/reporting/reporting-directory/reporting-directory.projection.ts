import { rows } from '#engine/projections';
import type { DefinitionCard, PlanEvent, Target } from '#domain/plan';
import type { UnitEvent } from '#domain/units';

// What forms, imports and exports need to know of plan and units, kept by this context so that it is known as of any position.

/** A definition card in force. */
export type CardRow = { readonly plan: string; readonly indicator: string; readonly card: DefinitionCard };

export const reportingCards = rows<CardRow, PlanEvent>({
  name: 'reporting-cards',
  version: 1,
  events: ['plan.Indicator'],
  table: { name: 'reporting-cards', fields: { plan: 'text', indicator: 'text' }, indexes: [['plan', 'indicator']], temporal: true },
  keys: (event) => ('card' in event.data ? [`${event.data.plan}/${event.data.card.code}`] : []),
  fold: (row, event) => ('card' in event.data ? { plan: event.data.plan, indicator: event.data.card.code, card: event.data.card } : row),
});

/** A target of a unit for a year; `city` is the city's own. */
export type TargetRow = { readonly plan: string; readonly indicator: string; readonly unit: string; readonly year: number; readonly target: Target };

export const reportingTargets = rows<TargetRow, PlanEvent>({
  name: 'reporting-targets',
  version: 1,
  events: ['plan.Target'],
  table: { name: 'reporting-targets', fields: { plan: 'text', indicator: 'text', unit: 'text', year: 'number' }, indexes: [['plan', 'unit', 'year']], temporal: true },
  keys: (event) => ('target' in event.data ? [targetKey({ plan: event.data.plan, ...event.data.target })] : []),
  fold: (row, event) => {
    if (!('target' in event.data)) return row;
    const { plan, target } = event.data;
    return { plan, indicator: target.indicator, unit: target.unit, year: target.year, target };
  },
});

/** Key of a target. */
export const targetKey = (c: { readonly plan: string; readonly indicator: string; readonly unit: string; readonly year: number }): string => `${c.plan}/${c.indicator}/${c.unit}/${c.year}`;

/** A unit as imports and exports call it. */
export type UnitRow = {
  readonly unit: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly fullName: string | null;
  readonly aliases: readonly string[];
  /** Day from which it is merged or closed. */
  readonly goneFrom: string | null;
};

export const reportingUnits = rows<UnitRow, UnitEvent>({
  name: 'reporting-units',
  version: 1,
  events: ['units.UnitRegistered', 'units.UnitRenamed', 'units.UnitMerged', 'units.UnitClosed'],
  table: { name: 'reporting-units', fields: { unit: 'text' }, indexes: [], temporal: true },
  keys: (event) => ('code' in event.data ? [event.data.code] : []),
  fold: (row, event) => {
    switch (event.type) {
      case 'units.UnitRegistered': {
        const { code, name, fullName, aliases } = event.data;
        return { unit: code, nameZh: name.zh, nameEn: name.en, fullName: fullName ?? null, aliases, goneFrom: null };
      }
      case 'units.UnitRenamed': {
        const { name, fullName } = event.data;
        return row && { ...row, nameZh: name.zh, nameEn: name.en, fullName: fullName ?? null };
      }
      case 'units.UnitMerged':
      case 'units.UnitClosed':
        return row && { ...row, goneFrom: event.data.from };
      default:
        return row;
    }
  },
});
