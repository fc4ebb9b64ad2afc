import type { EventStore } from '#engine/event-store';
import type { Clock, RecordedEvent, Uuid } from '#engine/kernel';
import {
  actOn, Follower, LogSource, NotParked, realWait, reasonOf,
  type Act, type Acted, type BackOff, type Failure, type Handled, type LeaseOptions, type Parked, type ParkedRef, type ReactionState, type Wait,
} from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import { crashPoint } from '../testing/crash-point.js';
import { issue, outgoing } from './issue.js';
import type { NoticeEvent } from './notice.events.js';
import { NotFailed, type DeliveryFilter, type DeliveryRow, type DeliveryToQueue, type NoticeOutbox, type PageOf, type Paging } from './notice-outbox.js';
import type { AnyNoticeDefinition, IssuedNotice, NoticeOutlet, NoticeStatus, OutletStatus } from './notice.js';
import { OutletDesk } from './outlet-desk.js';

export interface NoticeRunnerOptions {
  readonly store: EventStore;
  /** Keeps position and parked streams of each definition, under `notices/<name>`. In the same file as the outbox, so that both are kept or lost together. */
  readonly state: ReactionState;
  readonly outbox: NoticeOutbox;
  readonly outlets: readonly NoticeOutlet[];
  readonly definitions: readonly AnyNoticeDefinition[];
  readonly clock: Clock;
  /** Share the work with other processes: each definition and each outlet runs where its lease is. */
  readonly lease?: LeaseOptions;
  readonly log?: Log;
  /** Delays after a fault of the log or the outbox; 100 ms to 30 s when absent. */
  readonly backOff?: BackOff;
  /** Delays between attempts at one delivery; 1 s to 15 min when absent. */
  readonly retry?: BackOff;
  /** Faults after which a delivery is given up; 20 when absent, which is after about three hours. */
  readonly attempts?: number;
  /** How often due deliveries are looked for; 500 ms when absent. New ones are looked for at once. */
  readonly pollMs?: number;
  /** Deliveries of one outlet under way at a time; 32 when absent. */
  readonly parallel?: number;
  /** An attempt that takes longer is a fault; 30 s when absent. */
  readonly deliverWithinMs?: number;
  readonly wait?: Wait;
}

/**
 * Tells people what facts mean for them: follows the log definition by definition, queues each notice once for every
 * outlet that takes it, remembers the position, and delivers. Queueing and delivering are safe to repeat, so that a
 * crash, a rebuild or a second process tells nobody twice.
 *
 * Outlets `since: 'beginning'` get the notices of every fact. Outlets `since: 'first-start'` get those of facts that
 * were recorded after the outlet and the definition first ran together: neither a log that was there before, nor a
 * definition added later, sends old news out of the house.
 */
export class NoticeRunner {
  private readonly followers = new Map<string, Follower<RecordedEvent>>();
  private readonly desks: readonly OutletDesk[];
  private readonly issued = new Map<string, number>();
  private readonly stopping = new AbortController();
  private readonly thresholds = new Map<string, Promise<ReadonlyMap<string, number>>>();
  private headAtStart: Promise<number> | undefined;
  private running: readonly Promise<void>[] = [];

  /** @throws RangeError when two definitions or two outlets have the same name */
  constructor(private readonly options: NoticeRunnerOptions) {
    for (const definition of options.definitions) {
      if (this.followers.has(definition.name)) throw new RangeError(`two notice definitions are named ${definition.name}`);
      this.followers.set(definition.name, this.follow(definition));
      this.issued.set(definition.name, 0);
    }
    if (new Set(options.outlets.map(({ name }) => name)).size < options.outlets.length) throw new RangeError('two outlets have the same name');
    this.desks = options.outlets.map((outlet) => this.desk(outlet));
  }

  start(): void {
    // Where outward outlets begin is settled before any fact is looked at, so that a crash cannot move it on.
    this.headAtStart ??= this.options.store.head();
    for (const definition of this.followers.keys()) this.thresholdsOf(definition).catch(() => undefined);
    for (const follower of this.followers.values()) follower.start();
    this.running = this.desks.map((desk) => desk.run(this.stopping.signal));
  }

