import { command, isRefusal, refuse, type Decision } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { resultStream, type ResultEvent, type ResultFigures } from '../result.events.js';
import { lastResult, result } from '../result.state.js';
import { roundFor, toldRound, unitProblem, type RoundAct, type RoundKey, type UnitKey } from '../round-acts.js';
import { roundStream, type CalculationCause, type RoundEvent } from '../round.events.js';
import { round, unitsOfRound, type RoundStep } from '../round.state.js';

/** Calculate the results of a round 考核计分: every unit's score, grade and rank, all or none. */
export type CalculateRound = RoundKey;

/** What the edge worked out and adds to the command. */
export interface WithRun {
  /** Number of the calculation: one more than the last. */
  readonly run: number;
  readonly engineVersion: string;
  /** Reports, targets, periods and supervision counted as known at this position. */
  readonly frozenAt: number;
  /** Facts of the assessment itself counted up to this position, and the last of them. */
  readonly upTo: number;
  readonly lastFactAt: number;
  /** Units, sorted. */
  readonly units: readonly string[];
  readonly hash: string;
}

export const calculating: RoundAct = { at: ['frozen', 'calculated', 'notified', 'published', 'closed'], called: { zh: '计算得分', en: 'calculate the results' } };

/** Why it is calculated follows from the step. */
export const causeAt = (step: RoundStep): CalculationCause => (step === 'frozen' ? 'first' : step === 'calculated' ? 'adjustment' : step === 'notified' ? 'review' : 'correction');

/**
 * Record a calculation on the round. When it gives the bytes of the one before and no fact came since, nothing is recorded; a fact that
 * changes no sheet is still calculated in, so that the round can go on.
 */
export const calculateRound = command({
  name: 'assessment.CalculateRound',
  stream: (c: CalculateRound & WithRun) => roundStream(c.round),
  state: round,
  policy: mayRunRounds,
  stated: (c) => ({ round: c.round }),
  decide: (state, c): Decision<RoundEvent> => {
    const known = roundFor(state, c, calculating);
    if (isRefusal(known)) return known;
    const units = [...unitsOfRound(known)].sort();
    const moved = c.run !== known.run + 1 || c.frozenAt !== known.frozenAt || units.length !== c.units.length || units.some((unit, n) => unit !== c.units[n]);
    if (moved) return refuse('assessment.basis-moved-on', { round: c.round });
    if (c.hash === known.hash && c.lastFactAt <= (known.upTo ?? 0)) return [];
    return [{
      type: 'assessment.RoundCalculated',
      data: { round: c.round, run: c.run, cause: causeAt(known.step), scheme: { ...known.scheme }, engineVersion: c.engineVersion, frozenAt: c.frozenAt, upTo: c.upTo, results: units.length, hash: c.hash },
    }];
  },
});

/** One unit's part of a calculation. Sent behind {@link calculateRound} in the same append: without that one's fact it records nothing. */
export interface RecordResult extends UnitKey {
  readonly run: number;
  readonly engineVersion: string;
  readonly upTo: number;
  readonly figures: ResultFigures;
}

export const recordResult = command({
  name: 'assessment.RecordResult',
  stream: (c: RecordResult) => resultStream(c.round, c.unit),
  state: result,
  policy: mayRunRounds,
  unit: (c) => c.unit,
  stated: ({ round: code, unit }) => ({ round: code, unit }),
  told: (c) => ({ round: toldRound(c) }),
  decide: (state, c, { told }): Decision<ResultEvent> => {
    const known = roundFor(told.round, c, calculating);
    if (isRefusal(known)) return known;
    const stranger = unitProblem(known, c.unit);
    if (stranger) return stranger;
    if (state.countsAt > c.upTo) return refuse('assessment.basis-moved-on', { round: c.round });
    if (known.run !== c.run || known.upTo !== c.upTo || lastResult(state)?.run === c.run) return [];
    return [{
      type: 'assessment.ResultCalculated',
      data: { round: c.round, unit: c.unit, run: c.run, scheme: { ...known.scheme }, engineVersion: c.engineVersion, frozenAt: known.frozenAt!, upTo: c.upTo, figures: { ...c.figures } },
    }];
  },
});
