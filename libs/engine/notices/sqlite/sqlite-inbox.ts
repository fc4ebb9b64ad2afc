import { Subject } from 'rxjs';
import { tableRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { Actor, Instant, Uuid } from '#engine/kernel';
import type { Inbox, InboxChange, InboxCounts, InboxEntry, InboxFilter, KeptNotice, ReadReceipt } from '../inbox.js';
import { cursorOf, placeOf, type PageOf, type Paging } from '../notice-outbox.js';
import type { IssuedNotice, Urgency } from '../notice.js';
import { addressesOf } from '../recipients.js';
import { Kept, type Value } from './kept.js';

// Choosing and counting read indexes only: they hold every column that addresses, filters and receipts need.
const schema = `
  CREATE TABLE IF NOT EXISTS inbox (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, to_user TEXT, to_role TEXT, to_unit TEXT, urgency TEXT NOT NULL, at TEXT NOT NULL, content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS inbox_by_user ON inbox (to_user, urgency, at, position, id, to_role, to_unit) WHERE to_user IS NOT NULL;
  CREATE INDEX IF NOT EXISTS inbox_by_role ON inbox (to_role, to_unit, urgency, at, position, id, to_user) WHERE to_role IS NOT NULL;
  CREATE TABLE IF NOT EXISTS inbox_read (
    notice TEXT NOT NULL, user TEXT NOT NULL, at TEXT NOT NULL, to_user TEXT, to_role TEXT, to_unit TEXT, urgency TEXT NOT NULL, PRIMARY KEY (notice, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS inbox_read_by_user ON inbox_read (user, urgency, to_role, to_unit, to_user);
`;

/** Part of a statement with the values of its places. */
interface Condition {
  readonly text: string;
  readonly values: readonly Value[];
}

const all = (...conditions: readonly Condition[]): Condition => ({ text: conditions.map(({ text }) => `(${text})`).join(' AND '), values: conditions.flatMap(({ values }) => values) });

/** The in-app inbox in a SQLite file. */
export class SqliteInbox implements Inbox, HandsOver {
  readonly records: readonly RecordKind[];
  private readonly changes = new Subject<InboxChange>();
  readonly changes$ = this.changes.asObservable();

  private constructor(private readonly kept: Kept) {
    this.records = [
      tableRecords<Record<string, unknown>, KeptNotice>({
        kind: 'notice', database: () => kept.database, from: 'inbox', key: ['id'], contentOf: (row) => ({ notice: noticeOf(row), receipts: this.receiptsOf(String(row['id'])) }),
        insert: ({ notice, receipts }) => {
          this.insert(notice);
          const copy = 'INSERT INTO inbox_read (notice, user, at, to_user, to_role, to_unit, urgency) SELECT id, ?, ?, to_user, to_role, to_unit, urgency FROM inbox WHERE id = ?';
          for (const { user, readAt } of receipts) kept.sql(copy).run(user, readAt, notice.id);
        },
      }),
    ];
  }

  /** Open the file, or create it. It may be the outbox's file. */
  static open(path: string): SqliteInbox {
    return new SqliteInbox(new Kept(path, schema));
  }

  async put(notices: readonly IssuedNotice[]): Promise<number> {
    if (notices.length === 0) return 0;
    const fresh = this.kept.together(() => notices.filter((notice) => this.insert(notice)));
    if (fresh.length > 0) this.changes.next({ to: fresh.map(({ to }) => to) });
    return fresh.length;
  }

  async list(actor: Actor, filter: InboxFilter, { limit, cursor }: Paging): Promise<PageOf<InboxEntry>> {
    const [addresses, wanted] = [addressesAs(actor), fitting(filter, actor)];
    const place = cursor === undefined ? undefined : placeOf(cursor);
    const page = place ? all(wanted, { text: '(position, id) < (?, ?)', values: [place.position, place.id] }) : wanted;
    const parts = addresses.map((address) => all(address, page));
    const chosen = parts.map(({ text }) => `SELECT id, position FROM inbox WHERE ${text}`).join(' UNION ALL ');
    const rows = this.kept
      .sql(
        `SELECT content, (SELECT at FROM inbox_read WHERE notice = inbox.id AND user = ?) AS read_at
         FROM (SELECT id FROM (${chosen}) ORDER BY position DESC, id DESC LIMIT ?) AS chosen JOIN inbox ON inbox.id = chosen.id ORDER BY position DESC, inbox.id DESC`,
      )
      .all(actor.id, ...parts.flatMap(({ values }) => values), limit + 1);
    const items = rows.slice(0, limit).map((row): InboxEntry => ({ notice: noticeOf(row), readAt: row['read_at'] as string | null }));
    const last = items.at(-1)?.notice;
    return { items, total: this.count('inbox', addresses, wanted), ...(rows.length > limit && last ? { next: cursorOf(last) } : {}) };
  }

  /** What is addressed to the person, less what they read of it. */
  async counts(actor: Actor): Promise<InboxCounts> {
    const [addresses, own] = [addressesAs(actor), { text: 'user = ?', values: [actor.id] }];
    const unreadOf = (urgency: Urgency): number => {
      const urgent: Condition = { text: 'urgency = ?', values: [urgency] };
      return this.count('inbox', addresses, urgent) - this.count('inbox_read', addresses, all(own, urgent));
    };
    const urgent = unreadOf('urgent');
    return { unread: urgent + unreadOf('ordinary'), urgent };
  }

  async one(id: Uuid): Promise<IssuedNotice | undefined> {
    const row = this.kept.sql('SELECT content FROM inbox WHERE id = ?').get(id);
    return row && noticeOf(row);
  }

  async markRead(actor: Actor, ids: readonly Uuid[], at: Instant): Promise<number> {
    return this.read(actor, { text: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(ids)] }, at);
  }

  async markAllRead(actor: Actor, upTo: number, at: Instant): Promise<number> {
    return this.read(actor, { text: 'position <= ?', values: [upTo] }, at);
  }

  async receipts(id: Uuid): Promise<readonly ReadReceipt[]> {
    return this.receiptsOf(id);
  }

  async close(): Promise<void> {
    this.changes.complete();
    this.kept.close();
  }

  private receiptsOf(id: Uuid): readonly ReadReceipt[] {
    const rows = this.kept.sql('SELECT user, at AS readAt FROM inbox_read WHERE notice = ? ORDER BY at, user').all(id);
    return rows.map((row) => ({ ...(row as unknown as ReadReceipt) }));
  }

  private insert(notice: IssuedNotice): boolean {
    const { id, position, to, urgency, at } = notice;
    const [user, role, unit] = 'user' in to ? [to.user, null, null] : [null, to.role, to.unit ?? null];
    const { changes } = this.kept
      .sql('INSERT INTO inbox (id, position, to_user, to_role, to_unit, urgency, at, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING')
      .run(id, position, user, role, unit, urgency, at, JSON.stringify(notice));
    return changes > 0;
  }

  private read(actor: Actor, which: Condition, at: Instant): number {
    const read = this.kept.together(() =>
      addressesAs(actor).reduce((sum, address) => {
        const { text, values } = all(address, which, unreadBy(actor));
        const copy = `SELECT id, ?, ?, to_user, to_role, to_unit, urgency FROM inbox WHERE ${text}`;
        return sum + Number(this.kept.sql(`INSERT INTO inbox_read (notice, user, at, to_user, to_role, to_unit, urgency) ${copy}`).run(actor.id, at, ...values).changes);
      }, 0),
    );
    if (read > 0) this.changes.next({ to: [{ user: actor.id }] });
    return read;
  }

  /** Rows that one of several addresses and a condition fit. Addresses exclude each other, so each is counted by its own index. */
  private count(table: 'inbox' | 'inbox_read', addresses: readonly Condition[], also: Condition): number {
    const parts = addresses.map((address) => all(address, also));
    const text = parts.map((part) => `(SELECT count(*) FROM ${table} WHERE ${part.text})`).join(' + ');
    return Number(this.kept.sql(`SELECT ${text} AS n`).get(...parts.flatMap(({ values }) => values))!['n']);
  }
}