  /** Finish what is under way and stop. Outlets and stores stay open: they belong to the caller. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...[...this.followers.values()].map((follower) => follower.stop()), ...this.running]);
  }

  /** Resolves when every definition has queued or parked everything up to a position. */
  async whenProcessed(position: number): Promise<void> {
    await Promise.all([...this.followers.values()].map((follower) => follower.whenProcessed(position)));
  }

  /** Resolves true once everything up to a position is queued, and delivered through an outlet or given up; false when time runs out. */
  async whenDelivered(outlet: string, position: number, timeoutMs: number): Promise<boolean> {
    const { wait = realWait } = this.options;
    const over = new AbortController();
    let late = false;
    const timer = wait(timeoutMs, over.signal).then(() => void (late = true));
    try {
      while ((await this.reflects(outlet)) < position) {
        if (late || this.stopping.signal.aborted) return false;
        this.desks.find(({ name }) => name === outlet)?.ring();
        await wait(10, over.signal);
      }
      return true;
    } finally {
      over.abort();
      await timer;
    }
  }

  /** The log position up to which an outlet has got everything that is for it. */
  async reflects(outlet: string): Promise<number> {
    const statuses = await Promise.all([...this.followers.values()].map((follower) => follower.status()));
    const mapped = statuses.length === 0 ? await this.options.store.head() : Math.min(...statuses.map(({ position }) => position));
    const { firstQueued } = await this.options.outbox.counts(outlet, this.options.clock.now());
    return firstQueued === undefined ? mapped : Math.min(mapped, firstQueued - 1);
  }

