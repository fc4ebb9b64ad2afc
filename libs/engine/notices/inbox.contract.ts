import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId, type Actor } from '#engine/kernel';
import { person } from '#engine/testing';
import type { Inbox, InboxChange, InboxFilter } from './inbox.js';
import { issuedNotice, toRole, toUser } from './notice-examples.js';
import { BadPageCursor } from './notice-outbox.js';
import { reaches } from './recipients.js';
import type { HandsOver } from '#engine/hand-over';
import { handOverContract, takeUpAll } from '../hand-over/hand-over.contract.js';

export interface InboxUnderTest {
  readonly inbox: Inbox;
  /** The same inbox again, as after a restart; absent for one that lives in memory only. */
  readonly reopen?: () => Promise<Inbox>;
  readonly dispose?: () => Promise<void>;
}

const at = (minute: number): string => `2025-03-03T01:${String(minute).padStart(2, '0')}:00.000Z`;
const wang = person('wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
const zhao = person('zhao', { roles: { inspector: ['xuanwu', 'qinhuai'], reporter: ['gulou'] } });
const leader = person('leader', { roles: { leadership: 'all' } });
const recipients = [toUser('wang'), toUser('zhao'), toRole('reporter', 'xuanwu'), toRole('reporter', 'qinhuai'), toRole('inspector', 'xuanwu'), toRole('inspector'), toRole('leadership'), toRole('leadership', 'gulou')];

/** What every inbox must do. */
export function inboxContract(name: string, open: () => Promise<InboxUnderTest>): void {
  describe(`inbox: ${name}`, () => {
    let subject: InboxUnderTest;
    let inbox: Inbox;
    beforeEach(async () => {
      subject = await open();
      inbox = subject.inbox;
    });
    afterEach(async () => {
      await inbox.close();
      await subject.dispose?.();
    });
    const restart = async (): Promise<void> => {
      if (!subject.reopen) return;
      await inbox.close();
      inbox = await subject.reopen();
    };
    const numbers = async (actor: Actor, filter: InboxFilter = {}): Promise<number[]> => (await inbox.list(actor, filter, { limit: 100 })).items.map(({ notice }) => notice.position);
    const fill = () => inbox.put(recipients.map((to, index) => issuedNotice(index + 1, { to })));

    test('shows a person what is addressed to them and to the roles they hold where their grant covers it', async () => {
      expect(await fill()).toBe(8);
      expect(await numbers(wang)).toEqual([3, 1]);
      expect(await numbers(zhao)).toEqual([5, 2]);
      expect(await numbers(leader)).toEqual([8, 7]);
      expect(await numbers(person('nobody'))).toEqual([]);
      const moved = person('wang', { roles: { reporter: ['qinhuai'] } });
      expect(await numbers(moved)).toEqual([4, 1]);
    });

    test('keeps a notice whole, and once', async () => {
      const notice = issuedNotice(1, { urgency: 'urgent', text: { zh: '𠮷“引号”\n换行', en: 'rare, quoted, two lines' } });
      expect(await inbox.put([notice])).toBe(1);
      await inbox.markRead(wang, [notice.id], at(5));
      await restart();
      expect(await inbox.put([notice, issuedNotice(2), issuedNotice(2)])).toBe(1);
      expect(await inbox.list(wang, { unread: false }, { limit: 9 })).toEqual({ items: [{ notice, readAt: at(5) }], total: 1 });
      expect(await inbox.one(notice.id)).toEqual(notice);
      expect(await inbox.one(newId())).toBeUndefined();
      expect(await inbox.put([])).toBe(0);
    });

    test('filters by unread, urgency and time, with exact totals', async () => {
      const notices = [1, 2, 3, 4].map((n) => issuedNotice(n, { urgency: n % 2 ? 'urgent' : 'ordinary', at: at(n) }));
      await inbox.put(notices);
      await inbox.markRead(wang, [notices[0]!.id, notices[1]!.id], at(9));
      expect(await numbers(wang, { unread: true })).toEqual([4, 3]);
      expect(await numbers(wang, { unread: false })).toEqual([2, 1]);
      expect(await numbers(wang, { urgency: 'urgent' })).toEqual([3, 1]);
      expect(await numbers(wang, { since: at(2) })).toEqual([4, 3, 2]);
      expect(await inbox.list(wang, { unread: true, urgency: 'urgent', since: at(1) }, { limit: 9 })).toMatchObject({ total: 1 });
      expect(await inbox.counts(wang)).toEqual({ unread: 2, urgent: 1 });
      expect(await inbox.counts(zhao)).toEqual({ unread: 0, urgent: 0 });
    });

    test('goes page by page, also while new notices come in', async () => {
      await inbox.put([1, 2, 3, 4, 5].map((n) => issuedNotice(n)));
      const seen: number[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await inbox.list(wang, {}, { limit: 2, cursor });
        seen.push(...page.items.map(({ notice }) => notice.position));
        await inbox.put([issuedNotice(100 + seen.length)]);
        cursor = page.next;
        if (cursor === undefined) break;
      }
      expect(seen).toEqual([5, 4, 3, 2, 1]);
      await expect(inbox.list(wang, {}, { limit: 2, cursor: '1' })).rejects.toThrow(BadPageCursor);
    });

    test('marks read what is for the reader, keeps the first time, and tells who read it when', async () => {
      const shared = issuedNotice(1, { to: toRole('inspector', 'xuanwu') });
      const other = issuedNotice(2, { to: toUser('li') });
      await inbox.put([shared, other]);
      const sun = person('sun', { roles: { inspector: 'all' } });
      expect(await inbox.markRead(zhao, [shared.id, other.id, newId()], at(7))).toBe(1);
      expect(await inbox.markRead(sun, [shared.id], at(6))).toBe(1);
      expect(await inbox.markRead(zhao, [shared.id], at(9))).toBe(0);
      await restart();
      expect(await inbox.receipts(shared.id)).toEqual([{ user: 'sun', readAt: at(6) }, { user: 'zhao', readAt: at(7) }]);
      expect(await inbox.receipts(other.id)).toEqual([]);
      expect(await inbox.markRead(zhao, [], at(9))).toBe(0);
    });

    test('marks everything read up to a position, for this reader only', async () => {
      await fill();
      expect(await inbox.markAllRead(leader, 7, at(5))).toBe(1);
      expect(await numbers(leader, { unread: true })).toEqual([8]);
      expect(await inbox.markAllRead(leader, 99, at(6))).toBe(1);
      expect(await inbox.counts(leader)).toEqual({ unread: 0, urgent: 0 });
      expect(await numbers(wang, { unread: true })).toEqual([3, 1]);
    });

    test('tells whom each change concerns, and nothing when nothing changed', async () => {
      const changes: InboxChange[] = [];
      inbox.changes$.subscribe((change) => changes.push(change));
      const notice = issuedNotice(1, { to: toRole('reporter', 'xuanwu') });
      await inbox.put([notice]);
      await inbox.put([notice]);
      await inbox.markRead(wang, [notice.id], at(1));
      await inbox.markRead(wang, [notice.id], at(2));
      await inbox.markAllRead(zhao, 9, at(2));
      expect(changes).toEqual([{ to: [notice.to] }, { to: [{ user: 'wang' }] }]);
    });

    test('shows exactly what reaches a person, whatever roles and units they hold', async () => {
      await fill();
      const units = fc.uniqueArray(fc.constantFrom('xuanwu', 'qinhuai', 'gulou', 'elsewhere'), { maxLength: 3 });
      const grant = fc.record({ role: fc.constantFrom('reporter', 'inspector', 'leadership', 'auditor'), units: fc.oneof(fc.constant('all' as const), units) });
      const actors: fc.Arbitrary<Actor> = fc.record({ id: fc.constantFrom('wang', 'zhao', 'li'), grants: fc.array(grant, { maxLength: 3 }) });
      await fc.assert(
        fc.asyncProperty(actors, async (actor) => {
          const expected = recipients.flatMap((to, index) => (reaches(actor, to) ? [index + 1] : [])).reverse();
          expect(await numbers(actor)).toEqual(expected);
          expect((await inbox.counts(actor)).unread).toBe(expected.length);
        }),
        { numRuns: 60 },
      );
    });
  });
}

/** What every inbox that hands over does. */
export function inboxHandOver(name: string, open: () => Promise<Inbox & HandsOver>, other?: () => Promise<Inbox & HandsOver>): void {
  const fill = async (inbox: Inbox): Promise<void> => {
    await inbox.put(recipients.map((to, n) => issuedNotice(n + 1, { to, urgency: n % 2 === 0 ? 'urgent' : 'ordinary' })));
    await inbox.markAllRead(wang, 1, at(5));
    await inbox.markAllRead(zhao, 9, at(6));
    await inbox.markAllRead(leader, 8, at(4));
  };
  handOverContract<Inbox & HandsOver>(`inbox: ${name}`, { open, ...(other ? { other } : {}), fill });

  describe(`handing over: inbox: ${name}`, () => {
    test('everybody finds their notices, read and unread, and nothing comes a second time', async () => {
      const [from, to] = [await open(), await (other ?? open)()];
      await fill(from);
      await takeUpAll(from, to);
      for (const actor of [wang, zhao, leader]) expect([await to.list(actor, {}, { limit: 9 }), await to.counts(actor)]).toEqual([await from.list(actor, {}, { limit: 9 }), await from.counts(actor)]);
      expect(await to.put([issuedNotice(1, { to: recipients[0]!, urgency: 'urgent' })])).toBe(0);
      expect([await to.markAllRead(wang, 9, at(9)), await to.markAllRead(zhao, 9, at(9))]).toEqual([await from.markAllRead(wang, 9, at(9)), 0]);
      await Promise.all([from.close(), to.close()]);
    });
  });
}
