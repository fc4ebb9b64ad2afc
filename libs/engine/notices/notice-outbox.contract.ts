import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import { StaleLease } from '#engine/read-store';
import { issuedNotice } from './notice-examples.js';
import { outgoing } from './issue.js';
import { BadPageCursor, type DeliveryRow, type DeliveryToQueue, type NoticeOutbox } from './notice-outbox.js';
import type { Notice } from './notice.js';
import type { HandsOver } from '#engine/hand-over';
import { handOverContract, takeUpAll } from '../hand-over/hand-over.contract.js';

export interface NoticeOutboxUnderTest {
  readonly outbox: NoticeOutbox;
  /** The same outbox again, as after a restart; absent for one that lives in memory only. */
  readonly reopen?: () => Promise<NoticeOutbox>;
  readonly dispose?: () => Promise<void>;
}

const at = (seconds: number): string => new Date(Date.parse('2025-03-03T01:00:00.000Z') + seconds * 1_000).toISOString();
const to = (n: number, outlet = 'sms', queuedSeconds = 0, more: Partial<Notice> = {}): DeliveryToQueue => ({ ...outgoing(issuedNotice(n, more), outlet), outlet, queuedAt: at(queuedSeconds) });
const rowOf = (queued: DeliveryToQueue): DeliveryRow => ({ id: queued.id, outlet: queued.outlet, notice: queued.notice, state: 'queued', queuedAt: queued.queuedAt, dueAt: queued.queuedAt, attempts: 0 });

