import type { Instant, Uuid } from '#engine/kernel';
import { StaleLease } from '#engine/read-store';
import {
  cursorOf, freshRow, placeOf,
  type DeliveryChange, type DeliveryCounts, type DeliveryFilter, type DeliveryRow, type DeliveryToQueue, type NoticeOutbox, type PageOf, type Paging, type SettleStep,
} from '../notice-outbox.js';

/** Newest first, in the order of lists. */
const newestFirst = (a: DeliveryRow, b: DeliveryRow): number => b.notice.position - a.notice.position || (a.id < b.id ? 1 : -1);

const dueOrder = (a: DeliveryRow, b: DeliveryRow): number =>
  a.dueAt !== b.dueAt ? (a.dueAt < b.dueAt ? -1 : 1) : a.notice.position - b.notice.position || (a.id < b.id ? -1 : 1);

/** What is to be delivered, in memory: the model the other adapters are measured against. */
export class MemoryNoticeOutbox implements NoticeOutbox {
  private readonly begun = new Map<string, number>();
  private readonly rows = new Map<Uuid, DeliveryRow>();
  private readonly epochs = new Map<string, number>();

  async begin(definition: string, outlet: string, position: number): Promise<number> {
    const pair = JSON.stringify([definition, outlet]);
    const found = this.begun.get(pair) ?? position;
    this.begun.set(pair, found);
    return found;
  }

  async queue(deliveries: readonly DeliveryToQueue[]): Promise<ReadonlySet<Uuid>> {
    const fresh = new Set<Uuid>();
    for (const delivery of deliveries) {
      if (this.rows.has(delivery.id)) continue;
      this.rows.set(delivery.id, freshRow(delivery));
      fresh.add(delivery.id);
    }
    return fresh;
  }

  async due(outlet: string, until: Instant, limit: number): Promise<readonly DeliveryRow[]> {
    return this.queued(outlet).filter(({ dueAt }) => dueAt <= until).sort(dueOrder).slice(0, limit);
  }

  async settle({ outlet, changes, lease }: SettleStep): Promise<void> {
    const epoch = this.epochs.get(outlet) ?? 0;
    if (lease && lease.epoch < epoch) throw new StaleLease(`${outlet}: epoch ${lease.epoch} was followed by ${epoch}`);
    if (lease) this.epochs.set(outlet, lease.epoch);
    for (const change of changes) {
      const row = this.rows.get(change.id);
      if (row?.state === 'queued' && row.outlet === outlet) this.rows.set(row.id, changed(row, change));
    }
  }

  async retry(id: Uuid, now: Instant): Promise<boolean> {
    const row = this.rows.get(id);
    if (row?.state !== 'failed') return false;
    const { settledAt: _settledAt, ...rest } = row;
    this.rows.set(id, { ...rest, state: 'queued', dueAt: now, attempts: 0 });
    return true;
  }

  async one(id: Uuid): Promise<DeliveryRow | undefined> {
    return this.rows.get(id);
  }

  async list({ state, outlet }: DeliveryFilter, { limit, cursor }: Paging): Promise<PageOf<DeliveryRow>> {
    const all = [...this.rows.values()].filter((row) => (state ?? row.state) === row.state && (outlet ?? row.outlet) === row.outlet).sort(newestFirst);
    const place = cursor === undefined ? undefined : placeOf(cursor);
    const rest = all.filter(({ id, notice: { position } }) => !place || position < place.position || (position === place.position && id < place.id));
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return { items, total: all.length, ...(rest.length > limit && last ? { next: cursorOf({ position: last.notice.position, id: last.id }) } : {}) };
  }

  async counts(outlet: string, now: Instant): Promise<DeliveryCounts> {
    const queued = this.queued(outlet);
    const due = queued.filter(({ dueAt }) => dueAt <= now).sort(dueOrder);
    const failed = [...this.rows.values()].filter((row) => row.outlet === outlet && row.state === 'failed').length;
    return {
      queued: queued.length, due: due.length, failed,
      ...(due[0] ? { oldestDueAt: due[0].dueAt } : {}),
      ...(queued.length > 0 ? { firstQueued: Math.min(...queued.map(({ notice }) => notice.position)) } : {}),
    };
  }

  async close(): Promise<void> {
    this.rows.clear();
  }

  private queued(outlet: string): DeliveryRow[] {
    return [...this.rows.values()].filter((row) => row.outlet === outlet && row.state === 'queued');
  }
}

function changed(row: DeliveryRow, change: DeliveryChange): DeliveryRow {
  switch (change.kind) {
    case 'delivered': {
      const { reason: _reason, ...rest } = row;
      return { ...rest, state: 'delivered', settledAt: change.at, receipt: change.receipt };
    }
    case 'postponed':
      return { ...row, dueAt: change.until };
    case 'faulted':
      return { ...row, dueAt: change.nextAt, attempts: change.attempts, reason: change.reason };
    case 'failed':
      return { ...row, state: 'failed', settledAt: change.at, attempts: change.attempts, reason: change.reason };
  }
}
