import type { EventStore } from '#engine/event-store';
import { refuse, type Recorded, type RecordedEvent, type Refusal } from '#engine/kernel';
import { schemeHash, type Scheme } from '#domain/scoring';
import { resultStream, type ResultEvent } from '../result.events.js';
import { result, type ResultState } from '../result.state.js';
import { factsOf, schemeFrom } from '../round-facts.http.js';
import { roundStream, type RoundEvent, type RoundScheme } from '../round.events.js';
import { isOpened, round, unitsOfRound, type OpenRound } from '../round.state.js';
import type { KnownFacts } from './known-facts.js';
import type { RoundBasis } from './round-input.js';

export type LogReader = Pick<EventStore, 'readStream' | 'readAll' | 'head'>;
export type RunFact = Recorded<Extract<RoundEvent, { type: 'assessment.RoundCalculated' }>>;
export type ResultFact = Recorded<Extract<ResultEvent, { type: 'assessment.ResultCalculated' }>>;

/** A round with the calculations that were recorded of it. */
export interface KnownRound {
  readonly known: OpenRound;
  readonly revision: number;
  readonly runs: readonly RunFact[];
  /** Runs that were published, one after the other. */
  readonly published: readonly number[];
}

/** A round from its stream, or the refusal when there is none. */
export async function knownRound(log: LogReader, code: string): Promise<KnownRound | Refusal> {
  const events = (await factsOf(log, roundStream(code))) as readonly Recorded<RoundEvent>[];
  const known = events.reduce((state, event) => round.evolve(state, event), round.initial);
  if (!isOpened(known)) return refuse('assessment.unknown-round', { round: code }, 'params.round');
  const runs = events.filter((event): event is RunFact => event.type === 'assessment.RoundCalculated');
  const published = events.flatMap((event) => (event.type === 'assessment.ResultsPublished' || event.type === 'assessment.ResultsCorrected' ? [event.data.run] : []));
  return { known, revision: events.at(-1)!.revision, runs, published };
}

/** A run of a round, the last one when none is named. */
export function runOf({ runs }: KnownRound, code: string, run?: number): RunFact | Refusal {
  const found = run === undefined ? runs.at(-1) : runs.find(({ data }) => data.run === run);
  if (found) return found;
  return run === undefined ? refuse('assessment.not-calculated', { round: code }) : refuse('assessment.unknown-run', { round: code, run }, 'query.run');
}

/** A unit's facts in a round: folded up to a position, and the results that were recorded, wherever they are. */
export interface UnitRecord {
  readonly state: ResultState;
  readonly results: readonly ResultFact[];
}

export async function unitRecord(log: LogReader, code: string, unit: string, upTo: number): Promise<UnitRecord> {
  const events = (await factsOf(log, resultStream(code, unit))) as readonly Recorded<ResultEvent>[];
  return {
    state: events.filter(({ position }) => position <= upTo).reduce((state, event) => result.evolve(state, event), result.initial),
    results: events.filter((event: RecordedEvent): event is ResultFact => event.type === 'assessment.ResultCalculated'),
  };
}

/** The scheme that a round names, read from its stream; undefined when no version there has the content that the round names. */
export async function schemeOfRound(log: LogReader, { id, version, hash }: RoundScheme): Promise<Scheme | undefined> {
  const { published } = await schemeFrom(log, id);
  return published.find((one) => one.version === version && one.hash === hash && schemeHash(one.scheme) === hash)?.scheme;
}

/** Read everything that a calculation rests on. */
export async function readBasis(log: LogReader, facts: KnownFacts, code: string, { known }: KnownRound, at: { readonly scheme: RoundScheme; readonly frozenAt: number; readonly upTo: number }): Promise<RoundBasis | Refusal> {
  const scheme = await schemeOfRound(log, at.scheme);
  if (!scheme) return refuse('assessment.scheme-not-as-published', { scheme: at.scheme.id, version: at.scheme.version });
  const results = new Map<string, ResultState>();
  for (const unit of unitsOfRound(known)) results.set(unit, (await unitRecord(log, code, unit, at.upTo)).state);
  const { plan, from, to, groups } = known;
  return { round: code, from, to, groups, scheme, facts: await facts(plan, at.frozenAt), frozenAt: at.frozenAt, results, upTo: at.upTo };
}
