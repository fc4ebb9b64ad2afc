import { rows } from '#engine/projections';
import type { DefinitionCard, PlanEvent } from '../plan.events.js';
import { barred } from '../measures/measures.projection.js';

/** A version of a definition card, and who approved it by what. */
export type CardVersion = {
  /** 1 for the first. */
  readonly version: number;
  readonly card: DefinitionCard;
  /** Fields that differ from the version before. */
  readonly changed: readonly string[];
  readonly document: string | null;
  readonly by: string;
  readonly reason: string | null;
  readonly position: number;
  readonly recordedAt: string;
};

/** An indicator: the card in force, and every version it has had. */
export type IndicatorRow = {
  readonly plan: string;
  readonly code: string;
  /** Measure number as text, or `general`. */
  readonly measure: string;
  /** Place in the catalogue or of its definition. */
  readonly order: number;
  readonly kind: DefinitionCard['kind'];
  readonly frequency: DefinitionCard['frequency'];
  readonly verifier: string;
  /** Units that report, each between bars. */
  readonly reporters: string;
  readonly needsThreshold: boolean;
  readonly card: DefinitionCard;
  readonly versions: readonly CardVersion[];
  /** Number of the card in force, which a revision names. */
  readonly version: number;
  readonly changedAt: string;
};

export const indicators = rows<IndicatorRow, PlanEvent>({
  name: 'indicators',
  version: 1,
  events: ['plan.Indicator'],
  table: {
    name: 'indicators',
    fields: { plan: 'text', code: 'text', measure: 'text', order: 'number', kind: 'text', frequency: 'text', verifier: 'text', reporters: 'text', needsThreshold: 'boolean' },
    indexes: [['plan', 'order'], ['plan', 'measure', 'order'], ['plan', 'kind', 'order']],
    temporal: true,
  },
  keys: ({ data }) => ('card' in data ? [indicatorKey({ plan: data.plan, indicator: data.card.code })] : []),
  fold: (row, event) => {
    if (event.type !== 'plan.IndicatorDefined' && event.type !== 'plan.IndicatorRevised') return row;
    const { plan, card } = event.data;
    const [changed, document] = event.type === 'plan.IndicatorRevised' ? [event.data.changed, event.data.document] : [[], event.meta.authority ?? null];
    const { actor, reason } = event.meta;
    const version = {
      version: (row?.versions.length ?? 0) + 1, card, changed, document, by: actor, reason: reason ?? null, position: event.position, recordedAt: event.recordedAt,
    };
    const { code, measure, kind, frequency, verifier, reportedBy, needsThreshold } = card;
    return {
      plan, code, measure: String(measure), order: row?.order ?? event.revision, kind, frequency, verifier, reporters: barred(reportedBy), needsThreshold, card,
      versions: [...(row?.versions ?? []), version], version: version.version, changedAt: event.recordedAt,
    };
  },
});

/** Key of an indicator. */
export const indicatorKey = (c: { readonly plan: string; readonly indicator: string }): string => `${c.plan}/${c.indicator}`;
