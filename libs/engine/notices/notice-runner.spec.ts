import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import { MemoryReactionState } from '#engine/reactions/memory';
import { appendTo, FaultyEventStore } from '#engine/testing';
import { InboxOutlet } from './inbox-outlet.js';
import { MemoryNoticeOutbox, MemoryOutlet } from './memory/index.js';
import { findingNotices, issued, noticeSetting, overdue, overdueNotices, until } from './notice-examples.js';
import { noticeEvents, type NoticeEvent } from './notice.events.js';
import { NoticeRejected } from './notice.js';
import { NotFailed } from './notice-outbox.js';
import { NoticeRunner } from './notice-runner.js';

let setting: ReturnType<typeof noticeSetting>;
beforeEach(() => {
  setting = noticeSetting();
});
afterEach(() => setting.stop());

const titles = (outlet: MemoryOutlet): string[] => outlet.arrived.map(({ notice }) => notice.title.zh);
const record = async (): Promise<void> => undefined;

describe('facts that tell people', () => {
  test('reach every outlet that takes them, each recipient once', async () => {
    const { store, inbox, outlet, open } = setting;
    const urgent = new MemoryOutlet({ name: 'mail', accepts: ({ urgency }) => urgency === 'urgent' });
    const runner = open({ outlets: [new InboxOutlet(inbox), outlet, urgent] });
    await appendTo(store, 'finding-F1', issued('F1'), overdue('F1', 1));
    for (const name of ['inbox', 'sms', 'mail']) expect(await runner.whenDelivered(name, 2, 5_000)).toBe(true);
    expect(titles(outlet).slice(0, 2).sort()).toEqual(['新督办单', '督办单已交办'].sort());
    expect(titles(outlet)[2]).toBe('督办单逾期');
    expect(titles(urgent)).toEqual(['督办单逾期']);
    expect(await inbox.counts({ id: 'x', grants: [{ role: 'reporter', units: ['xuanwu'] }, { role: 'leadership', units: 'all' }] })).toEqual({ unread: 2, urgent: 1 });
    expect(await runner.reflects('inbox')).toBe(2);
  });

  test('tell the same thing once, however many facts say it', async () => {
    const { store, outlet, open } = setting;
    const runner = open();
    await appendTo(store, 'finding-F1', overdue('F1', 1), overdue('F1', 1), overdue('F1', 2));
    await appendTo(store, 'finding-F1-copy', overdue('F1', 1));
    expect(await runner.whenDelivered('sms', 4, 5_000)).toBe(true);
    expect(outlet.arrived.map(({ notice }) => notice.key)).toEqual(['overdue/F1/1', 'overdue/F1/2']);
    expect((await runner.status()).definitions.map(({ definition, issued: count }) => [definition, count])).toEqual([['supervision.finding-issued', 0], ['supervision.finding-overdue', 2]]);
  });

  test('tell nobody twice when pages are delivered again, positions are lost or the process starts anew', async () => {
    const { store, outlet, open, stop } = setting;
    const faulty = new FaultyEventStore(store, { repeatPage: () => true });
    const first = open({ store: faulty });
    await appendTo(store, 'finding-F1', issued('F1'), overdue('F1', 1));
    expect(await first.whenDelivered('sms', 2, 5_000)).toBe(true);
    await stop();
    for (const more of [{}, { state: new MemoryReactionState() }]) {
      const again = open(more);
      expect(await again.whenDelivered('sms', 2, 5_000)).toBe(true);
      await again.deliverDue();
      await stop();
    }
    expect(outlet.calls).toHaveLength(3);
  });

  test('park their stream when they cannot be said, and the others flow on', async () => {
    const { store, outlet, open } = setting;
    const runner = open();
    await appendTo(store, 'finding-F1', issued('F1', 'xuanwu', { broken: true }), issued('F2'));
    await appendTo(store, 'finding-F3', issued('F3'));
    await appendTo(store, 'finding-F4', issued('F4', 'no unit'));
    expect(await runner.whenDelivered('sms', 4, 5_000)).toBe(true);
    expect(outlet.arrived.map(({ notice }) => notice.about)).toEqual(['finding-F3', 'finding-F3']);
    const process = 'notices/supervision.finding-issued';
    expect(await runner.parked()).toMatchObject([
      { process, stream: 'finding-F1', position: 1, reason: 'from: TypeError: no unit', waiting: 1 }, { process, stream: 'finding-F4', reason: expect.stringContaining('no recipient') },
    ]);
    expect((await runner.status()).definitions[0]).toMatchObject({ definition: 'supervision.finding-issued', parkedStreams: 2, position: 4 });
    expect(await runner.retry({ process, stream: 'finding-F1' }, record)).toMatchObject({ handled: 0, parkedAgain: 'from: TypeError: no unit' });
    expect(await runner.discard({ process, stream: 'finding-F1' }, '事实有误', record)).toMatchObject({ handled: 1, event: { type: 'reactions.ParkedDiscarded' } });
    await runner.deliverDue();
    expect(outlet.arrived.map(({ notice }) => notice.link)).toContain('/api/findings/F2');
    await expect(runner.retry({ process: 'notices/none', stream: 's' }, record)).rejects.toThrow('there are no notices behind notices/none');
    await expect(runner.retry({ process, stream: 'finding-F4', timer: 't' }, record)).rejects.toThrow('no timers');
  });
});