/** What every keeper of deliveries must do. */
export function noticeOutboxContract(name: string, open: () => Promise<NoticeOutboxUnderTest>): void {
  describe(`notice outbox: ${name}`, () => {
    let subject: NoticeOutboxUnderTest;
    let outbox: NoticeOutbox;
    beforeEach(async () => {
      subject = await open();
      outbox = subject.outbox;
    });
    afterEach(async () => {
      await outbox.close();
      await subject.dispose?.();
    });
    const restart = async (): Promise<void> => {
      if (!subject.reopen) return;
      await outbox.close();
      outbox = await subject.reopen();
    };
    const dueIds = async (seconds: number, limit = 100): Promise<string[]> => (await outbox.due('sms', at(seconds), limit)).map(({ id }) => id);

    test('remembers where a definition and an outlet first ran together', async () => {
      expect(await outbox.begin('a.b', 'sms', 7)).toBe(7);
      expect(await outbox.begin('a.b', 'mail', 9)).toBe(9);
      await restart();
      expect(await outbox.begin('a.b', 'sms', 12)).toBe(7);
      expect(await outbox.begin('a.c', 'sms', 0)).toBe(0);
    });

    test('queues each delivery once, and says which were new', async () => {
      const [one, two, mail] = [to(1), to(2), to(1, 'mail')];
      expect(await outbox.queue([one, mail, one])).toEqual(new Set([one.id, mail.id]));
      await restart();
      expect(await outbox.queue([{ ...one, queuedAt: at(9) }, two])).toEqual(new Set([two.id]));
      expect(await outbox.due('sms', at(0), 9)).toEqual([rowOf(one), rowOf(two)]);
      expect(await outbox.queue([])).toEqual(new Set());
    });

    test('gives what is due in order of due time, then position', async () => {
      const queued = [to(5, 'sms', 20), to(3, 'sms', 10), to(4, 'sms', 10), to(1, 'sms', 30), to(2, 'mail', 1)];
      await outbox.queue(queued);
      expect(await dueIds(9)).toEqual([]);
      expect(await dueIds(20)).toEqual([queued[1]!.id, queued[2]!.id, queued[0]!.id]);
      expect(await dueIds(99, 2)).toEqual([queued[1]!.id, queued[2]!.id]);
    });

    test('settles deliveries: delivered, postponed, to be tried again, given up', async () => {
      const [done, night, fault, dead] = [to(1), to(2), to(3), to(4)];
      await outbox.queue([done, night, fault, dead]);
      await outbox.settle({
        outlet: 'sms',
        changes: [
          { kind: 'delivered', id: done.id, at: at(1), receipt: 'line 1' }, { kind: 'postponed', id: night.id, until: at(50) },
          { kind: 'faulted', id: fault.id, reason: 'gateway away', attempts: 1, nextAt: at(5) }, { kind: 'failed', id: dead.id, at: at(1), reason: 'no such person', attempts: 3 },
        ],
      });
      await restart();
      expect(await dueIds(4)).toEqual([]);
      expect(await dueIds(50)).toEqual([fault.id, night.id]);
      expect(await outbox.one(done.id)).toEqual({ ...rowOf(done), state: 'delivered', settledAt: at(1), receipt: 'line 1' });
      expect(await outbox.one(night.id)).toEqual({ ...rowOf(night), dueAt: at(50) });
      expect(await outbox.one(fault.id)).toEqual({ ...rowOf(fault), dueAt: at(5), attempts: 1, reason: 'gateway away' });
      expect(await outbox.one(dead.id)).toEqual({ ...rowOf(dead), state: 'failed', settledAt: at(1), attempts: 3, reason: 'no such person' });
      expect(await outbox.one(newId())).toBeUndefined();
      expect(await outbox.counts('sms', at(5))).toEqual({ queued: 2, due: 1, failed: 1, oldestDueAt: at(5), firstQueued: 2 });
      await outbox.settle({ outlet: 'sms', changes: [{ kind: 'delivered', id: fault.id, at: at(6), receipt: 'line 2' }] });
      expect(await outbox.one(fault.id)).toEqual({ ...rowOf(fault), dueAt: at(5), attempts: 1, state: 'delivered', settledAt: at(6), receipt: 'line 2' });
    });

    test('changes only what is queued for that outlet', async () => {
      const one = to(1);
      await outbox.queue([one]);
      await outbox.settle({ outlet: 'mail', changes: [{ kind: 'delivered', id: one.id, at: at(1), receipt: 'x' }] });
      await outbox.settle({ outlet: 'sms', changes: [{ kind: 'delivered', id: one.id, at: at(1), receipt: 'first' }] });
      await outbox.settle({ outlet: 'sms', changes: [{ kind: 'failed', id: one.id, at: at(2), reason: 'late', attempts: 1 }, { kind: 'postponed', id: one.id, until: at(9) }] });
      expect(await outbox.one(one.id)).toMatchObject({ state: 'delivered', receipt: 'first', dueAt: at(0) });
      expect(await outbox.counts('sms', at(99))).toEqual({ queued: 0, due: 0, failed: 0 });
    });

    test('refuses an owner that was followed by another, whole', async () => {
      const one = to(1);
      const lease = (epoch: number) => ({ name: 'sms', owner: `worker-${epoch}`, epoch });
      await outbox.queue([one]);
      await outbox.settle({ outlet: 'sms', changes: [], lease: lease(1) });
      await outbox.settle({ outlet: 'sms', changes: [], lease: lease(2) });
      await restart();
      const changes = [{ kind: 'delivered', id: one.id, at: at(1), receipt: 'x' }] as const;
      await expect(outbox.settle({ outlet: 'sms', changes, lease: lease(1) })).rejects.toThrow(StaleLease);
      expect(await outbox.one(one.id)).toEqual(rowOf(one));
      await outbox.settle({ outlet: 'sms', changes, lease: lease(2) });
      await outbox.settle({ outlet: 'mail', changes: [], lease: lease(1) });
      expect(await outbox.one(one.id)).toMatchObject({ state: 'delivered' });
    });

    test('queues a failed delivery again, and nothing else', async () => {
      const [one, two] = [to(1), to(2)];
      await outbox.queue([one, two]);
      expect(await outbox.retry(one.id, at(3))).toBe(false);
      await outbox.settle({ outlet: 'sms', changes: [{ kind: 'failed', id: one.id, at: at(1), reason: 'no', attempts: 20 }, { kind: 'delivered', id: two.id, at: at(1), receipt: 'x' }] });
      expect(await outbox.retry(two.id, at(3))).toBe(false);
      expect(await outbox.retry(newId(), at(3))).toBe(false);
      expect(await outbox.retry(one.id, at(3))).toBe(true);
      expect(await outbox.due('sms', at(3), 9)).toEqual([{ ...rowOf(one), dueAt: at(3), reason: 'no' }]);
    });

    test('lists newest first, by state and outlet, page by page with exact totals', async () => {
      const queued = [1, 2, 3, 4, 5].map((n) => to(n));
      const twins = [to(3, 'sms', 0, { to: { user: 'li' } }), to(3, 'mail')];
      await outbox.queue([...queued, ...twins]);
      await outbox.settle({ outlet: 'sms', changes: [{ kind: 'failed', id: queued[0]!.id, at: at(1), reason: 'no', attempts: 1 }] });
      const ids: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await outbox.list({ outlet: 'sms' }, { limit: 2, cursor });
        expect(page.total).toBe(6);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.next;
        if (cursor === undefined) break;
      }
      const [a, b] = [queued[2]!.id, twins[0]!.id].sort().reverse();
      expect(ids).toEqual([queued[4]!.id, queued[3]!.id, a, b, queued[1]!.id, queued[0]!.id]);
      expect((await outbox.list({ state: 'failed' }, { limit: 9 })).items.map(({ id }) => id)).toEqual([queued[0]!.id]);
      expect(await outbox.list({ state: 'failed', outlet: 'mail' }, { limit: 9 })).toEqual({ items: [], total: 0 });
      expect((await outbox.list({}, { limit: 9 })).total).toBe(7);
      await expect(outbox.list({}, { limit: 9, cursor: 'page-2' })).rejects.toThrow(BadPageCursor);
    });
  });
}

