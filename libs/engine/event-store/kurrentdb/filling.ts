import { randomInt } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { AllStreamSubscription } from '@kurrent/kurrentdb-client';
import type { Clock, Instant } from '#engine/kernel';
import { derivedId } from '#engine/kernel';
import { WakeUps } from '../follow.js';
import { comparePlaces, type LogPlace } from './log-place.js';
import { refusals, ReplicaRefused } from './refusals.js';
import type { FilledEvent, Replica } from './replica.js';
import { fromServer } from './server-events.js';
import type { KurrentDbServer } from './server.js';
import { serverStream } from './stream-names.js';
import { replicaStatus, type ReplicaStatus } from './status.js';

export interface FillerOptions {
  readonly server: KurrentDbServer;
  readonly replica: Replica;
  readonly prefix: string;
  readonly clock: Clock;
  /** Told of everything that was taken in, in order, after it is on the disk. */
  readonly filled: (events: readonly FilledEvent[]) => void;
  /** Called once, when the replica cannot go on. */
  readonly stopped: (reason: ReplicaRefused) => void;
  /** How often the server is asked how far the log is, in milliseconds. */
  readonly probeMs: number;
}

/** Events that may wait in memory, and at most so many a transaction. */
const buffered = 256;
/** While the replica is behind: how long events are gathered for one transaction. */
const gatherMs = 5;
const shortestPauseMs = 50;
const longestPauseMs = 5_000;

/** Waits before the n-th attempt in a row, with jitter, so that many processes do not come back at the same moment. */
export const backOffMs = (failures: number): number => {
  const most = Math.min(longestPauseMs, shortestPauseMs * 2 ** Math.min(failures, 10));
  return Math.floor(most / 2) + randomInt(Math.ceil(most / 2) + 1);
};

/** Keeps a replica filled: one subscription, taken up again wherever the replica ends, and a probe that notices when one died quietly. */
export class Filler {
  readonly #options: FillerOptions;
  readonly #ended = new AbortController();
  /** Rings whenever something was taken in, or ended. */
  readonly progress = new WakeUps();
  #subscription: AllStreamSubscription | undefined;
  #running: Promise<unknown> | undefined;
  #refusal: ReplicaRefused | undefined;
  #lastHeardAt: Instant | undefined;
  #serverPlace: LogPlace | undefined;
  #behindSince: Instant | undefined;
  #trouble: string | undefined;
  #everCurrent = false;

  constructor(options: FillerOptions) {
    this.#options = options;
  }

  get refusal(): ReplicaRefused | undefined {
    return this.#refusal;
  }

  /** @throws ReplicaRefused when the server does not have the replica's last event · the client's error when it cannot be asked */
  async begin(): Promise<void> {
    await this.checkServer();
    this.#running = Promise.all([this.#keepFilling(), this.#keepProbing()]);
  }

  status(): ReplicaStatus {
    return replicaStatus({
      position: this.#options.replica.head, place: this.#options.replica.place, serverPlace: this.#serverPlace, lastHeardAt: this.#lastHeardAt,
      behindSince: this.#behindSince, everCurrent: this.#everCurrent, trouble: this.#trouble, refusal: this.#refusal?.text,
    });
  }

