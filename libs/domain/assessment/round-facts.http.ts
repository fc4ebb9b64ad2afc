import { covers, type Actor, type DomainEvent, type Fold, type Recorded, type RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { notFound, positionOf } from '#engine/http';
import { schemeStream } from '#domain/scoring';
import { assessedScheme, type AssessedScheme } from './assessed-scheme.state.js';
import { maySeeResults } from './assessment.policies.js';
import { resultStream } from './result.events.js';
import { result, type ResultState } from './result.state.js';
import { roundStream } from './round.events.js';
import type { RoundKey, UnitKey } from './round-acts.js';
import { isOpened, round, unitsOfRound, type OpenRound, type RoundState } from './round.state.js';

type Log = Pick<EventStore, 'readStream'>;
const page = 500;

/** Every fact of a stream, now or up to a log position. */
export async function factsOf(log: Log, stream: string, upTo = Number.MAX_SAFE_INTEGER): Promise<readonly RecordedEvent[]> {
  const facts: RecordedEvent[] = [];
  for (;;) {
    const events = await log.readStream(stream, { from: facts.length, limit: page });
    facts.push(...events);
    if (events.length < page) return facts.filter(({ position }) => position <= upTo);
  }
}

async function folded<S, E extends DomainEvent>(log: Log, stream: string, fold: Fold<S, E>, upTo?: number): Promise<S> {
  return ((await factsOf(log, stream, upTo)) as readonly Recorded<E>[]).reduce((state, event) => fold.evolve(state, event), fold.initial);
}

/** A round folded from its facts, now or up to a log position. */
export const roundFrom = (log: Log, code: string, upTo?: number): Promise<RoundState> => folded(log, roundStream(code), round, upTo);

/** What a round knows of a unit, now or up to a log position. */
export const resultFrom = (log: Log, code: string, unit: string, upTo?: number): Promise<ResultState> => folded(log, resultStream(code, unit), result, upTo);

/** A scheme as rounds read it. */
export const schemeFrom = (log: Log, scheme: string, upTo?: number): Promise<AssessedScheme> => folded(log, schemeStream(scheme), assessedScheme, upTo);

/**
 * What the edge adds to commands, because a command can ask to be told only what it names: the round's scheme and its units. Of a round
 * that is not there it adds nothing, and the decision says so.
 */
export async function knownOfRound(log: Log, code: string): Promise<{ readonly scheme: string; readonly units: readonly string[] }> {
  const known = await roundFrom(log, code);
  return isOpened(known) ? { scheme: known.scheme.id, units: unitsOfRound(known) } : { scheme: '', units: [] };
}

/** The log position that a question about the log is answered from: the one asked for, or the head. */
export async function positionAsked(log: Pick<EventStore, 'head' | 'positionAt'>, { asKnownAt }: { readonly asKnownAt?: string | undefined }): Promise<number> {
  return (await positionOf(log, asKnownAt)) ?? log.head();
}

/** A round up to a position, or 404. */
export async function openedRound(log: Log, { round: code }: RoundKey, position: number): Promise<OpenRound> {
  const known = await roundFrom(log, code, position);
  if (!isOpened(known)) throw notFound({ round: code });
  return known;
}

/** The round, when it assesses the unit and the caller may see what is known of it; otherwise 404. */
export async function visibleRound(log: Log, { round: code, unit }: UnitKey, actor: Actor, position: number): Promise<OpenRound> {
  const known = await openedRound(log, { round: code }, position);
  if (!unitsOfRound(known).includes(unit) || !covers(maySeeResults.scope(actor), unit)) throw notFound({ round: code, unit });
  return known;
}