  /** Deliver now what is due by the clock, instead of at the next look; returns how many deliveries were tried. */
  async deliverDue(): Promise<number> {
    const counts = await Promise.all(this.desks.map((desk) => desk.deliverDue()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async status(): Promise<{ readonly definitions: readonly NoticeStatus[]; readonly outlets: readonly OutletStatus[] }> {
    const definitions = [...this.followers].map(async ([definition, follower]) => ({ definition, ...(await follower.status()), issued: this.issued.get(definition)! }));
    return { definitions: await Promise.all(definitions), outlets: await Promise.all(this.desks.map((desk) => desk.status())) };
  }

  /** Deliveries, newest fact first. @throws BadPageCursor */
  deliveries(filter: DeliveryFilter, paging: Paging): Promise<PageOf<DeliveryRow>> {
    return this.options.outbox.list(filter, paging);
  }

  /**
   * Try a delivery again that was given up. `record` is given the act as a fact before anything happens; if it fails, nothing does.
   * @throws NotFailed
   */
  async retryDelivery(id: Uuid, record: (event: NoticeEvent) => Promise<unknown>): Promise<void> {
    const { outbox, clock } = this.options;
    const found = await outbox.one(id);
    if (found?.state !== 'failed') throw new NotFailed(found);
    const { outlet, notice, reason = '', attempts } = found;
    await record({ type: 'notices.DeliveryRetried', data: { delivery: id, notice: notice.id, outlet, failure: reason, attempts } });
    await outbox.retry(id, clock.now());
    this.desks.find(({ name }) => name === outlet)?.ring();
  }

  /** Followers that act here at this moment: `notices/<definition>`. */
  acting(): readonly string[] {
    return [...this.followers.values()].filter((follower) => follower.acting).map(({ name }) => name);
  }

  /** Facts that could not be mapped; `process` is `notices/<definition>`. */
  async parked(): Promise<readonly Parked[]> {
    const lists = [...this.followers.values()].map(async ({ name }) => (await this.options.state.standing(name))?.parked ?? []);
    return (await Promise.all(lists)).flat().map(({ revision: _revision, ...parked }) => parked);
  }

  /** Map again what is parked. Recorded first, like a reaction's. @throws NotParked · NotActing */
  retry(ref: ParkedRef, record: Act): Promise<Acted> {
    return this.act(ref, record, undefined);
  }

  /** Give up what is parked and go on with what waits behind it. Recorded first. @throws NotParked · NotActing */
  discard(ref: ParkedRef, reason: string, record: Act): Promise<Acted> {
    return this.act(ref, record, reason);
  }

  private async act(ref: ParkedRef, record: Act, reason: string | undefined): Promise<Acted> {
    const follower = [...this.followers.values()].find(({ name }) => name === ref.process);
    if (!follower) throw new NotParked(`there are no notices behind ${ref.process}`);
    return actOn(ref, record, {
      ...(reason === undefined ? {} : { reason }),
      stream: (announce) => follower.release(ref.stream, { discardFirst: reason !== undefined, announce }),
      timer: () => Promise.reject(new NotParked('notices have no timers')),
    });
  }

  /** Issue and queue the notices of a page. A fact that cannot be mapped fails, with its stream behind it. */
  private async handle(definition: AnyNoticeDefinition, events: readonly RecordedEvent[]): Promise<Handled<RecordedEvent>> {
    const thresholds = await this.thresholdsOf(definition.name);
    const failed = new Map<string, Failure<RecordedEvent>>();
    const notices: IssuedNotice[] = [];
    for (const event of events) {
      if (failed.has(event.stream)) continue;
      try {
        notices.push(...issue(definition, event));
      } catch (error) {
        failed.set(event.stream, { item: event, reason: `from: ${reasonOf(error)}`, attempts: 1 });
      }
    }
    await this.queue(definition.name, notices, thresholds);
    crashPoint('notices-after-queue');
    return { failed: [...failed.values()] };
  }

  private async queue(definition: string, notices: readonly IssuedNotice[], thresholds: ReadonlyMap<string, number>): Promise<void> {
    const queuedAt = this.options.clock.now();
    const deliveries = notices.flatMap((notice) =>
      this.options.outlets
        .filter((outlet) => notice.position > (thresholds.get(outlet.name) ?? 0) && accepts(outlet, notice))
        .map(({ name }): DeliveryToQueue => ({ ...outgoing(notice, name), outlet: name, queuedAt })),
    );
    if (deliveries.length === 0) return;
    const fresh = await this.options.outbox.queue(deliveries);
    const issued = new Set(deliveries.filter(({ id }) => fresh.has(id)).map(({ notice }) => notice.id));
    this.issued.set(definition, this.issued.get(definition)! + issued.size);
    for (const desk of this.desks) desk.ring();
  }

  /** By outlet, the position after which its facts begin. Asked once; asked again after a fault. */
  private thresholdsOf(definition: string): Promise<ReadonlyMap<string, number>> {
    let found = this.thresholds.get(definition);
    if (!found) {
      found = this.beginAll(definition);
      this.thresholds.set(definition, found);
      found.catch(() => this.thresholds.delete(definition));
    }
    return found;
  }

  private async beginAll(definition: string): Promise<ReadonlyMap<string, number>> {
    const { outlets, outbox, store } = this.options;
    const head = await (this.headAtStart ?? store.head()).catch(() => store.head());
    const outward = outlets.filter(({ since }) => since === 'first-start');
    return new Map(await Promise.all(outward.map(async ({ name }) => [name, await outbox.begin(definition, name, head)] as const)));
  }

  private follow(definition: AnyNoticeDefinition): Follower<RecordedEvent> {
    const { store, state, clock, lease, log = silentLog, wait = realWait, backOff = { firstMs: 100, longestMs: 30_000 } } = this.options;
    const source = new LogSource(store, definition.events);
    const handle = (events: readonly RecordedEvent[]): Promise<Handled<RecordedEvent>> => this.handle(definition, events);
    return new Follower({ name: `notices/${definition.name}`, source, handle, state, clock, wait, log, backOff, startAt: 'beginning', lease });
  }

  private desk(outlet: NoticeOutlet): OutletDesk {
    const { outbox, clock, lease, log = silentLog, wait = realWait, retry = { firstMs: 1_000, longestMs: 900_000 } } = this.options;
    const { attempts = 20, pollMs = 500, parallel = 32, deliverWithinMs = 30_000 } = this.options;
    return new OutletDesk({ outlet, outbox, clock, wait, log, retry, attempts, pollMs, parallel, deliverWithinMs, lease });
  }
}

/** An outlet that cannot say whether it takes a notice is asked to deliver it: then the failure is its own and not the fact's. */
function accepts(outlet: NoticeOutlet, notice: IssuedNotice): boolean {
  try {
    return outlet.accepts(notice);
  } catch {
    return true;
  }
}