/** The rule of {@link addressesOf}, as conditions of which at most one holds. */
function addressesAs(actor: Actor): readonly Condition[] {
  const { user, roles } = addressesOf(actor);
  const byRole = roles.map(({ role, units }): Condition =>
    units === 'all' ? { text: 'to_role = ?', values: [role] } : { text: 'to_role = ? AND to_unit IN (SELECT value FROM json_each(?))', values: [role, JSON.stringify(units)] },
  );
  return [{ text: 'to_user = ?', values: [user] }, ...byRole];
}

const unreadBy = ({ id }: Actor): Condition => ({ text: 'NOT EXISTS (SELECT 1 FROM inbox_read WHERE notice = inbox.id AND user = ?)', values: [id] });

function fitting({ unread, urgency, since }: InboxFilter, actor: Actor): Condition {
  const { text, values } = unreadBy(actor);
  const given: (Condition | undefined)[] = [
    unread === undefined ? undefined : { text: unread ? text : `NOT (${text})`, values },
    urgency === undefined ? undefined : { text: 'urgency = ?', values: [urgency] },
    since === undefined ? undefined : { text: 'at >= ?', values: [since] },
  ];
  return all({ text: 'TRUE', values: [] }, ...given.filter((condition) => condition !== undefined));
}

const noticeOf = (row: Record<string, unknown>): IssuedNotice => JSON.parse(String(row['content'])) as IssuedNotice;
