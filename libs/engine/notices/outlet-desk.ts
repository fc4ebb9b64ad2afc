import type { Clock, Instant } from '#engine/kernel';
import { delayAfter, reasonOf, type BackOff, type LeaseOptions, type Wait } from '#engine/reactions';
import type { Log } from '#engine/telemetry';
import { inOrder } from '../reactions/in-order.js';
import { takeTenure, type Tenure } from '../reactions/tenancy.js';
import { Exclusive } from '../reactions/waiting.js';
import { crashPoint } from '../testing/crash-point.js';
import type { DeliveryChange, DeliveryRow, NoticeOutbox } from './notice-outbox.js';
import { NoticeRejected, type Delivery, type NoticeOutlet, type OutletStatus } from './notice.js';

export interface OutletDeskOptions {
  readonly outlet: NoticeOutlet;
  readonly outbox: NoticeOutbox;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly log: Log;
  /** Delays between the attempts at one delivery. */
  readonly retry: BackOff;
  /** Faults after which a delivery is given up. */
  readonly attempts: number;
  readonly pollMs: number;
  /** Deliveries under way at a time. */
  readonly parallel: number;
  /** An attempt that takes longer is a fault. */
  readonly deliverWithinMs: number;
  readonly lease?: LeaseOptions | undefined;
}

const batchSize = 256;
/** What is under way when the process stops has this long to end; otherwise it is done again, under the same id. */
const graceMs = 2_000;

class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/**
 * Delivers what is queued for one outlet, in the process that holds its lease. Outlets have a desk each, so that one
 * that fails or hangs holds nothing else back.
 */
export class OutletDesk {
  private delivered = 0;
  private fault: OutletStatus['fault'];
  private state: 'standby' | 'live' | 'stopped' = 'stopped';
  private tenure: Tenure | undefined;
  private rung = false;
  private wake: () => void = () => undefined;
  private readonly exclusive = new Exclusive();
  /** Told when the tenure is over; a listener of the signal for each delivery would be too many. */
  private readonly underWay = new Set<() => void>();

  constructor(private readonly options: OutletDeskOptions) {}

  get name(): string {
    return this.options.outlet.name;
  }

  /** Take the lease, deliver what falls due, again and again until the signal aborts. */
  async run(stopping: AbortSignal): Promise<void> {
    for (let faults = 0; !stopping.aborted; ) {
      try {
        this.state = 'standby';
        const tenure = await takeTenure(`notices/outlet/${this.name}`, stopping, this.options);
        if (!tenure) break;
        await this.actFor(tenure, () => void (faults = 0));
      } catch (error) {
        faults++;
        this.note(error, faults);
        this.options.log.error('an outlet of notices cannot be served and will be tried again', { outlet: this.name, err: error });
        await this.options.wait(delayAfter(faults, this.options.retry), stopping);
      }
    }
    this.state = 'stopped';
  }

  /** Something may be due: look now instead of at the next poll. */
  ring(): void {
    this.rung = true;
    this.wake();
  }

  /** Deliver everything that is due by now; returns how many deliveries were tried. Nothing while another process holds the lease. */
  async deliverDue(): Promise<number> {
    let tried = 0;
    for (;;) {
      const count = await this.exclusive.run(() => this.deliverBatch());
      tried += count;
      if (count < batchSize) return tried;
    }
  }

