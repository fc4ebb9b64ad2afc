import type { Uuid } from '#engine/kernel';
import type { Delivery, IssuedNotice, NoticeOutlet, OutgoingNotice } from '../notice.js';

export interface MemoryOutletOptions {
  readonly name?: string;
  readonly since?: NoticeOutlet['since'];
  readonly accepts?: (notice: IssuedNotice) => boolean;
}

/** Keeps what arrived in memory. `before` and `after` the arrival it misbehaves as told. */
export class MemoryOutlet implements NoticeOutlet {
  readonly name: string;
  readonly since: NoticeOutlet['since'];
  /** Every call, repetitions included. */
  readonly calls: Uuid[] = [];
  private readonly received = new Map<Uuid, OutgoingNotice>();
  /** Asked before a notice arrives; its answer, if any, is the outlet's, and a throw means that nothing arrived. */
  before: (outgoing: OutgoingNotice) => Delivery | undefined | void | Promise<Delivery | undefined | void> = () => undefined;
  /** Asked after a notice arrived; a throw means that it arrived and nobody was told. */
  after: (outgoing: OutgoingNotice) => void | Promise<void> = () => undefined;

  constructor(private readonly options: MemoryOutletOptions = {}) {
    this.name = options.name ?? 'memory';
    this.since = options.since ?? 'first-start';
  }

  /** What arrived, each once, in order. */
  get arrived(): readonly OutgoingNotice[] {
    return [...this.received.values()];
  }

  accepts(notice: IssuedNotice): boolean {
    return this.options.accepts?.(notice) ?? true;
  }

  async deliver(outgoing: OutgoingNotice): Promise<Delivery> {
    this.calls.push(outgoing.id);
    const instead = await this.before(outgoing);
    if (instead) return instead;
    if (!this.received.has(outgoing.id)) this.received.set(outgoing.id, JSON.parse(JSON.stringify(outgoing)) as OutgoingNotice);
    await this.after(outgoing);
    return { outcome: 'delivered', receipt: `memory-${[...this.received.keys()].indexOf(outgoing.id) + 1}` };
  }
}
