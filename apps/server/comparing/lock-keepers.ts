import type { JsonObject } from '#engine/kernel';
import type { Lock, LockKeeper, Locks } from '../../../libs/domain/history/locked-changes/locked-changes.projection.js';
import type { Fact, FactOf } from './facts.js';

type Kept = ReturnType<LockKeeper['keep']>;

/** Declare what is fixed by some facts, each with its types. */
function keeper<const T extends Fact['type']>(kind: string, types: readonly T[], keep: (event: FactOf<T>, locks: Locks) => Kept): LockKeeper {
  return { kind, types, keep: keep as LockKeeper['keep'] };
}

/** What rules know of a round. */
export type RoundFacts = {
  readonly round: string;
  readonly plan: string;
  readonly scheme: string;
  readonly year: number;
  readonly from: string;
  readonly to: string;
  /** Position up to which data counts; null before the freeze. */
  readonly frozenAt: number | null;
  readonly notified: boolean;
  /** Published, closed or cancelled: what comes in no longer meets an open result. */
  readonly over: boolean;
};

/** Facts of a round that is locked. */
export const roundFacts = (lock: Lock): RoundFacts => lock.facts as unknown as RoundFacts;

/** Rounds, closed periods and frozen data: what later changes are judged by. */
export const lockKeepers: readonly LockKeeper[] = [
  // A period that was reopened was closed all the same: what comes in then changes what was closed.
  keeper('period', ['reporting.PeriodClosed'], ({ data: { plan, period } }, locks) => ({ key: `${plan}/${period}`, facts: { plan, period }, ...(locks.one('period', `${plan}/${period}`) ? { keeps: true as const } : {}) })),
  keeper('round', ['assessment.RoundOpened'], ({ data: { round, plan, year, from, to, scheme } }) => {
    const facts: RoundFacts = { round, plan, year, from, to, scheme: scheme.id, frozenAt: null, notified: false, over: false };
    return { key: round, facts: facts as unknown as JsonObject };
  }),
  keeper('round', ['assessment.ResultsNotified'], ({ data: { round } }) => ({ key: round, facts: { notified: true }, keeps: true })),
  keeper('round', ['assessment.DataFrozen'], ({ data: { round, position } }) => ({ key: round, facts: { frozenAt: position }, keeps: true })),
  keeper('round', ['assessment.ResultsPublished', 'assessment.RoundClosed', 'assessment.RoundCancelled'], ({ data: { round } }) => ({ key: round, facts: { over: true }, keeps: true })),
  keeper('frozen', ['assessment.DataFrozen'], ({ data: { round } }) => ({ key: round })),
  // The last publication or correction is what a further correction changes.
  keeper('published', ['assessment.ResultsPublished', 'assessment.ResultsCorrected'], ({ data: { round } }) => ({ key: round })),
];
