import type { EventStore } from '#engine/event-store';
import type { EventMeta, JsonObject, RecordedEvent, Uuid } from '#engine/kernel';
import { silentLog, type Log } from '#engine/telemetry';
import { factOf, type Act, type Acted } from './operator-acts.js';
import { NotActing, NotParked } from './parking-lot.js';
import type { Parked, ParkedRef } from './reaction.js';
import { reactionEvents, type ReactionEvent } from './reaction.events.js';
import { delayAfter, realWait, type BackOff, type Wait } from './waiting.js';

/** Runs followers that park what fails: reactions, the relay, notices. */
export interface Parking {
  /** Followers that act in this process at this moment. */
  acting(): readonly string[];
  /** What is parked, whichever process parked it. */
  parked(): Promise<readonly Parked[]>;
  retry(ref: ParkedRef, record: Act): Promise<Acted>;
  discard(ref: ParkedRef, reason: string, record: Act): Promise<Acted>;
}

/** The stream in which decisions about what a follower parked are recorded. */
export const decisionStream = (process: string): string => `parked-${process}`;

/** What tells one failure from another: a later attempt at the same item is another. */
export interface SeenFailure {
  readonly process: string;
  readonly stream: string;
  readonly timer?: string | undefined;
  readonly position: number;
  readonly attempts: number;
}

/** Whether something parked is still what an operator saw: the same failure, not tried again since. */
export const sameFailure = (seen: SeenFailure, now: SeenFailure): boolean =>
  seen.process === now.process && seen.timer === now.timer && (seen.timer !== undefined || seen.stream === now.stream) && seen.position === now.position && seen.attempts === now.attempts;

/**
 * Record that an operator wants something parked tried again or, with a reason, given up. Whichever process runs the follower carries it
 * out ({@link DecisionRunner}). Returns the fact's position. The same id again is the same decision.
 */
export async function decide(store: Pick<EventStore, 'append'>, parked: Parked, reason: string | undefined, by: { readonly id: Uuid; readonly meta: EventMeta }): Promise<number> {
  const { type, data } = factOf(parked, parked, reason);
  const event = { id: by.id, type, schema: reactionEvents[type].version, data: reactionEvents[type].data.parse(data) as JsonObject, meta: by.meta };
  const { position } = await store.append([{ stream: decisionStream(parked.process), expected: 'any', events: [event] }]);
  return position;
}

export interface DecisionRunnerOptions {
  readonly store: EventStore;
  readonly parkings: readonly Parking[];
  readonly log?: Log;
  /** How often it is looked whether a follower began to act here; a second when absent. */
  readonly lookMs?: number;
  readonly backOff?: BackOff;
  readonly wait?: Wait;
}

const types = Object.keys(reactionEvents);
const page = 500;

/**
 * Carries out what operators decided about parked items, in the process that runs their follower: what is recorded while it runs, and
 * when a follower begins to act, what was recorded before. A decision names the failure that the operator saw, so it is carried out once.
 */
export class DecisionRunner {
  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];
  /** Followers that act here and whose earlier decisions were looked at. */
  private readonly known = new Set<string>();

  constructor(private readonly options: DecisionRunnerOptions) {}

  start(): void {
    this.loops = [this.follow(), this.look()];
  }

  /** Finish what is under way and stop. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  private async follow(): Promise<void> {
    const { store } = this.options;
    let after: number | undefined;
    await this.untilStopped(async (signal) => {
      after ??= await store.head();
      for await (const { events, scannedTo } of store.follow({ after, types, signal })) {
        for (const event of events) {
          await this.carryOut(event);
          after = event.position;
        }
        after = scannedTo;
      }
    });
  }

  private async look(): Promise<void> {
    const { store, parkings, lookMs = 1_000, wait = realWait } = this.options;
    const { known } = this;
    await this.untilStopped(async (signal) => {
      known.clear();
      while (!signal.aborted) {
        const acting = new Set(parkings.flatMap((parking) => parking.acting()));
        for (const process of [...known].filter((name) => !acting.has(name))) known.delete(process);
        for (const process of [...acting].filter((name) => !known.has(name))) {
          known.add(process);
          for (let from = 0, more = true; more; from += page) {
            const events = await store.readStream(decisionStream(process), { from, limit: page });
            for (const event of events) await this.carryOut(event);
            more = events.length === page;
          }
        }
        await wait(lookMs, signal);
      }
    });
  }

  private async untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    const { log = silentLog, backOff = { firstMs: 100, longestMs: 10_000 }, wait = realWait } = this.options;
    for (let attempts = 1; !signal.aborted; attempts += 1) {
      try {
        await work(signal);
      } catch (error) {
        if (signal.aborted) return;
        log.error('decisions about parked items are not followed; trying again', { err: error });
      }
      await wait(delayAfter(attempts, backOff), signal);
    }
  }

  private async carryOut(event: RecordedEvent): Promise<void> {
    const decision = event as unknown as ReactionEvent;
    const { data } = decision;
    const parking = this.options.parkings.find((one) => one.acting().includes(data.process));
    // It may act here again before the next look.
    if (!parking) return void this.known.delete(data.process);
    const stillSo: Act = async (now) => {
      if (!sameFailure(data, now.data)) throw new NotParked(`${data.process}: position ${data.position} is no longer parked as it was`);
    };
    const { log = silentLog } = this.options;
    const { process, stream, timer, position } = data;
    const ref: ParkedRef = { process, stream, ...(timer === undefined ? {} : { timer }) };
    try {
      const { handled, parkedAgain } = decision.type === 'reactions.ParkedDiscarded' ? await parking.discard(ref, decision.data.reason, stillSo) : await parking.retry(ref, stillSo);
      log.info('a decision about a parked item was carried out', { follower: process, stream, position, decision: decision.type, handled, parkedAgain });
    } catch (error) {
      if (error instanceof NotActing) this.known.delete(process);
      else if (!(error instanceof NotParked)) throw error;
    }
  }
}