  /**
   * Resolves once the replica has all that the server had at the call, with the position of the last event.
   * @throws ReplicaRefused when it stopped · the signal's reason
   */
  async current(signal: AbortSignal): Promise<number> {
    const head = await this.#askHead(signal);
    while (!this.#reached(head)) {
      const rings = this.progress.rings;
      if (!this.#reached(head)) await this.progress.wait(rings, 1_000, signal);
      this.#goOn(signal);
    }
    return this.#options.replica.head;
  }

  /** Stop for good. */
  fail(reason: ReplicaRefused): void {
    if (this.#refusal) return;
    this.#refusal = reason;
    this.#ended.abort();
    void this.#subscription?.unsubscribe();
    this.progress.ring();
    this.#options.stopped(reason);
  }

  async end(): Promise<void> {
    this.#ended.abort();
    void this.#subscription?.unsubscribe();
    this.#subscription?.destroy();
    this.progress.ring();
    await this.#running;
  }

  async #askHead(signal: AbortSignal): Promise<LogPlace | undefined> {
    for (let failures = 0; ; failures += 1) {
      this.#goOn(signal);
      try {
        return await this.#probe();
      } catch (error) {
        this.#trouble = String(error);
        await pause(backOffMs(failures), undefined, { signal: AbortSignal.any([signal, this.#ended.signal]) }).catch(() => undefined);
      }
    }
  }

  #goOn(signal: AbortSignal): void {
    if (this.#refusal) throw this.#refusal;
    if (signal.aborted) throw signal.reason;
    if (this.#ended.signal.aborted) throw this.#ended.signal.reason;
  }

  async #probe(): Promise<LogPlace | undefined> {
    const head = await this.#options.server.head();
    this.#lastHeardAt = this.#options.clock.now();
    this.#serverPlace = head;
    this.#noteDistance();
    return head;
  }

  #reached(head: LogPlace | undefined): boolean {
    const { place } = this.#options.replica;
    return head === undefined || (place !== undefined && comparePlaces(place, head) >= 0);
  }

  #noteDistance(): void {
    if (this.#reached(this.#serverPlace)) {
      this.#behindSince = undefined;
      this.#everCurrent = true;
    } else {
      this.#behindSince ??= this.#options.clock.now();
    }
  }

  /** The server still has the last event of the replica. @throws ReplicaRefused when not · the client's error when it cannot be asked */
  async checkServer(): Promise<void> {
    const { server, replica, prefix } = this.#options;
    const last = replica.last();
    if (!last) return;
    const found = await server.eventAt(serverStream(prefix, last.stream), last.revision);
    const same = found !== undefined && (found.id === last.id || derivedId(found.id, `${last.stream}\n${last.revision}`) === last.id);
    if (!same) throw refusals.serverBehind(last.position, last.stream, last.revision);
  }

  async #keepFilling(): Promise<void> {
    let failures = 0;
    while (!this.#ended.signal.aborted) {
      const before = this.#options.replica.place;
      try {
        await this.#fillFromSubscription();
        this.#trouble = 'the subscription ended';
      } catch (error) {
        if (error instanceof ReplicaRefused) return this.fail(error);
        this.#trouble = String(error);
      }
      failures = this.#options.replica.place === before ? failures + 1 : 0;
      await pause(backOffMs(failures), undefined, { signal: this.#ended.signal }).catch(() => undefined);
      // After a break the server may be another one, or an older copy of itself.
      await this.checkServer().catch((error: unknown) => (error instanceof ReplicaRefused ? this.fail(error) : undefined));
    }
  }

  async #fillFromSubscription(): Promise<void> {
    const { server, replica, prefix, filled } = this.#options;
    const subscription = server.subscribe(replica.place, buffered);
    this.#subscription = subscription;
    let broken: Error | undefined;
    // Stays: the client tells of some errors after the stream has ended.
    subscription.on('error', (error: Error) => void (broken = error));
    try {
      while (!this.#ended.signal.aborted) {
        const batch = [];
        for (let next = subscription.read(); next; next = batch.length < buffered ? subscription.read() : null) {
          const { event } = next;
          if (event?.position) batch.push(fromServer(prefix, event, event.position));
        }
        if (batch.length > 0) {
          const events = replica.fill(batch);
          this.#trouble = undefined;
          this.#lastHeardAt = this.#options.clock.now();
          this.#noteDistance();
          filled(events);
          this.progress.ring();
          // Far behind, larger transactions are worth more than the moment that an event waits.
          await (this.#reached(this.#serverPlace) ? nextTurn() : pause(gatherMs));
        } else {
          if (broken) throw broken;
          if (subscription.readableEnded || subscription.destroyed) return;
          await readableOrEnded(subscription);
        }
      }
    } finally {
      this.#subscription = undefined;
      void subscription.unsubscribe().catch(() => undefined);
      subscription.destroy();
    }
  }

  async #keepProbing(): Promise<void> {
    const { probeMs, replica } = this.#options;
    let seen: LogPlace | undefined;
    let wasBehind = false;
    while (!this.#ended.signal.aborted) {
      try {
        const head = await this.#probe();
        const behind = !this.#reached(head);
        // Behind twice without a step: the subscription is dead, whatever it says.
        if (behind && wasBehind && replica.place === seen) this.#subscription?.destroy(new Error('the subscription brought nothing although there was something'));
        wasBehind = behind;
        seen = replica.place;
        if (!behind) this.#trouble = undefined;
      } catch (error) {
        this.#trouble = String(error);
      }
      await pause(probeMs, undefined, { signal: this.#ended.signal, ref: false }).catch(() => undefined);
    }
  }
}

/** Resolves when there is something to read, or never will be again. */
function readableOrEnded(subscription: AllStreamSubscription): Promise<void> {
  const happenings = ['readable', 'end', 'error', 'close'] as const;
  return new Promise((resolve) => {
    const done = (): void => {
      for (const happening of happenings) subscription.off(happening, done);
      resolve();
    };
    for (const happening of happenings) subscription.on(happening, done);
  });
}