describe('old facts', () => {
  test('fill the inbox, and stay in the house: outlets get what is recorded after their first start', async () => {
    const { store, inbox, outlet, open, stop } = setting;
    await appendTo(store, 'finding-F1', issued('F1'), overdue('F1', 1));
    const outlets = [new InboxOutlet(inbox), outlet];
    const runner = open({ outlets });
    await appendTo(store, 'finding-F2', issued('F2'));
    expect(await runner.whenDelivered('inbox', 3, 5_000)).toBe(true);
    expect(await runner.whenDelivered('sms', 3, 5_000)).toBe(true);
    expect(outlet.arrived.map(({ notice }) => notice.position)).toEqual([3, 3]);
    const tester = { id: 'tester', grants: [{ role: 'reporter', units: 'all' as const }, { role: 'leadership', units: 'all' as const }] };
    expect((await inbox.list(tester, {}, { limit: 9 })).total).toBe(5);
    await stop();

    const rebuilt = open({ outlets, state: new MemoryReactionState() });
    expect(await rebuilt.whenDelivered('sms', 3, 5_000)).toBe(true);
    expect(outlet.arrived).toHaveLength(2);
    await stop();

    // The outbox is lost: everything is mapped again, and what was before goes to the inbox only, where it is known.
    const anew = open({ outlets, state: new MemoryReactionState(), outbox: new MemoryNoticeOutbox() });
    expect(await anew.whenDelivered('inbox', 3, 5_000)).toBe(true);
    expect(await anew.whenDelivered('sms', 3, 5_000)).toBe(true);
    expect(outlet.arrived).toHaveLength(2);
    expect((await inbox.list(tester, {}, { limit: 9 })).total).toBe(5);
  });

  test('are old for a definition or an outlet that is added later', async () => {
    const { store, outlet, open, stop } = setting;
    const first = open({ definitions: [findingNotices] });
    await appendTo(store, 'finding-F1', issued('F1'), overdue('F1', 1));
    expect(await first.whenDelivered('sms', 2, 5_000)).toBe(true);
    await stop();
    const mail = new MemoryOutlet({ name: 'mail' });
    const second = open({ outlets: [outlet, mail] });
    await appendTo(store, 'finding-F1', overdue('F1', 2));
    for (const name of ['sms', 'mail']) expect(await second.whenDelivered(name, 3, 5_000)).toBe(true);
    expect(outlet.arrived.map(({ notice }) => notice.position)).toEqual([1, 1, 3]);
    expect(mail.arrived.map(({ notice }) => notice.position)).toEqual([3]);
  });

  test('are not old when they were recorded after the first start, while nobody ran', async () => {
    const { store, outlet, outbox, open, stop } = setting;
    let begun = 0;
    const begin = outbox.begin.bind(outbox);
    outbox.begin = async (...given) => begin(...given).finally(() => begun++);
    open();
    await until(() => begun === 2);
    await stop();
    await appendTo(store, 'finding-F1', issued('F1'));
    expect(await open().whenDelivered('sms', 1, 5_000)).toBe(true);
    expect(outlet.arrived).toHaveLength(2);
  });
});

