import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Uuid } from '#engine/kernel';
import { issuedNotice, toRole } from './notice-examples.js';
import { outgoing } from './issue.js';
import type { NoticeOutlet, OutgoingNotice } from './notice.js';

export interface NoticeOutletUnderTest {
  readonly outlet: NoticeOutlet;
  /** What arrived, in order, repetitions included: the notice's id and the Chinese text the reader gets. */
  readonly arrived: () => Promise<readonly { readonly notice: Uuid; readonly text: string }[]>;
  /** The outlet again, as another process has it, while the first one is still open; absent where there is no other process. */
  readonly beside?: () => Promise<NoticeOutlet>;
  readonly dispose?: () => Promise<void>;
}

/** What every outlet must do. Notices are urgent, so that none waits for the morning. */
export function noticeOutletContract(name: string, open: () => Promise<NoticeOutletUnderTest>): void {
  describe(`notice outlet: ${name}`, () => {
    let subject: NoticeOutletUnderTest;
    let outlet: NoticeOutlet;
    beforeEach(async () => {
      subject = await open();
      outlet = subject.outlet;
    });
    afterEach(async () => subject.dispose?.());
    const out = (n: number, zh = `第${n}件`): OutgoingNotice => outgoing(issuedNotice(n, { urgency: 'urgent', text: { zh, en: 'text' } }), outlet.name);
    const arrivedIds = async (): Promise<Uuid[]> => (await subject.arrived()).map(({ notice }) => notice);

    test('has a stable name and says without side effects what it takes', () => {
      expect(outlet.name).toMatch(/^[a-z0-9-]+$/);
      const notices = [issuedNotice(1), issuedNotice(2, { urgency: 'urgent', to: toRole('bureau') })];
      expect(notices.map((notice) => outlet.accepts(notice))).toEqual(notices.map((notice) => outlet.accepts(notice)));
    });

    test('delivers with a receipt, in the order of the calls', async () => {
      const sent = [out(1), out(2), out(3)];
      const deliveries = await Promise.all(sent.map((each) => outlet.deliver(each)));
      for (const delivery of deliveries) expect(delivery).toEqual({ outcome: 'delivered', receipt: expect.stringMatching(/./) });
      await outlet.deliver(out(4));
      expect(await arrivedIds()).toEqual([...sent, out(4)].map(({ notice }) => notice.id));
    });

    test('lets a repetition arrive once, and answers it with a receipt', async () => {
      await outlet.deliver(out(1));
      expect(await outlet.deliver(out(1))).toMatchObject({ outcome: 'delivered' });
      await Promise.all([outlet.deliver(out(2)), outlet.deliver(out(2))]);
      expect(await arrivedIds()).toEqual([out(1), out(2)].map(({ notice }) => notice.id));
    });

    test('lets a repetition by another process arrive once', async () => {
      if (!subject.beside) return expect(subject.beside).toBeUndefined();
      const other = await subject.beside();
      await outlet.deliver(out(1));
      await other.deliver(out(1));
      await other.deliver(out(2));
      await outlet.deliver(out(2));
      await outlet.deliver(out(3));
      expect(await arrivedIds()).toEqual([out(1), out(2), out(3)].map(({ notice }) => notice.id));
    });

    test('takes many at once', async () => {
      const sent = Array.from({ length: 300 }, (_, n) => out(n + 1));
      await Promise.all(sent.map((each) => outlet.deliver(each)));
      expect(await arrivedIds()).toEqual(sent.map(({ notice }) => notice.id));
    });

    test('carries rare characters', async () => {
      await outlet.deliver(out(1, '𠮷𡧈“引号”\\'));
      expect((await subject.arrived())[0]!.text).toContain('𠮷𡧈“引号”\\');
    });
  });
}
