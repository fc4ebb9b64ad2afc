import type { EventStore } from '#engine/event-store';
import type { Views } from '#engine/http';
import { factEventTypes, factsAt, FactsReplay, type PlanFacts } from '#domain/scoring';

/** What reporting, planning and supervision know of a plan as of a log position. */
export type KnownFacts = (plan: string, position: number) => Promise<PlanFacts>;

const pageSize = 5_000;

/** From the rows of the live board: fast, for everyday use. */
export const factsFromRows = (views: Views): KnownFacts => async (plan, position) => (await factsAt(views, plan, { asKnownAt: String(position) })).facts;

/** The log does not reach a position that a recorded calculation rests on: it was cut off or is a backup of an earlier day. */
export class LogEndsEarly extends RangeError {
  constructor(readonly endsAt: number, readonly needed: number) {
    super(`the log ends at ${endsAt}, before position ${needed}`);
    this.name = 'LogEndsEarly';
  }
}

/**
 * From the log itself: the source of truth, for proofs and where there are no rows.
 * @throws LogEndsEarly when the log ends before the position
 */
export const factsFromLog = (log: Pick<EventStore, 'readAll'>): KnownFacts => async (plan, position) => {
  const replay = new FactsReplay();
  for (let after = 0; after < position; ) {
    const { events, scannedTo } = await log.readAll({ after, limit: pageSize, types: factEventTypes, upTo: position });
    for (const event of events) replay.take(event);
    if (scannedTo <= after) throw new LogEndsEarly(after, position);
    after = scannedTo;
  }
  return replay.of(plan);
};
