import { Subject } from 'rxjs';
import type { Actor, Instant, Uuid } from '#engine/kernel';
import type { HandsOver, RecordKind } from '#engine/hand-over';
import { headRecords, Journalled, type MongoDatabase } from '#engine/mongodb';
import type { Inbox, InboxChange, InboxCounts, InboxEntry, InboxFilter, KeptNotice, ReadReceipt } from '../inbox.js';
import type { IssuedNotice } from '../notice.js';
import { cursorOf, placeOf, type PageOf, type Paging } from '../notice-outbox.js';
import { addressesOf } from '../recipients.js';
import { beyondPlace, newestFirst } from './newest-first.js';

/** A notice as JSON text, what it is found by, and who read it when. */
interface NoticeContent {
  readonly id: string;
  readonly position: number;
  readonly user: string | null;
  readonly role: string | null;
  readonly unit: string | null;
  readonly urgency: string;
  readonly at: string;
  readonly notice: string;
  readonly readBy: readonly string[];
  readonly receipts: readonly ReadReceipt[];
}

type Condition = Readonly<Record<string, unknown>>;

const head = 'inbox';
const noticesTogether = 500;

/**
 * The in-app inbox in MongoDB. Notices come in as changes of one head, all of a call or none; a reading is noted in the notice's own
 * document.
 */
export class MongoInbox implements Inbox, HandsOver {
  readonly records: readonly RecordKind[] = [
    headRecords<null, NoticeContent, KeptNotice>({
      kind: 'notice', kept: () => this.inbox, head,
      contentOf: (content) => ({ notice: noticeOf(content), receipts: inReadingOrder(content.receipts) }),
      documentOf: ({ notice, receipts }) => ({ ...contentOf(notice), readBy: receipts.map(({ user }) => user), receipts }),
    }),
  ];
  private readonly changes = new Subject<InboxChange>();
  readonly changes$ = this.changes.asObservable();

  private constructor(private readonly inbox: Journalled<null, NoticeContent>) {}

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoInbox> {
    const indexes = [
      { key: { 'content.user': 1, ...newestFirst }, name: 'user' },
      { key: { 'content.role': 1, 'content.unit': 1, ...newestFirst }, name: 'role' },
    ] as const;
    return new MongoInbox(await Journalled.open<null, NoticeContent>(database, 'notices.inbox', null, indexes));
  }

  async put(notices: readonly IssuedNotice[]): Promise<number> {
    if (notices.length === 0) return 0;
    const fresh = await this.inbox.change(head, async (state, find) => {
      const known = new Set((await find({ key: { $in: notices.map(({ id }) => id) } })).map(({ id }) => id));
      const added = new Map(notices.filter(({ id }) => !known.has(id)).reverse().map((notice) => [notice.id, notice]));
      if (added.size === 0) return undefined;
      const inOrder = [...added.values()].reverse();
      return { state, documents: inOrder.map((notice) => ({ key: notice.id, content: contentOf(notice) })), result: inOrder };
    });
    if (fresh) this.changes.next({ to: fresh.map(({ to }) => to) });
    return fresh?.length ?? 0;
  }

  async list(actor: Actor, filter: InboxFilter, { limit, cursor }: Paging): Promise<PageOf<InboxEntry>> {
    const place = cursor === undefined ? undefined : placeOf(cursor);
    const wanted = [addressedTo(actor), fitting(filter, actor)];
    return this.inbox.read(head, async (_, find, count) => {
      const found = await find({ $and: [...wanted, ...(place ? [beyondPlace(place)] : [])] }, newestFirst, limit + 1);
      const items = found.slice(0, limit).map((content): InboxEntry => ({ notice: noticeOf(content), readAt: content.receipts.find(({ user }) => user === actor.id)?.readAt ?? null }));
      const last = items.at(-1)?.notice;
      return { items, total: await count({ $and: wanted }), ...(found.length > limit && last ? { next: cursorOf(last) } : {}) };
    });
  }

  async counts(actor: Actor): Promise<InboxCounts> {
    const unread = [addressedTo(actor), unreadBy(actor)];
    return this.inbox.read(head, async (_, __, count) => ({ unread: await count({ $and: unread }), urgent: await count({ $and: [...unread, { 'content.urgency': 'urgent' }] }) }));
  }

  async one(id: Uuid): Promise<IssuedNotice | undefined> {
    return this.inbox.read(head, async (_, find) => (await find({ key: id })).map(noticeOf)[0]);
  }

  async markRead(actor: Actor, ids: readonly Uuid[], at: Instant): Promise<number> {
    let read = 0;
    const wanted = [...new Set(ids)];
    for (let i = 0; i < wanted.length; i += noticesTogether) read += await this.note(actor, { key: { $in: wanted.slice(i, i + noticesTogether) } }, at);
    return this.told(actor, read);
  }

  async markAllRead(actor: Actor, upTo: number, at: Instant): Promise<number> {
    return this.told(actor, await this.note(actor, { 'content.position': { $lte: upTo } }, at));
  }

  async receipts(id: Uuid): Promise<readonly ReadReceipt[]> {
    const [content] = await this.inbox.read(head, (_, find) => find({ key: id }));
    return inReadingOrder(content?.receipts ?? []);
  }

  async close(): Promise<void> {
    this.changes.complete();
  }

  // The condition and the note are one change of the document: of two readings at once the first stays.
  private note(actor: Actor, which: Condition, at: Instant): Promise<number> {
    return this.inbox.touch(head, { $and: [addressedTo(actor), unreadBy(actor), which] }, { $push: { 'content.readBy': actor.id, 'content.receipts': { user: actor.id, readAt: at } } });
  }

  private told(actor: Actor, read: number): number {
    if (read > 0) this.changes.next({ to: [{ user: actor.id }] });
    return read;
  }
}

const inReadingOrder = (receipts: readonly ReadReceipt[]): readonly ReadReceipt[] => [...receipts].sort((a, b) => (a.readAt !== b.readAt ? (a.readAt < b.readAt ? -1 : 1) : a.user < b.user ? -1 : 1));

const noticeOf = ({ notice }: NoticeContent): IssuedNotice => JSON.parse(notice) as IssuedNotice;

function contentOf(notice: IssuedNotice): NoticeContent {
  const { id, position, to, urgency, at } = notice;
  const [user, role, unit] = 'user' in to ? [to.user, null, null] : [null, to.role, to.unit ?? null];
  return { id, position, user, role, unit, urgency, at, notice: JSON.stringify(notice), readBy: [], receipts: [] };
}

/** The rule of {@link addressesOf}. */
function addressedTo(actor: Actor): Condition {
  const { user, roles } = addressesOf(actor);
  const byRole = roles.map(({ role, units }) => (units === 'all' ? { 'content.role': role } : { 'content.role': role, 'content.unit': { $in: [...units] } }));
  return { $or: [{ 'content.user': user }, ...byRole] };
}

const unreadBy = ({ id }: Actor): Condition => ({ 'content.readBy': { $ne: id } });

function fitting({ unread, urgency, since }: InboxFilter, actor: Actor): Condition {
  const read = unread === undefined ? {} : unread ? unreadBy(actor) : { 'content.readBy': actor.id };
  return { ...read, ...(urgency === undefined ? {} : { 'content.urgency': urgency }), ...(since === undefined ? {} : { 'content.at': { $gte: since } }) };
}