/** What every outbox that hands over does. */
export function noticeOutboxHandOver(name: string, open: () => Promise<NoticeOutbox & HandsOver>, other?: () => Promise<NoticeOutbox & HandsOver>): void {
  const fill = async (outbox: NoticeOutbox): Promise<void> => {
    await outbox.begin('a.b', 'sms', 7);
    await outbox.begin('a.b', 'mail', 0);
    await outbox.queue([to(1), to(1, 'mail'), to(2), to(3), to(4)]);
    await outbox.settle({
      outlet: 'sms', lease: { name: 'sms', owner: 'worker', epoch: 5 },
      changes: [
        { kind: 'delivered', id: to(1).id, at: at(1), receipt: 'line 1' }, { kind: 'postponed', id: to(2).id, until: at(50) },
        { kind: 'faulted', id: to(3).id, reason: '网关', attempts: 1, nextAt: at(5) }, { kind: 'failed', id: to(4).id, at: at(1), reason: 'no', attempts: 3 },
      ],
    });
  };
  handOverContract<NoticeOutbox & HandsOver>(`notice outbox: ${name}`, { open, ...(other ? { other } : {}), fill });

  describe(`handing over: notice outbox: ${name}`, () => {
    test('what was delivered is never queued again, and what is still to be delivered falls due once', async () => {
      const [from, there] = [await open(), await (other ?? open)()];
      await fill(from);
      await takeUpAll(from, there);
      expect(await there.queue([to(1), to(2), to(3), to(4)])).toEqual(new Set());
      expect([await there.due('sms', at(99), 9), await there.counts('sms', at(99)), await there.begin('a.b', 'sms', 99)]).toEqual([await from.due('sms', at(99), 9), await from.counts('sms', at(99)), 7]);
      await there.settle({ outlet: 'sms', changes: [{ kind: 'delivered', id: to(2).id, at: at(51), receipt: 'x' }], lease: { name: 'sms', owner: 'somebody', epoch: 1 } });
      expect((await there.one(to(2).id))?.state).toBe('delivered');
      await Promise.all([from.close(), there.close()]);
    });
  });
}
