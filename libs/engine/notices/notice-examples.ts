// Notices and facts for the specs of this room; product code never imports it.
import { MemoryEventStore } from '#engine/event-store/memory';
import type { DomainEvent, RecordedEvent } from '#engine/kernel';
import { realWait } from '#engine/reactions';
import { MemoryReactionState } from '#engine/reactions/memory';
import { recorded, TestClock } from '#engine/testing';
import { issue } from './issue.js';
import { MemoryInbox, MemoryNoticeOutbox, MemoryOutlet } from './memory/index.js';
import { notice, type IssuedNotice, type Notice, type Recipient, type Urgency } from './notice.js';
import { NoticeRunner, type NoticeRunnerOptions } from './notice-runner.js';

export type FindingIssued = DomainEvent<'finding.Issued', { readonly number: string; readonly unit: string; readonly urgency?: Urgency; readonly broken?: boolean }>;
export type FindingOverdue = DomainEvent<'finding.Overdue', { readonly number: string; readonly level: number }>;

export const issued = (number: string, unit = 'xuanwu', more: Partial<FindingIssued['data']> = {}): FindingIssued => ({ type: 'finding.Issued', data: { number, unit, ...more } });
export const overdue = (number: string, level: number): FindingOverdue => ({ type: 'finding.Overdue', data: { number, level } });

/** Tells the unit's reporters of a finding, and the inspector who issued it. */
export const findingNotices = notice<FindingIssued>({
  name: 'supervision.finding-issued',
  events: ['finding.Issued'],
  from: ({ stream, meta, data: { number, unit, urgency = 'ordinary', broken } }) => {
    if (broken) throw new TypeError('no unit');
    const link = `/api/findings/${number}`;
    const text = { zh: `请于两个工作日内签收督办单${number}。`, en: `Acknowledge order ${number} within two working days.` };
    return [
      { to: { role: 'reporter', unit }, urgency, title: { zh: '新督办单', en: 'A new order' }, text, link, about: stream },
      { to: { user: meta.actor }, urgency: 'ordinary', title: { zh: '督办单已交办', en: 'Your order was issued' }, text, link, about: stream },
    ];
  },
});

/** One notice a level, whichever fact says it. */
export const overdueNotices = notice<FindingOverdue>({
  name: 'supervision.finding-overdue',
  events: ['finding.Overdue'],
  from: ({ stream, data: { number, level } }) => [
    {
      key: `overdue/${number}/${level}`, to: { role: 'leadership' }, urgency: 'urgent', title: { zh: '督办单逾期', en: 'An order is overdue' },
      text: { zh: `督办单${number}逾期，第${level}级。`, en: `Order ${number} is overdue, level ${level}.` }, link: `/api/findings/${number}`, about: stream,
    },
  ],
});

/** An issued notice, as an outlet gets it. Number, position and recipient decide its identity. */
export function issuedNotice(n: number, more: Partial<Notice> & { readonly at?: string } = {}): IssuedNotice {
  const { at, ...given } = more;
  const event = recorded('finding.Issued', {}, { position: n, stream: `finding-${n}`, ...(at === undefined ? {} : { recordedAt: at }) });
  const base: Notice = {
    key: `k-${n}`, to: { user: 'wang' }, urgency: 'ordinary', title: { zh: `通知${n}`, en: `Notice ${n}` }, text: { zh: '请签收。', en: 'Acknowledge it.' }, link: `/api/findings/${n}`, about: event.stream,
  };
  return issue({ name: 'supervision.example', events: [], from: () => [{ ...base, ...given }] }, event as RecordedEvent)[0]!;
}

export const toUser = (user: string): Recipient => ({ user });
export const toRole = (role: string, unit?: string): Recipient => (unit === undefined ? { role } : { role, unit });

/** A log, a memory of everything and runners on them, for specs of the runner. */
export function noticeSetting(overrides: Partial<NoticeRunnerOptions> = {}) {
  const clock = new TestClock();
  const store = new MemoryEventStore({ clock, pollMs: 5 });
  const [state, outbox, outlet, inbox] = [new MemoryReactionState(), new MemoryNoticeOutbox(), new MemoryOutlet({ name: 'sms' }), new MemoryInbox()];
  const runners: NoticeRunner[] = [];
  const open = (more: Partial<NoticeRunnerOptions> = {}): NoticeRunner => {
    const runner = new NoticeRunner({
      store, state, outbox, clock, outlets: [outlet], definitions: [findingNotices, overdueNotices], wait: realWait, pollMs: 5,
      backOff: { firstMs: 1, longestMs: 2 }, retry: { firstMs: 1_000, longestMs: 8_000 }, ...overrides, ...more,
    });
    runners.push(runner);
    runner.start();
    return runner;
  };
  const stop = async (): Promise<void> => void (await Promise.all(runners.splice(0).map((runner) => runner.stop())));
  return { clock, store, state, outbox, outlet, inbox, open, stop };
}

/** Look again until something holds. @throws when it does not within five seconds */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 5_000; !(await holds()); ) {
    if (performance.now() > deadline) throw new Error('it did not come about in time');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