describe('an outlet that fails', () => {
  test('holds nothing else back, and delivers when it works again, with growing delays between', async () => {
    const { store, clock, inbox, outlet, open, outbox } = setting;
    const runner = open({ outlets: [new InboxOutlet(inbox), outlet] });
    outlet.before = () => {
      throw new Error('gateway away');
    };
    await appendTo(store, 'finding-F1', overdue('F1', 1));
    expect(await runner.whenDelivered('inbox', 1, 5_000)).toBe(true);
    await until(() => outlet.calls.length === 1);
    const [row] = (await until(async () => (await outbox.list({ outlet: 'sms' }, { limit: 1 })).items[0]?.attempts === 1), (await outbox.list({ outlet: 'sms' }, { limit: 1 })).items);
    expect(row).toMatchObject({ state: 'queued', reason: 'Error: gateway away', dueAt: '2025-03-03T01:00:01.000Z' });
    expect((await runner.status()).outlets).toMatchObject([
      { outlet: 'inbox', state: 'live', queued: 0, delivered: 1 }, { outlet: 'sms', state: 'backing-off', queued: 1, due: 0, fault: { reason: 'Error: gateway away', attempts: 1 } },
    ]);
    await runner.deliverDue();
    expect(outlet.calls).toHaveLength(1);
    clock.advance({ seconds: 1 });
    await until(() => outlet.calls.length === 2);
    await until(async () => (await outbox.one(row!.id))!.dueAt === '2025-03-03T01:00:03.000Z');
    outlet.before = () => undefined;
    clock.advance({ seconds: 2 });
    expect(await runner.whenDelivered('sms', 1, 5_000)).toBe(true);
    expect((await runner.status()).outlets[1]).toEqual({ outlet: 'sms', state: 'live', queued: 0, due: 0, failed: 0, lagMs: 0, delivered: 1 });
  });

  test('for good, is given up after so many attempts or at once when it rejects, and tried again when an operator says so', async () => {
    const { store, clock, outlet, open, outbox } = setting;
    const runner = open({ attempts: 2 });
    outlet.before = ({ notice }) => {
      if ('user' in notice.to) throw new NoticeRejected('no such person');
      throw new Error('gateway away');
    };
    await appendTo(store, 'finding-F1', issued('F1'));
    await until(async () => (await outbox.counts('sms', clock.now())).failed === 1);
    clock.advance({ seconds: 1 });
    await until(async () => (await outbox.counts('sms', clock.now())).failed === 2);
    const { items } = await runner.deliveries({ state: 'failed' }, { limit: 9 });
    expect(items.map(({ reason, attempts }) => [reason, attempts]).sort()).toEqual([['Error: gateway away', 2], ['NoticeRejected: no such person', 1]]);
    expect(await runner.whenDelivered('sms', 1, 1_000)).toBe(true);

    outlet.before = () => undefined;
    const facts: NoticeEvent[] = [];
    const [one] = items.filter(({ attempts }) => attempts === 2);
    await expect(runner.retryDelivery(one!.id, async () => Promise.reject(new Error('log stopped')))).rejects.toThrow('log stopped');
    expect(await outbox.one(one!.id)).toMatchObject({ state: 'failed' });
    await runner.retryDelivery(one!.id, async (event) => facts.push(event));
    await until(async () => (await outbox.one(one!.id))!.state === 'delivered');
    expect(facts).toEqual([{ type: 'notices.DeliveryRetried', data: { delivery: one!.id, notice: one!.notice.id, outlet: 'sms', failure: 'Error: gateway away', attempts: 2 } }]);
    expect(noticeEvents['notices.DeliveryRetried'].data.parse(facts[0]!.data)).toEqual(facts[0]!.data);
    await expect(runner.retryDelivery(one!.id, record)).rejects.toThrow(NotFailed);
    await expect(runner.retryDelivery(newId(), record)).rejects.toThrow('there is no such delivery');
  });

  test('to answer in time, is tried again; one that hangs keeps no process from stopping', async () => {
    const { store, outlet, open, outbox, stop } = setting;
    open({ deliverWithinMs: 20 });
    outlet.before = () => new Promise<never>(() => undefined);
    await appendTo(store, 'finding-F1', overdue('F1', 1));
    await until(async () => (await outbox.list({}, { limit: 1 })).items[0]?.reason === 'TooSlow: no answer within 20 ms');
    await stop();
    const patient = open({ retry: { firstMs: 0, longestMs: 0 } });
    setting.clock.advance({ minutes: 1 });
    await until(() => outlet.calls.length === 2);
    const before = performance.now();
    await patient.stop();
    expect(performance.now() - before).toBeLessThan(4_000);
    expect((await outbox.list({}, { limit: 1 })).items[0]).toMatchObject({ state: 'queued', attempts: 1 });
  });

  test('to say what it takes, is asked to deliver, and the fact is not parked', async () => {
    const { store, open } = setting;
    const odd = new MemoryOutlet({ accepts: () => { throw new Error('odd'); } });
    const runner = open({ outlets: [odd] });
    await appendTo(store, 'finding-F1', overdue('F1', 1));
    expect(await runner.whenDelivered('memory', 1, 5_000)).toBe(true);
    expect([odd.arrived.length, (await runner.parked()).length]).toEqual([1, 0]);
  });

  test('that postpones is asked again at the time it named, not before', async () => {
    const { store, clock, outlet, open, outbox } = setting;
    const runner = open();
    outlet.before = () => (clock.now() < '2025-03-03T02:00:00.000Z' ? { outcome: 'postponed', until: '2025-03-03T02:00:00Z' } : undefined);
    await appendTo(store, 'finding-F1', overdue('F1', 1));
    await until(async () => (await outbox.list({}, { limit: 1 })).items[0]?.dueAt === '2025-03-03T02:00:00.000Z');
    clock.advance({ minutes: 59 });
    await runner.deliverDue();
    expect([outlet.calls.length, await runner.whenDelivered('sms', 1, 30)]).toEqual([1, false]);
    clock.advance({ minutes: 1 });
    expect(await runner.whenDelivered('sms', 1, 5_000)).toBe(true);
    expect(outlet.arrived).toHaveLength(1);
  });
});

describe('a runner that cannot work', () => {
  test('is refused when it is made', () => {
    const { store, state, outbox, outlet, clock } = setting;
    const make = (more: object) => () => new NoticeRunner({ store, state, outbox, clock, outlets: [outlet], definitions: [findingNotices], ...more });
    expect(make({ definitions: [findingNotices, findingNotices] })).toThrow('two notice definitions are named supervision.finding-issued');
    expect(make({ outlets: [outlet, outlet] })).toThrow('two outlets have the same name');
  });

  test('says how it stands when it does not run', async () => {
    const { store, state, outbox, outlet, clock } = setting;
    const runner = new NoticeRunner({ store, state, outbox, clock, outlets: [outlet], definitions: [overdueNotices] });
    expect(await runner.status()).toMatchObject({ definitions: [{ definition: 'supervision.finding-overdue', state: 'standby', position: 0 }], outlets: [{ outlet: 'sms', state: 'stopped' }] });
    expect(await runner.deliverDue()).toBe(0);
    await runner.stop();
  });
});
