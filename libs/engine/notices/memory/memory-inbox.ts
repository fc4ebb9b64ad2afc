import { Subject } from 'rxjs';
import type { Actor, Instant, Uuid } from '#engine/kernel';
import type { Inbox, InboxChange, InboxCounts, InboxEntry, InboxFilter, ReadReceipt } from '../inbox.js';
import { cursorOf, placeOf, type PageOf, type Paging } from '../notice-outbox.js';
import type { IssuedNotice } from '../notice.js';
import { reaches } from '../recipients.js';

/** The inbox, in memory: the model the other adapters are measured against. */
export class MemoryInbox implements Inbox {
  private readonly changes = new Subject<InboxChange>();
  readonly changes$ = this.changes.asObservable();
  private readonly notices = new Map<Uuid, IssuedNotice>();
  private readonly reads = new Map<Uuid, Map<string, Instant>>();

  async put(notices: readonly IssuedNotice[]): Promise<number> {
    const fresh = notices.filter(({ id }, index) => !this.notices.has(id) && notices.findIndex((other) => other.id === id) === index);
    for (const notice of fresh) this.notices.set(notice.id, notice);
    if (fresh.length > 0) this.changes.next({ to: fresh.map(({ to }) => to) });
    return fresh.length;
  }

  async list(actor: Actor, filter: InboxFilter, { limit, cursor }: Paging): Promise<PageOf<InboxEntry>> {
    const place = cursor === undefined ? undefined : placeOf(cursor);
    const all = this.of(actor, filter);
    const rest = all.filter(({ notice: { position, id } }) => !place || position < place.position || (position === place.position && id < place.id));
    const items = rest.slice(0, limit);
    const last = items.at(-1)?.notice;
    return { items, total: all.length, ...(rest.length > limit && last ? { next: cursorOf(last) } : {}) };
  }

  async counts(actor: Actor): Promise<InboxCounts> {
    const unread = this.of(actor, { unread: true });
    return { unread: unread.length, urgent: unread.filter(({ notice }) => notice.urgency === 'urgent').length };
  }

  async one(id: Uuid): Promise<IssuedNotice | undefined> {
    return this.notices.get(id);
  }

  async markRead(actor: Actor, ids: readonly Uuid[], at: Instant): Promise<number> {
    return this.read(actor, ({ id }) => ids.includes(id), at);
  }

  async markAllRead(actor: Actor, upTo: number, at: Instant): Promise<number> {
    return this.read(actor, ({ position }) => position <= upTo, at);
  }

  async receipts(id: Uuid): Promise<readonly ReadReceipt[]> {
    const receipts = [...(this.reads.get(id) ?? [])].map(([user, readAt]) => ({ user, readAt }));
    return receipts.sort((a, b) => (a.readAt !== b.readAt ? (a.readAt < b.readAt ? -1 : 1) : a.user < b.user ? -1 : 1));
  }

  async close(): Promise<void> {
    this.changes.complete();
  }

  private of(actor: Actor, { unread, urgency, since }: InboxFilter): InboxEntry[] {
    return [...this.notices.values()]
      .filter((notice) => reaches(actor, notice.to))
      .map((notice): InboxEntry => ({ notice, readAt: this.reads.get(notice.id)?.get(actor.id) ?? null }))
      .filter(({ notice, readAt }) => (unread === undefined || unread === (readAt === null)) && (urgency ?? notice.urgency) === notice.urgency && (since ?? '') <= notice.at)
      .sort((a, b) => b.notice.position - a.notice.position || (a.notice.id < b.notice.id ? 1 : -1));
  }

  private read(actor: Actor, wanted: (notice: IssuedNotice) => boolean, at: Instant): number {
    const unread = this.of(actor, { unread: true }).filter(({ notice }) => wanted(notice));
    for (const { notice } of unread) {
      const readers = this.reads.get(notice.id) ?? new Map<string, Instant>();
      this.reads.set(notice.id, readers.set(actor.id, at));
    }
    if (unread.length > 0) this.changes.next({ to: [{ user: actor.id }] });
    return unread.length;
  }
}
