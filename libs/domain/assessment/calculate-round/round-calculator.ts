import { derivedId, isRefusal, refuse, type Recorded, type Refusal } from '#engine/kernel';
import { PreconditionFailed, type BatchOutcome, type CommandItem, type Envelope, type Receipt } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import { currentEngine, engineOf, releasedEngines, type ScoringEngine } from '#domain/scoring';
import type { ResultFigures } from '../result.events.js';
import { roundFor } from '../round-acts.js';
import { roundStream, type RoundEvent } from '../round.events.js';
import { unitsOfRound } from '../round.state.js';
import { calculateRound, calculating, recordResult, type CalculateRound, type RecordResult, type WithRun } from './calculate-round.js';
import type { KnownFacts } from './known-facts.js';
import { knownRound, readBasis, runOf, unitRecord, type KnownRound, type LogReader, type RunFact } from './read-basis.js';
import type { RoundBasis } from './round-input.js';
import { scoreRound, sealing, type RoundScores, type SealedRun } from './score-round.js';

export interface CalculatorOptions {
  /** Arithmetic of new calculations; the current one when absent. */
  readonly engine?: ScoringEngine;
  /** Every arithmetic that recorded calculations may name; the released ones when absent. */
  readonly engines?: readonly ScoringEngine[];
}

/** A recorded calculation with everything it was made of. */
export interface ScoredRun {
  readonly fact: RunFact;
  readonly of: KnownRound;
  readonly basis: RoundBasis;
  readonly scores: RoundScores;
}

/** What is answered to whoever calculates: of the run that holds now. */
export type CalculationReceipt = Receipt & { readonly run: number; readonly hash: string };

export type SendAll = (items: readonly CommandItem[], envelope: Envelope) => Promise<BatchOutcome>;

const attempts = 4;
/** Units between two pauses in which others get their turn. */
const unitsAtOnce = 20;
/** Runs whose basis is kept in memory: they never change, and pages ask for several of their sheets. */
const keptRuns = 2;

/** Calculates rounds and brings back what recorded calculations were made of. */
export class RoundCalculator {
  private readonly kept = new Map<string, Pick<ScoredRun, 'basis' | 'scores'>>();

  constructor(
    private readonly log: LogReader & Pick<EventStore, 'find'>,
    private readonly facts: KnownFacts,
    private readonly options: CalculatorOptions = {},
  ) {}

  /**
   * Calculate a round and record it, for all units in one append or not at all. When a fact of the assessment comes in between, it is
   * calculated again with it.
   * @throws PreconditionFailed when the envelope's If-Match is not the revision of the round
   */
  async calculate(round: string, sendAll: SendAll, envelope: Envelope): Promise<CalculationReceipt | Refusal> {
    for (let attempt = 1; ; attempt += 1) {
      const items = (await this.recordedBefore(round, envelope)) ?? (await this.workedOut(round, envelope));
      if (isRefusal(items)) return items;
      const outcome = await sendAll(items, envelope);
      const no = outcome.refused[0]?.refusal;
      if (!no) return this.receipt(round, envelope, outcome);
      if (no.refused !== 'assessment.basis-moved-on' || attempt === attempts) return no;
    }
  }

  /** What a calculation now would rest on; refused where the step of the round allows none. */
  async basisNow(round: string): Promise<{ readonly basis: RoundBasis; readonly of: KnownRound } | Refusal> {
    const upTo = await this.log.head();
    const of = await knownRound(this.log, round);
    if (isRefusal(of)) return of;
    const known = roundFor(of.known, { round }, calculating);
    if (isRefusal(known)) return known;
    const basis = await readBasis(this.log, this.facts, round, of, { scheme: known.scheme, frozenAt: known.frozenAt!, upTo });
    return isRefusal(basis) ? basis : { basis, of };
  }

  /** A recorded calculation, the last one when none is named. */
  async recorded(round: string, run?: number): Promise<Pick<ScoredRun, 'fact' | 'of'> | Refusal> {
    const of = await knownRound(this.log, round);
    if (isRefusal(of)) return of;
    const fact = runOf(of, round, run);
    return isRefusal(fact) ? fact : { fact, of };
  }

  /** The same with its scores, worked out again by the engine that it names. */
  async scored(round: string, run?: number): Promise<ScoredRun | Refusal> {
    const found = await this.recorded(round, run);
    if (isRefusal(found)) return found;
    const { fact, of } = found;
    const kept = this.kept.get(fact.id);
    if (kept) return { fact, of, ...kept };
    const version = fact.data.engineVersion;
    const engine = engineOf(version, this.options.engines ?? releasedEngines);
    if (!engine) return refuse('assessment.engine-not-kept', { engine: version });
    const basis = await readBasis(this.log, this.facts, round, of, fact.data);
    if (isRefusal(basis)) return basis;
    const scores = scoreRound(basis, engine);
    this.keep(fact.id, { basis, scores });
    return { fact, of, basis, scores };
  }

