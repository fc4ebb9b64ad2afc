import { StoreStopped } from '#engine/event-store';
import type { Clock } from '#engine/kernel';
import { StaleLease } from '#engine/read-store';
import type { Log } from '#engine/telemetry';
import { crashPoint } from '../testing/crash-point.js';
import { NotActing, NotParked, ParkingLot, type Failure, type Released, type ReleaseOptions } from './parking-lot.js';
import type { FollowerState, FollowerStatus } from './reaction.js';
import type { ParkedStream, ReactionState, ReactionStep, TimerChange } from './reaction-state.js';
import type { Item, ItemPage, Source } from './source.js';
import { takeTenure, type LeaseOptions, type Tenure } from './tenancy.js';
import { delayAfter, Exclusive, reasonOf, Stopping, type BackOff, type Wait } from './waiting.js';

/** What acting on some items came to. At most one failure per stream; later items of that stream were left alone. */
export interface Handled<I extends Item> {
  readonly failed: readonly Failure<I>[];
  readonly timers?: readonly TimerChange[];
}

export interface FollowerOptions<I extends Item> {
  /** Unique name; position and parked streams are kept under it. */
  readonly name: string;
  readonly source: Source<I>;
  /**
   * Act on items, in order per stream. Called again with the same items after a fault or a crash, so acting twice
   * must do no harm. A throw is a fault of the whole page: it is tried again until it succeeds.
   */
  readonly handle: (items: readonly I[], signal: AbortSignal) => Promise<Handled<I>>;
  readonly state: ReactionState;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly log: Log;
  readonly backOff: BackOff;
  /** Where one begins that has no position yet. */
  readonly startAt: 'head' | 'beginning';
  readonly lease?: LeaseOptions | undefined;
}

/** A position that passed over other types only is not written each time: doing so costs an fsync and saves nothing. */
const idlePositions = 1_000;
const betweenLooksMs = 100;
const mostLooks = 100;

/** Follows a source for one process: position, parked streams and back-off. Survives any fault but a stopped log. */
export class Follower<I extends Item> {
  private state: FollowerState = 'stopped';
  private position = 0;
  private committed = 0;
  private tenure: Tenure | undefined;
  private fault: FollowerStatus['fault'];
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private readonly lot: ParkingLot;
  private readonly exclusive = new Exclusive();
  private readonly waiters = new Set<() => void>();

  constructor(private readonly options: FollowerOptions<I>) {
    this.lot = new ParkingLot(options.name);
  }

  get name(): string {
    return this.options.name;
  }

  /** Whether this process holds the right to act, and has loaded where it stands. */
  get acting(): boolean {
    return this.tenure !== undefined && !this.tenure.signal.aborted;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Finish what is under way and stop. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  parked(): readonly ParkedStream[] {
    return this.lot.list();
  }

  /** Resolves when everything up to a position is done or parked. Rejects when the follower stops before. */
  async whenProcessed(position: number): Promise<void> {
    while (this.position < position || this.state === 'standby') {
      if (this.stopping.signal.aborted) throw new Stopping(`${this.name} stopped at ${this.position}, before ${position}`);
      await new Promise<void>((resolve) => this.waiters.add(resolve));
    }
  }

  /** How it fares here; where another process acts, what that one has stored. */
  async status(): Promise<FollowerStatus> {
    const { source, clock } = this.options;
    const elsewhere = this.running === undefined || this.state === 'standby';
    const { position, parkedStreams } = elsewhere ? await this.stored() : { position: this.position, parkedStreams: this.lot.size };
    const lag = Math.max(0, (await source.head()) - position);
    const oldest = lag === 0 ? undefined : await source.oldestAfter(position);
    const lagMs = oldest === undefined ? 0 : Math.max(0, Date.parse(clock.now()) - Date.parse(oldest));
    const state = elsewhere ? 'standby' : this.state === 'live' && oldest !== undefined ? 'catching-up' : this.state;
    return { state, position, lag, lagMs, parkedStreams, ...(this.fault ? { fault: this.fault } : {}) };
  }

  private async stored(): Promise<Pick<FollowerStatus, 'position' | 'parkedStreams'>> {
    const standing = await this.options.state.standing(this.name);
    return { position: standing?.position ?? this.position, parkedStreams: standing?.parked.length ?? 0 };
  }

  /** Do something while no page is being handled; `commit` writes under this process's lease. */
  exclusively<T>(task: (commit: (step: Omit<ReactionStep, 'process'>) => Promise<void>, signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.exclusive.run(async () => {
      const { tenure } = this;
      if (!tenure || tenure.signal.aborted) throw new NotActing(`${this.name} is not run by this process now`);
      return task((step) => this.commit(step, tenure), tenure.signal);
    });
  }

  /**
   * Act again on a parked stream, or pass its failed item by, then on everything that waits behind it.
   * Returns how many items were handled, and the stream if it is parked again.
   */
  release(stream: string, { discardFirst, announce }: ReleaseOptions): Promise<Released> {
    return this.exclusively(async (commit, signal) => {
      const parked = this.lot.get(stream);
      if (!parked) throw new NotParked(`${this.name}: nothing is parked for ${stream}`);
      await this.untilThere(this.position, signal);
      await announce(parked);
      const timers: TimerChange[] = [];
      let [handled, left] = [0, parked.waiting + 1];
      for await (const item of this.options.source.behind(parked, this.position)) {
        left--;
        if (discardFirst && item.position === parked.position) continue;
        const outcome = await this.options.handle([item], signal);
        const failure = outcome.failed[0];
        if (failure) {
          const attempts = failure.attempts + (item.position === parked.position ? parked.attempts : 0);
          const again = this.lot.parkedBehind({ ...failure, attempts }, Math.max(0, left), this.options.clock.now());
          await commit({ timers, parking: [{ kind: 'park', parked: again }] });
          return { handled, parked: again };
        }
        timers.push(...(outcome.timers ?? []));
        handled++;
      }
      await commit({ timers, parking: [{ kind: 'release', stream }] });
      return { handled };
    });
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        this.become('standby');
        const tenure = await takeTenure(`follower/${this.name}`, signal, this.options);
        if (!tenure) break;
        await this.actFor(tenure);
      } catch (error) {
        if (error instanceof StoreStopped) this.giveUp(error);
        else if (!(error instanceof StaleLease) && !(error instanceof Stopping)) await this.backOff(error, signal);
      }
    }
    this.become('stopped');
  }

