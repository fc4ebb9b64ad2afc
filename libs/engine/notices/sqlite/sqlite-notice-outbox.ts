import { tableRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { Instant, Uuid } from '#engine/kernel';
import { StaleLease } from '#engine/read-store';
import {
  cursorOf, placeOf,
  type DeliveryChange, type DeliveryCounts, type DeliveryFilter, type DeliveryRow, type DeliveryState, type DeliveryToQueue, type NoticeOutbox, type OutletBegin, type PageOf, type Paging, type SettleStep,
} from '../notice-outbox.js';
import type { IssuedNotice } from '../notice.js';
import { Kept, type Value } from './kept.js';

const schema = `
  CREATE TABLE IF NOT EXISTS notice_begin (
    definition TEXT NOT NULL, outlet TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (definition, outlet)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS notice_outlet (name TEXT PRIMARY KEY, epoch INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS notice (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS delivery (
    id TEXT PRIMARY KEY, notice TEXT NOT NULL REFERENCES notice (id), outlet TEXT NOT NULL, position INTEGER NOT NULL,
    state TEXT NOT NULL, queued_at TEXT NOT NULL, due_at TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT, settled_at TEXT, receipt TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS delivery_due ON delivery (outlet, due_at, position, id) WHERE state = 'queued';
  CREATE INDEX IF NOT EXISTS delivery_first ON delivery (outlet, position) WHERE state = 'queued';
  CREATE INDEX IF NOT EXISTS delivery_newest ON delivery (position, id);
  CREATE INDEX IF NOT EXISTS delivery_by_state ON delivery (state, outlet, position, id);
`;

interface Joined {
  readonly id: string;
  readonly content: string;
  readonly outlet: string;
  readonly state: DeliveryState;
  readonly queued_at: string;
  readonly due_at: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly settled_at: string | null;
  readonly receipt: string | null;
}

const joined = 'SELECT delivery.*, notice.content FROM delivery JOIN notice ON notice.id = delivery.notice';

/** What is to be delivered, in a SQLite file. */
export class SqliteNoticeOutbox implements NoticeOutbox, HandsOver {
  readonly records: readonly RecordKind[];

  private constructor(private readonly kept: Kept) {
    const database = () => kept.database;
    this.records = [
      tableRecords<OutletBegin, OutletBegin>({
        kind: 'outlet-begin', database, from: 'notice_begin', key: ['definition', 'outlet'], contentOf: ({ definition, outlet, position }) => ({ definition, outlet, position }),
        insert: ({ definition, outlet, position }) => void kept.sql('INSERT INTO notice_begin (definition, outlet, position) VALUES (?, ?, ?)').run(definition, outlet, position),
      }),
      tableRecords<Joined, DeliveryRow>({ kind: 'delivery', database, from: `(${joined})`, key: ['id'], contentOf: rowOf, insert: (row) => this.insert(row) }),
    ];
  }

  /** Open the file, or create it. It may be the inbox's file. */
  static open(path: string): SqliteNoticeOutbox {
    return new SqliteNoticeOutbox(new Kept(path, schema));
  }

  async begin(definition: string, outlet: string, position: number): Promise<number> {
    this.kept.sql('INSERT INTO notice_begin (definition, outlet, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(definition, outlet, position);
    const row = this.kept.sql('SELECT position FROM notice_begin WHERE definition = ? AND outlet = ?').get(definition, outlet);
    return Number(row!['position']);
  }

  async queue(deliveries: readonly DeliveryToQueue[]): Promise<ReadonlySet<Uuid>> {
    return this.kept.together(() => {
      const fresh = new Set<Uuid>();
      for (const { id, outlet, notice, queuedAt } of deliveries) {
        this.kept.sql('INSERT INTO notice (id, content) VALUES (?, ?) ON CONFLICT (id) DO NOTHING').run(notice.id, JSON.stringify(notice));
        const { changes } = this.kept
          .sql("INSERT INTO delivery (id, notice, outlet, position, state, queued_at, due_at) VALUES (?, ?, ?, ?, 'queued', ?, ?) ON CONFLICT (id) DO NOTHING")
          .run(id, notice.id, outlet, notice.position, queuedAt, queuedAt);
        if (changes > 0) fresh.add(id);
      }
      return fresh;
    });
  }

  async due(outlet: string, until: Instant, limit: number): Promise<readonly DeliveryRow[]> {
    const rows = this.kept.sql(`${joined} WHERE outlet = ? AND state = 'queued' AND due_at <= ? ORDER BY due_at, position, delivery.id LIMIT ?`).all(outlet, until, limit);
    return rows.map((row) => rowOf(row as unknown as Joined));
  }

  async settle({ outlet, changes, lease }: SettleStep): Promise<void> {
    if (changes.length === 0 && !lease) return;
    this.kept.together(() => {
      if (lease) this.advance(outlet, lease.epoch);
      for (const change of changes) this.change(outlet, change);
    });
  }

  async retry(id: Uuid, now: Instant): Promise<boolean> {
    return this.kept.sql("UPDATE delivery SET state = 'queued', due_at = ?, attempts = 0, settled_at = NULL WHERE id = ? AND state = 'failed'").run(now, id).changes > 0;
  }

  async one(id: Uuid): Promise<DeliveryRow | undefined> {
    const row = this.kept.sql(`${joined} WHERE delivery.id = ?`).get(id);
    return row && rowOf(row as unknown as Joined);
  }

  async list({ state, outlet }: DeliveryFilter, { limit, cursor }: Paging): Promise<PageOf<DeliveryRow>> {
    const place = cursor === undefined ? undefined : placeOf(cursor);
    const wanted: [string, Value][] = [];
    if (state !== undefined) wanted.push(['state = ?', state]);
    if (outlet !== undefined) wanted.push(['outlet = ?', outlet]);
    const where = ['TRUE', ...wanted.map(([text]) => text)].join(' AND ');
    const values = wanted.map(([, value]) => value);
    const total = Number(this.kept.sql(`SELECT count(*) AS n FROM delivery WHERE ${where}`).get(...values)!['n']);
    const beyond = place ? 'AND (position, delivery.id) < (?, ?)' : '';
    const rows = this.kept
      .sql(`${joined} WHERE ${where} ${beyond} ORDER BY position DESC, delivery.id DESC LIMIT ?`)
      .all(...values, ...(place ? [place.position, place.id] : []), limit + 1);
    const items = rows.slice(0, limit).map((row) => rowOf(row as unknown as Joined));
    const last = items.at(-1);
    return { items, total, ...(rows.length > limit && last ? { next: cursorOf({ position: last.notice.position, id: last.id }) } : {}) };
  }

  async counts(outlet: string, now: Instant): Promise<DeliveryCounts> {
    const queued = this.kept.sql("SELECT count(*) AS queued, min(position) AS first FROM delivery WHERE outlet = ? AND state = 'queued'").get(outlet)!;
    const due = this.kept.sql("SELECT count(*) AS due, min(due_at) AS oldest FROM delivery WHERE outlet = ? AND state = 'queued' AND due_at <= ?").get(outlet, now)!;
    const { failed } = this.kept.sql("SELECT count(*) AS failed FROM delivery WHERE outlet = ? AND state = 'failed'").get(outlet) as { readonly failed: number };
    return {
      queued: Number(queued['queued']), due: Number(due['due']), failed,
      ...(due['oldest'] === null ? {} : { oldestDueAt: String(due['oldest']) }),
      ...(queued['first'] === null ? {} : { firstQueued: Number(queued['first']) }),
    };
  }

  async close(): Promise<void> {
    this.kept.close();
  }

  private insert({ id, outlet, notice, state, queuedAt, dueAt, attempts, reason, settledAt, receipt }: DeliveryRow): void {
    this.kept.sql('INSERT INTO notice (id, content) VALUES (?, ?) ON CONFLICT (id) DO NOTHING').run(notice.id, JSON.stringify(notice));
    this.kept
      .sql('INSERT INTO delivery (id, notice, outlet, position, state, queued_at, due_at, attempts, reason, settled_at, receipt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(id, notice.id, outlet, notice.position, state, queuedAt, dueAt, attempts, reason ?? null, settledAt ?? null, receipt ?? null);
  }

  private advance(outlet: string, epoch: number): void {
    const found = this.kept.sql('SELECT epoch FROM notice_outlet WHERE name = ?').get(outlet) as { readonly epoch: number } | undefined;
    if (found && epoch < found.epoch) throw new StaleLease(`${outlet}: epoch ${epoch} was followed by ${found.epoch}`);
    this.kept.sql('INSERT INTO notice_outlet (name, epoch) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET epoch = excluded.epoch').run(outlet, epoch);
  }

  private change(outlet: string, change: DeliveryChange): void {
    const still = "WHERE id = ? AND outlet = ? AND state = 'queued'";
    switch (change.kind) {
      case 'delivered':
        this.kept.sql(`UPDATE delivery SET state = 'delivered', settled_at = ?, receipt = ?, reason = NULL ${still}`).run(change.at, change.receipt, change.id, outlet);
        break;
      case 'postponed':
        this.kept.sql(`UPDATE delivery SET due_at = ? ${still}`).run(change.until, change.id, outlet);
        break;
      case 'faulted':
        this.kept.sql(`UPDATE delivery SET due_at = ?, attempts = ?, reason = ? ${still}`).run(change.nextAt, change.attempts, change.reason, change.id, outlet);
        break;
      case 'failed':
        this.kept.sql(`UPDATE delivery SET state = 'failed', settled_at = ?, attempts = ?, reason = ? ${still}`).run(change.at, change.attempts, change.reason, change.id, outlet);
    }
  }
}

function rowOf({ id, content, outlet, state, queued_at: queuedAt, due_at: dueAt, attempts, reason, settled_at: settledAt, receipt }: Joined): DeliveryRow {
  return {
    id, outlet, notice: JSON.parse(content) as IssuedNotice, state, queuedAt, dueAt, attempts,
    ...(reason === null ? {} : { reason }),
    ...(settledAt === null ? {} : { settledAt }),
    ...(receipt === null ? {} : { receipt }),
  };
}