  async status(): Promise<OutletStatus> {
    const now = this.options.clock.now();
    const { queued, due, failed, oldestDueAt } = await this.options.outbox.counts(this.name, now);
    const lagMs = oldestDueAt === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(oldestDueAt));
    const state = this.fault && this.state !== 'stopped' ? 'backing-off' : this.state;
    return { outlet: this.name, state, queued, due, failed, lagMs, delivered: this.delivered, ...(this.fault ? { fault: this.fault } : {}) };
  }

  private async actFor(tenure: Tenure, worked: () => void): Promise<void> {
    const hurryAll = (): void => [...this.underWay].forEach((hurry) => hurry());
    tenure.signal.addEventListener('abort', hurryAll);
    try {
      // Marks the outbox with this owner's epoch, before which no older owner can settle any more.
      await this.settle([], tenure);
      this.tenure = tenure;
      this.state = 'live';
      while (!tenure.signal.aborted) {
        this.rung = false;
        await this.deliverDue();
        worked();
        if (!this.rung) await this.rest(tenure.signal);
      }
    } finally {
      await this.exclusive.run(async () => void (this.tenure = undefined));
      tenure.signal.removeEventListener('abort', hurryAll);
      await tenure.end();
    }
  }

  private async rest(signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    this.wake = (): void => over.abort();
    signal.addEventListener('abort', this.wake);
    if (signal.aborted) over.abort();
    await this.options.wait(this.options.pollMs, over.signal);
    signal.removeEventListener('abort', this.wake);
  }

  private async deliverBatch(): Promise<number> {
    const { tenure, options } = this;
    if (!tenure || tenure.signal.aborted) return 0;
    const rows = await options.outbox.due(this.name, options.clock.now(), batchSize);
    if (rows.length === 0) return 0;
    const changes: DeliveryChange[] = [];
    await inOrder(rows, { limit: options.parallel, keysOf: () => [] }, async (row) => {
      const change = await this.attempt(row, tenure.signal);
      if (change) changes.push(change);
    });
    crashPoint('notices-after-deliver');
    await this.settle(changes, tenure);
    crashPoint('notices-after-settle');
    this.delivered += changes.filter(({ kind }) => kind === 'delivered').length;
    return rows.length;
  }

  /** One attempt; undefined when the process stops, or loses the lease, before it is known what became of it. */
  private async attempt(row: DeliveryRow, signal: AbortSignal): Promise<DeliveryChange | undefined> {
    const { outlet, clock } = this.options;
    if (signal.aborted) return undefined;
    try {
      const delivery = await this.inTime(async () => outlet.deliver({ id: row.id, notice: row.notice }), signal);
      if (!delivery) return undefined;
      if (delivery.outcome === 'postponed') return { kind: 'postponed', id: row.id, until: later(delivery.until, clock.now()) };
      this.fault = undefined;
      return { kind: 'delivered', id: row.id, at: clock.now(), receipt: delivery.receipt };
    } catch (error) {
      return this.afterFault(row, error);
    }
  }

  private afterFault({ id, attempts: before }: DeliveryRow, error: unknown): DeliveryChange {
    const { clock, attempts: most, retry, log } = this.options;
    const [now, attempts, reason] = [clock.now(), before + 1, reasonOf(error)];
    if (error instanceof NoticeRejected || attempts >= most) {
      log.warn('a notice could not be delivered', { outlet: this.name, delivery: id, attempts, reason });
      if (!(error instanceof NoticeRejected)) this.note(error, attempts);
      return { kind: 'failed', id, at: now, reason, attempts };
    }
    this.note(error, attempts);
    return { kind: 'faulted', id, reason, attempts, nextAt: new Date(Date.parse(now) + delayAfter(attempts, retry)).toISOString() };
  }

  private note(error: unknown, attempts: number): void {
    this.fault = { reason: reasonOf(error), at: this.options.clock.now(), attempts };
  }

  /** @throws TooSlow; undefined when the signal aborts and the grace is over */
  private async inTime(deliver: () => Promise<Delivery>, signal: AbortSignal): Promise<Delivery | undefined> {
    const { wait, deliverWithinMs } = this.options;
    const [answered, hurried] = [new AbortController(), new AbortController()];
    const hurry = (): void => hurried.abort();
    this.underWay.add(hurry);
    const late = async (): Promise<undefined> => {
      await wait(deliverWithinMs, hurried.signal);
      if (answered.signal.aborted) return undefined;
      if (!signal.aborted) throw new TooSlow(`no answer within ${deliverWithinMs} ms`);
      await wait(graceMs, answered.signal);
      return undefined;
    };
    try {
      return await Promise.race([deliver(), late()]);
    } finally {
      this.underWay.delete(hurry);
      answered.abort();
      hurry();
    }
  }

  private settle(changes: readonly DeliveryChange[], { lease }: Tenure): Promise<void> {
    return this.options.outbox.settle({ outlet: this.name, changes, ...(lease ? { lease } : {}) });
  }
}

/** In the one form that sorts as text. A time that has passed is no postponement: it would be tried again without a pause. */
const later = (until: Instant, now: Instant): Instant => new Date(Math.max(Date.parse(until), Date.parse(now) + 1_000)).toISOString();
