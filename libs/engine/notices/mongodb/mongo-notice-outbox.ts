import type { Instant, Uuid } from '#engine/kernel';
import { jointKey, listedRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import { headRecords, Journalled, type MongoDatabase } from '#engine/mongodb';
import { StaleLease } from '#engine/read-store';
import {
  cursorOf, freshRow, placeOf,
  type DeliveryChange, type DeliveryCounts, type DeliveryFilter, type DeliveryRow, type DeliveryState, type DeliveryToQueue, type NoticeOutbox, type OutletBegin, type PageOf, type Paging, type SettleStep,
} from '../notice-outbox.js';
import { beyondPlace, newestFirst } from './newest-first.js';

interface OutboxState {
  readonly begun: readonly OutletBegin[];
  readonly epochs: readonly { readonly outlet: string; readonly epoch: number }[];
}

/** A delivery: its row as JSON text, and what it is found by. */
interface DeliveryContent {
  readonly id: string;
  readonly outlet: string;
  readonly state: DeliveryState;
  readonly due: string;
  readonly position: number;
  readonly row: string;
}

const head = 'outbox';
const dueOrder = { 'content.due': 1, 'content.position': 1, 'content.id': 1 };
const queuedFor = (outlet: string) => ({ 'content.outlet': outlet, 'content.state': 'queued' });

/** What is to be delivered, in MongoDB: queueing and settling are changes of one head. */
export class MongoNoticeOutbox implements NoticeOutbox, HandsOver {
  readonly records: readonly RecordKind[] = [
    listedRecords<OutletBegin>('outlet-begin', {
      all: async () => this.outbox.read(head, async ({ begun }) => begun),
      keyOf: ({ definition, outlet }) => jointKey(definition, outlet),
      add: async ({ definition, outlet, position }) => void (await this.begin(definition, outlet, position)),
    }),
    headRecords<OutboxState, DeliveryContent, DeliveryRow>({ kind: 'delivery', kept: () => this.outbox, head, contentOf: rowOf, documentOf: contentOf }),
  ];

  private constructor(private readonly outbox: Journalled<OutboxState, DeliveryContent>) {}

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoNoticeOutbox> {
    const indexes = [
      { key: { 'content.outlet': 1, 'content.state': 1, ...dueOrder }, name: 'due' },
      { key: { 'content.outlet': 1, 'content.state': 1, ...newestFirst }, name: 'state' },
      { key: newestFirst, name: 'newest' },
    ] as const;
    return new MongoNoticeOutbox(await Journalled.open<OutboxState, DeliveryContent>(database, 'notices.outbox', { begun: [], epochs: [] }, indexes));
  }

  async begin(definition: string, outlet: string, position: number): Promise<number> {
    const of = ({ begun }: OutboxState): number | undefined => begun.find((each) => each.definition === definition && each.outlet === outlet)?.position;
    const known = await this.outbox.read(head, async (state) => of(state));
    if (known !== undefined) return known;
    return (await this.outbox.change(head, async (state) => {
      const there = of(state);
      if (there !== undefined) return { state, documents: [], result: there };
      return { state: { ...state, begun: [...state.begun, { definition, outlet, position }] }, documents: [], result: position };
    }))!;
  }

  async queue(deliveries: readonly DeliveryToQueue[]): Promise<ReadonlySet<Uuid>> {
    if (deliveries.length === 0) return new Set();
    const rows = deliveries.map(freshRow);
    const fresh = await this.outbox.change(head, async (state, find) => {
      const known = new Set((await find({ key: { $in: rows.map(({ id }) => id) } })).map(({ id }) => id));
      const added = new Map(rows.filter(({ id }) => !known.has(id)).reverse().map((row) => [row.id, row]));
      if (added.size === 0) return undefined;
      return { state, documents: [...added.values()].map((row) => ({ key: row.id, content: contentOf(row) })), result: new Set(added.keys()) };
    });
    return fresh ?? new Set();
  }

  async due(outlet: string, until: Instant, limit: number): Promise<readonly DeliveryRow[]> {
    return this.outbox.read(head, async (_, find) => (await find({ ...queuedFor(outlet), 'content.due': { $lte: until } }, dueOrder, limit)).map(rowOf));
  }

  async settle({ outlet, changes, lease }: SettleStep): Promise<void> {
    if (changes.length === 0 && !lease) return;
    await this.outbox.change(head, async (state, find) => {
      const epoch = state.epochs.find((each) => each.outlet === outlet)?.epoch ?? 0;
      if (lease && lease.epoch < epoch) throw new StaleLease(`${outlet}: epoch ${lease.epoch} was followed by ${epoch}`);
      const rows = new Map((changes.length === 0 ? [] : await find({ key: { $in: changes.map(({ id }) => id) } })).map((content) => [content.id, rowOf(content)]));
      const changed = new Map<Uuid, DeliveryRow>();
      for (const change of changes) {
        const row = changed.get(change.id) ?? rows.get(change.id);
        if (row?.state === 'queued' && row.outlet === outlet) changed.set(row.id, after(row, change));
      }
      if (changed.size === 0 && (!lease || lease.epoch === epoch)) return undefined;
      const epochs = lease ? [...state.epochs.filter((each) => each.outlet !== outlet), { outlet, epoch: lease.epoch }] : state.epochs;
      return { state: { ...state, epochs }, documents: [...changed.values()].map((row) => ({ key: row.id, content: contentOf(row) })), result: undefined };
    });
  }

  async retry(id: Uuid, now: Instant): Promise<boolean> {
    const retried = await this.outbox.change(head, async (state, find) => {
      const [content] = await find({ key: id });
      if (content?.state !== 'failed') return undefined;
      const { settledAt: _settledAt, ...rest } = rowOf(content);
      return { state, documents: [{ key: id, content: contentOf({ ...rest, state: 'queued', dueAt: now, attempts: 0 }) }], result: true };
    });
    return retried ?? false;
  }

  async one(id: Uuid): Promise<DeliveryRow | undefined> {
    return this.outbox.read(head, async (_, find) => (await find({ key: id })).map(rowOf)[0]);
  }

  async list({ state, outlet }: DeliveryFilter, { limit, cursor }: Paging): Promise<PageOf<DeliveryRow>> {
    const place = cursor === undefined ? undefined : placeOf(cursor);
    const wanted = { ...(state === undefined ? {} : { 'content.state': state }), ...(outlet === undefined ? {} : { 'content.outlet': outlet }) };
    return this.outbox.read(head, async (_, find, count) => {
      const found = (await find({ ...wanted, ...(place ? beyondPlace(place) : {}) }, newestFirst, limit + 1)).map(rowOf);
      const [items, total] = [found.slice(0, limit), await count(wanted)];
      const last = items.at(-1);
      return { items, total, ...(found.length > limit && last ? { next: cursorOf({ position: last.notice.position, id: last.id }) } : {}) };
    });
  }

  async counts(outlet: string, now: Instant): Promise<DeliveryCounts> {
    const isDue = { ...queuedFor(outlet), 'content.due': { $lte: now } };
    return this.outbox.read(head, async (_, find, count) => {
      const [oldest] = await find(isDue, dueOrder, 1);
      const [first] = await find(queuedFor(outlet), { 'content.position': 1 }, 1);
      return {
        queued: await count(queuedFor(outlet)), due: await count(isDue), failed: await count({ 'content.outlet': outlet, 'content.state': 'failed' }),
        ...(oldest ? { oldestDueAt: oldest.due } : {}),
        ...(first ? { firstQueued: first.position } : {}),
      };
    });
  }

  async close(): Promise<void> {}
}

const rowOf = ({ row }: DeliveryContent): DeliveryRow => JSON.parse(row) as DeliveryRow;

const contentOf = (row: DeliveryRow): DeliveryContent => ({ id: row.id, outlet: row.outlet, state: row.state, due: row.dueAt, position: row.notice.position, row: JSON.stringify(row) });

function after(row: DeliveryRow, change: DeliveryChange): DeliveryRow {
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