  private async actFor(tenure: Tenure): Promise<void> {
    try {
      await this.load(tenure);
      this.tenure = tenure;
      if ((await this.options.source.head()) === this.position) this.fault = undefined;
      this.become('live');
      for await (const page of this.options.source.follow(this.position, tenure.signal)) {
        await this.handleUntilDone(page, tenure);
        if (tenure.signal.aborted) break;
      }
      if (this.stopping.signal.aborted && this.position > this.committed) await this.commit({ position: this.position }, tenure);
    } finally {
      await this.exclusive.run(async () => void (this.tenure = undefined));
      await tenure.end();
    }
  }

  /** Another process may have come further than what this one has of the log yet. What is not there must not be taken for nothing. */
  private async untilThere(position: number, signal: AbortSignal): Promise<void> {
    const { source, wait, name } = this.options;
    for (let looks = 0; (await source.head()) < position; looks += 1) {
      if (signal.aborted) throw new NotActing(`${name} is not run by this process any more`);
      if (looks === mostLooks) throw new Error(`${name} has come to position ${position}, which this process's copy of the log does not have yet`);
      await wait(betweenLooksMs, signal);
    }
  }

  private async load(tenure: Tenure): Promise<void> {
    const { state, name, source, startAt } = this.options;
    const standing = await state.standing(name);
    const position = standing?.position ?? (startAt === 'head' ? await source.head() : 0);
    this.lot.replace(standing?.parked ?? []);
    this.position = position;
    // Also marks the state with this owner's epoch, before which no older owner can write any more.
    await this.commit({ position }, tenure);
  }

  private async handleUntilDone(page: ItemPage<I>, tenure: Tenure): Promise<void> {
    for (;;) {
      try {
        await this.exclusive.run(() => this.handlePage(page, tenure));
        this.fault = undefined;
        this.become('live');
        return;
      } catch (error) {
        if (error instanceof StoreStopped || error instanceof StaleLease || error instanceof Stopping) throw error;
        await this.backOff(error, tenure.signal);
        if (tenure.signal.aborted) throw new Stopping(this.name);
      }
    }
  }

  private async handlePage({ items, scannedTo }: ItemPage<I>, tenure: Tenure): Promise<void> {
    const fresh = items.filter(({ position }) => position > this.position);
    const { ready, waiting } = this.lot.sort(fresh);
    if (fresh.length === 0 && scannedTo - this.committed < idlePositions) return this.moveTo(scannedTo);
    const { failed, timers = [] } = ready.length > 0 ? await this.options.handle(ready, tenure.signal) : { failed: [] };
    const parking = this.lot.changes(ready, failed, waiting, this.options.clock.now());
    for (const { item, reason } of failed) {
      this.options.log.warn('a stream is parked', { follower: this.name, stream: item.stream, position: item.position, reason });
    }
    crashPoint('follower-before-commit');
    await this.commit({ position: Math.max(scannedTo, this.position), timers, parking }, tenure);
    crashPoint('follower-after-commit');
  }

  private async commit(step: Omit<ReactionStep, 'process'>, tenure: Tenure): Promise<void> {
    await this.options.state.commit({ process: this.name, ...step, ...(tenure.lease ? { lease: tenure.lease } : {}) });
    this.lot.apply(step.parking ?? []);
    if (step.position === undefined) return;
    this.committed = step.position;
    this.moveTo(step.position);
  }

  private moveTo(position: number): void {
    this.position = Math.max(this.position, position);
    this.wakeWaiters();
  }

  private become(state: FollowerState): void {
    this.state = state;
    this.wakeWaiters();
  }

  private wakeWaiters(): void {
    const waiting = [...this.waiters];
    this.waiters.clear();
    for (const wake of waiting) wake();
  }

  private async backOff(error: unknown, signal: AbortSignal): Promise<void> {
    const { log, clock, wait, backOff, name } = this.options;
    const attempts = (this.fault?.attempts ?? 0) + 1;
    this.fault = { reason: reasonOf(error), at: clock.now(), attempts };
    this.become('backing-off');
    log.error('a follower failed and will try again', { follower: name, attempts, err: error });
    await wait(delayAfter(attempts, backOff), signal);
  }

  private giveUp(error: StoreStopped): void {
    this.fault = { reason: reasonOf(error), at: this.options.clock.now(), attempts: 1 };
    this.options.log.error('a follower stopped with the log', { follower: this.name, err: error });
    this.stopping.abort();
  }
}