  /** Hash of a unit's sheet as a run recorded it. */
  async recordedSheet(round: string, unit: string, run: number): Promise<string> {
    const { results } = await unitRecord(this.log, round, unit, Number.MAX_SAFE_INTEGER);
    return results.find(({ data }) => data.run === run)?.data.figures.sheet ?? '';
  }

  private keep(id: string, run: Pick<ScoredRun, 'basis' | 'scores'>): void {
    this.kept.set(id, run);
    while (this.kept.size > keptRuns) this.kept.delete(this.kept.keys().next().value!);
  }

  private async workedOut(round: string, { ifMatch }: Envelope): Promise<readonly CommandItem[] | Refusal> {
    const now = await this.basisNow(round);
    if (isRefusal(now)) return now;
    const { basis, of: { known, revision } } = now;
    if (ifMatch !== undefined && ifMatch !== revision) throw new PreconditionFailed(roundStream(round), ifMatch, revision);
    const { engineVersion, results, hash } = await inTurns(sealing(scoreRound(basis, this.options.engine ?? currentEngine)));
    const { frozenAt, upTo } = basis;
    const units = unitsOfRound(known).slice().sort();
    return itemsOf({ round, run: known.run + 1, engineVersion, frozenAt, upTo, lastFactAt: lastFactOf(basis), units, hash }, results);
  }

  /** The commands of a calculation that was recorded under the same key, so that it is answered with its first receipt. */
  private async recordedBefore(round: string, envelope: Envelope): Promise<readonly CommandItem[] | undefined> {
    if (!envelope.retryable) return undefined;
    const first = (await this.log.find(roundStream(round), derivedId(envelope.commandId, '0/0'))) as Recorded<RoundEvent> | undefined;
    if (first?.type !== 'assessment.RoundCalculated') return undefined;
    const of = await knownRound(this.log, round);
    if (isRefusal(of)) return undefined;
    const { run, engineVersion, frozenAt, upTo, hash } = first.data;
    const results: { unit: string; figures: ResultFigures }[] = [];
    for (const unit of of.known.groups.flatMap((group) => [...group.units].sort())) {
      const recorded = (await unitRecord(this.log, round, unit, first.position)).results.find(({ data }) => data.run === run);
      results.push({ unit, figures: recorded!.data.figures });
    }
    return itemsOf({ round, run, engineVersion, frozenAt, upTo, lastFactAt: upTo, units: results.map(({ unit }) => unit).sort(), hash }, results);
  }

  private async receipt(round: string, { commandId }: Envelope, { receipt }: BatchOutcome): Promise<CalculationReceipt> {
    const stream = roundStream(round);
    const recorded = receipt && ((await this.log.find(stream, derivedId(commandId, '0/0'))) as RunFact | undefined);
    if (recorded) {
      const { id, type, revision, position, recordedAt, data: { run, hash } } = recorded;
      return { stream, revision, position: Math.max(position, receipt.position), recordedAt, events: [{ id, type }], repeated: receipt.repeated, changed: true, run, hash };
    }
    const { known, revision, runs } = (await knownRound(this.log, round)) as KnownRound;
    const { recordedAt } = runs.at(-1)!;
    return { stream, revision, position: await this.log.head(), recordedAt, events: [], repeated: false, changed: false, run: known.run, hash: known.hash! };
  }
}

const itemsOf = (run: CalculateRound & WithRun, results: SealedRun['results']): readonly CommandItem[] => [
  { definition: calculateRound, command: run },
  ...results.map(({ unit, figures }) => ({ definition: recordResult, command: { round: run.round, unit, run: run.run, engineVersion: run.engineVersion, upTo: run.upTo, figures } satisfies RecordResult })),
];

/** Position of the last fact of the assessment that a basis has: of all units, or of some. */
export const lastFactOf = ({ results }: RoundBasis, units: Iterable<string> = results.keys()): number =>
  [...units].reduce((last, unit) => Math.max(last, results.get(unit)?.countsAt ?? 0), 0);

/** Carry work out step by step, letting others have their turn. */
export async function inTurns<T>(steps: Generator<unknown, T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    const { done, value } = steps.next();
    if (done) return value as T;
    if (n % unitsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
