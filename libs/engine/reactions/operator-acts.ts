import type { Released } from './parking-lot.js';
import type { ParkedRef } from './reaction.js';
import type { ReactionEvent } from './reaction.events.js';
import type { ParkedStream, TimerRow } from './reaction-state.js';

/** Records an operator's act as a fact; the act is not carried out before it resolves, and not at all if it rejects. */
export type Act = (event: ReactionEvent) => Promise<unknown>;

/** What an operator's act came to. */
export interface Acted {
  /** The fact that was recorded. */
  readonly event: ReactionEvent;
  /** Items acted on: the parked one and those behind it. */
  readonly handled: number;
  /** Why it is parked again, if it is. */
  readonly parkedAgain?: string;
}

interface Ways {
  /** Present for a discard. */
  readonly reason?: string;
  readonly stream: (announce: (parked: ParkedStream) => Promise<void>) => Promise<Released>;
  readonly timer: (timer: string, announce: (row: TimerRow) => Promise<void>) => Promise<TimerRow | undefined>;
}

/** State the act, have it recorded, carry it out. */
export async function actOn(ref: ParkedRef, record: Act, ways: Ways): Promise<Acted> {
  let event: ReactionEvent | undefined;
  const announce = async (what: What): Promise<void> => {
    event = factOf(ref, what, ways.reason);
    await record(event);
  };
  if (ref.timer !== undefined) {
    const again = await ways.timer(ref.timer, ({ cause, failure }) => announce({ ...cause, reason: failure!.reason, attempts: failure!.attempts, waiting: 0 }));
    return { event: event!, handled: again || ways.reason !== undefined ? 0 : 1, ...(again ? { parkedAgain: again.failure!.reason } : {}) };
  }
  const { handled, parked } = await ways.stream(announce);
  return { event: event!, handled, ...(parked ? { parkedAgain: parked.reason } : {}) };
}

/** What a fact about something parked says. */
export interface What {
  readonly stream: string;
  readonly position: number;
  readonly eventId: string;
  readonly reason: string;
  readonly attempts: number;
  readonly waiting: number;
}

/** The fact of a retry or, with a reason, of a discard. */
export function factOf({ process, timer }: ParkedRef, { stream, position, eventId, reason: failure, attempts, waiting }: What, reason: string | undefined): ReactionEvent {
  const data = { process, stream, position, eventId, ...(timer === undefined ? {} : { timer }), failure, attempts, waiting };
  return reason === undefined ? { type: 'reactions.ParkedRetried', data } : { type: 'reactions.ParkedDiscarded', data: { ...data, reason } };
}
