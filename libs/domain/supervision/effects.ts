import type { Fold, Instant, Recorded, Uuid } from '#engine/kernel';
import { findingEvents, type FindingEvent, type Severity } from './finding.events.js';

/**
 * What a finding can do to a unit's score: 有问题 · 未销号 · 逾期 · 被退回 · 重复发生 · 反弹. A scheme's deduction rules name these kinds
 * and say how many points each takes; here it only says whether it is there, and from which fact.
 */
export const scoreEffects = ['finding', 'unclosed', 'overdue', 'returned', 'repeated', 'relapsed'] as const;
export type ScoreEffect = (typeof scoreEffects)[number];

/** Where in the log a fact stands. */
export type FactOrigin = {
  readonly position: number;
  readonly eventId: Uuid;
  readonly at: Instant;
};

export type SupervisionEffect = {
  readonly kind: ScoreEffect;
  readonly severity: Severity;
  /** The fact that gave rise to it. */
  readonly since: FactOrigin;
};

/** An effect that a review took away, with what it rests on. */
export type LiftedEffect = SupervisionEffect & { readonly lifted: FactOrigin & { readonly reason: string; readonly authority: string } };

/** What one finding does to the score of the unit that answers for it. Plain data: a row of a projection can hold it as it is. */
export type FindingEffects = {
  readonly finding: string;
  readonly number: string;
  readonly unit: string;
  readonly severity: Severity;
  readonly plan?: string;
  readonly measure?: number | 'general';
  readonly indicator?: string;
  /** In the order of {@link scoreEffects}, each kind at most once. */
  readonly effects: readonly SupervisionEffect[];
  /** In the order in which they were lifted. */
  readonly lifted: readonly LiftedEffect[];
  /** Due times that were missed. A review that lifts `overdue` settles these; one missed later counts anew. */
  readonly missed: readonly Instant[];
};

/**
 * The effects of a finding after one more of its facts; undefined until it is issued. A fact that changes nothing gives back the row
 * it was given.
 *
 * `finding` from the issue on, unless it is withdrawn · `unclosed` until it is closed · `overdue` from the first level raised because
 * the due time had passed, or a report that came late · `returned` from the first return · `repeated` from the issue when it is the same
 * matter as an earlier finding · `relapsed` from the first reopening. When another unit takes over the lead, the effects are that
 * unit's from then on, without what the time or the record of the former unit gave rise to.
 */
export function effectsAfter(row: FindingEffects | undefined, event: Recorded<FindingEvent>): FindingEffects | undefined {
  if (event.type === 'supervision.FindingIssued') return issued(event);
  return row && after(row, event);
}

/** The effects of a finding by all its facts in order; undefined while it is a draft. */
export const effectsOf = (events: readonly Recorded<FindingEvent>[]): FindingEffects | undefined => events.reduce(effectsAfter, undefined);

/** Whether an event is a fact of a finding: a projection that reads all of the context's facts asks this first. */
export const isFindingEvent = (event: Recorded<any>): event is Recorded<FindingEvent> => Object.hasOwn(findingEvents, event.type);

/** What a decision about effects is told: `of` is absent while nothing is issued. */
export interface EffectsState {
  readonly of?: FindingEffects;
}

export const findingEffects: Fold<EffectsState, FindingEvent> = {
  name: 'supervision.finding-effects',
  initial: {},
  evolve: (state, event) => {
    const row = effectsAfter(state.of, event);
    return row === undefined || row === state.of ? state : { of: row };
  },
};

type FactOf<Name extends string> = Recorded<Extract<FindingEvent, { type: `supervision.${Name}` }>>;

function issued(event: FactOf<'FindingIssued'>): FindingEffects {
  const { finding, number, content } = event.data;
  const { unit, severity, plan, measure, indicator, repeats } = content;
  const row: FindingEffects = {
    finding, number, unit, severity,
    ...(plan === undefined ? {} : { plan }), ...(measure === undefined ? {} : { measure }), ...(indicator === undefined ? {} : { indicator }),
    effects: [], lifted: [], missed: [],
  };
  return arisen(row, event, 'finding', 'unclosed', ...(repeats === undefined ? [] : (['repeated'] as const)));
}

function after(row: FindingEffects, event: Recorded<FindingEvent>): FindingEffects {
  switch (event.type) {
    case 'supervision.FindingReassigned': {
      const { unit } = event.data;
      return unit === row.unit ? row : arisen({ ...row, unit, effects: [], lifted: [], missed: [] }, event, 'finding', 'unclosed');
    }
    case 'supervision.FindingEscalated':
      return event.data.trigger === 'overdue' ? missed(row, event) : row;
    case 'supervision.RectificationReported':
      return event.data.late ? missed(row, event) : row;
    case 'supervision.RectificationReturned':
      return arisen(row, event, 'returned');
    case 'supervision.FindingClosed':
      return without(row, ['unclosed']);
    case 'supervision.FindingReopened':
      return arisen(row, event, 'unclosed', 'relapsed');
    case 'supervision.FindingWithdrawn':
      return { ...row, effects: [], lifted: [] };
    case 'supervision.EffectLifted':
      return lifted(row, event);
    default:
      return row;
  }
}

/** With effects that a fact gives rise to; one that is there already stays with the fact that gave rise to it first. */
function arisen(row: FindingEffects, event: Recorded<FindingEvent>, ...kinds: readonly ScoreEffect[]): FindingEffects {
  const fresh = kinds.filter((kind) => !row.effects.some((effect) => effect.kind === kind));
  if (fresh.length === 0) return row;
  const all = [...row.effects, ...fresh.map((kind): SupervisionEffect => ({ kind, severity: row.severity, since: originOf(event) }))];
  return { ...row, effects: scoreEffects.flatMap((kind) => all.filter((effect) => effect.kind === kind)) };
}

/** A due time was missed. Several facts may say so of the same one; it counts once, and not again after a review lifted it. */
function missed(row: FindingEffects, event: FactOf<'FindingEscalated'> | FactOf<'RectificationReported'>): FindingEffects {
  const { dueAt } = event.data;
  return row.missed.includes(dueAt) ? row : arisen({ ...row, missed: [...row.missed, dueAt] }, event, 'overdue');
}

function lifted(row: FindingEffects, event: FactOf<'EffectLifted'>): FindingEffects {
  const { effects, reason, authority } = event.data;
  const gone = row.effects.filter(({ kind }) => effects.includes(kind));
  if (gone.length === 0) return row;
  const news = gone.map((effect): LiftedEffect => ({ ...effect, lifted: { ...originOf(event), reason, authority } }));
  return { ...without(row, effects), lifted: [...row.lifted, ...news] };
}

function without(row: FindingEffects, kinds: readonly string[]): FindingEffects {
  const effects = row.effects.filter(({ kind }) => !kinds.includes(kind));
  return effects.length === row.effects.length ? row : { ...row, effects };
}

const originOf = ({ position, id, recordedAt }: Recorded<FindingEvent>): FactOrigin => ({ position, eventId: id, at: recordedAt });
