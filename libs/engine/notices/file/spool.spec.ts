import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { appendTo, TestClock } from '#engine/testing';
import { outgoing } from '../issue.js';
import { issued, issuedNotice, noticeSetting, overdue, toRole, until } from '../notice-examples.js';
import { noticeOutletContract } from '../notice-outlet.contract.js';
import type { Notice } from '../notice.js';
import { longestText, quietUntil, shortText, SpoolOutlet, type SpoolLine } from './index.js';

const day = '2025-03-03T02:00:00.000Z';
const night = '2025-03-03T15:00:00.000Z'; // 23:00 in the city

async function linesIn(folder: string): Promise<SpoolLine[]> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.join('').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as SpoolLine);
}

noticeOutletContract('spool of files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhiheng-spool-'));
  const outlets: SpoolOutlet[] = [];
  const open = (): SpoolOutlet => {
    const outlet = new SpoolOutlet({ channel: 'sms', folder, clock: new TestClock(night), maxBytes: 4_000 });
    outlets.push(outlet);
    return outlet;
  };
  return {
    outlet: open(),
    beside: async () => open(),
    arrived: async () => (await linesIn(folder)).map(({ notice, text }) => ({ notice, text })),
    dispose: async () => {
      for (const outlet of outlets) await outlet.close();
      await rm(folder, { recursive: true });
    },
  };
});

describe('the spool', () => {
  let folder: string;
  let clock: TestClock;
  let outlet: SpoolOutlet;
  const open = (more: { readonly maxBytes?: number } = {}): SpoolOutlet => new SpoolOutlet({ channel: 'sms', folder, clock, ...more });
  const out = (n: number, more: Partial<Notice> = {}) => outgoing(issuedNotice(n, more), 'sms');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhiheng-spool-'));
    clock = new TestClock(day);
    outlet = open();
  });
  afterEach(async () => {
    await outlet.close();
    await rm(folder, { recursive: true });
  });

  test('holds what a gateway needs, and nobody\'s number or address', async () => {
    const sent = out(7, { urgency: 'urgent', to: toRole('reporter', 'xuanwu') });
    expect(await outlet.deliver(sent)).toEqual({ outcome: 'delivered', receipt: 'sms-2025-03-03.0001.ndjson' });
    expect(await linesIn(folder)).toEqual([
      { id: sent.id, channel: 'sms', at: day, to: { role: 'reporter', unit: 'xuanwu' }, urgency: 'urgent', text: '【质衡】通知7：请签收。', link: '/api/findings/7', notice: sent.notice.id, position: 7 },
    ]);
  });

  test('has a file for each day of the city, and goes on in a new one when it is full', async () => {
    await outlet.close();
    outlet = open({ maxBytes: 500 });
    for (const n of [1, 2, 3]) await outlet.deliver(out(n));
    clock.set('2025-03-04T02:00:00.000Z');
    await outlet.deliver(out(4));
    expect((await readdir(folder)).sort()).toEqual(['sms-2025-03-03.0001.ndjson', 'sms-2025-03-03.0002.ndjson', 'sms-2025-03-03.0003.ndjson', 'sms-2025-03-04.0001.ndjson']);
    expect((await linesIn(folder)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  test('goes on in the newest file when the clock was set back', async () => {
    await outlet.deliver(out(1));
    clock.set('2025-03-02T02:00:00.000Z');
    await outlet.deliver(out(2));
    expect(await readdir(folder)).toEqual(['sms-2025-03-03.0001.ndjson']);
  });

  test('cuts off a line torn by a crash, and writes it again when it is delivered again', async () => {
    await outlet.deliver(out(1));
    await outlet.close();
    await appendFile(join(folder, 'sms-2025-03-03.0001.ndjson'), `{"id":"${out(2).id}","chan`);
    outlet = open();
    await outlet.deliver(out(1));
    await outlet.deliver(out(2));
    expect((await linesIn(folder)).map(({ position }) => position)).toEqual([1, 2]);
  });

  test('does not write again what it wrote before a crash, also of the day before', async () => {
    await outlet.deliver(out(1));
    await outlet.close();
    clock.set('2025-03-04T02:00:00.000Z');
    outlet = open();
    await outlet.deliver(out(2));
    expect(await outlet.deliver(out(1))).toEqual({ outcome: 'delivered', receipt: 'sms-2025-03-03.0001.ndjson' });
    expect((await linesIn(folder)).map(({ position }) => position)).toEqual([1, 2]);
  });

  test('begins a file anew that a gateway took away', async () => {
    await outlet.deliver(out(1));
    await rename(join(folder, 'sms-2025-03-03.0001.ndjson'), join(folder, 'taken'));
    await outlet.deliver(out(2));
    expect((await readFile(join(folder, 'sms-2025-03-03.0001.ndjson'), 'utf8')).match(/\n/g)).toHaveLength(1);
  });

  test('fails while the folder cannot be written, and works when it can', async () => {
    await outlet.close();
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, 'a file where the folder should be');
    outlet = new SpoolOutlet({ channel: 'sms', folder: blocked, clock });
    await expect(outlet.deliver(out(1))).rejects.toThrow(/EEXIST|ENOTDIR/);
    await rm(blocked);
    expect(await outlet.deliver(out(1))).toMatchObject({ outcome: 'delivered' });
  });

  test('is refused with a name that is no file\'s, or hours that are none', () => {
    expect(() => new SpoolOutlet({ channel: '../sms', folder, clock })).toThrow(RangeError);
    expect(() => new SpoolOutlet({ channel: 'sms', folder, clock, quietHours: { from: '25:00', to: '07:00' } })).toThrow(RangeError);
  });

  test('takes what it is told to take', () => {
    const urgentOnly = new SpoolOutlet({ channel: 'sms', folder, clock, accepts: ({ urgency }) => urgency === 'urgent' });
    expect([urgentOnly.accepts(issuedNotice(1)), urgentOnly.accepts(issuedNotice(1, { urgency: 'urgent' })), outlet.accepts(issuedNotice(1))]).toEqual([false, true, true]);
  });

  test('lets ordinary notices wait for the morning, durably, while urgent ones go out', async () => {
    const setting = noticeSetting();
    setting.clock.set(night);
    const spool = new SpoolOutlet({ channel: 'sms', folder, clock: setting.clock });
    const first = setting.open({ outlets: [spool] });
    await appendTo(setting.store, 'finding-F1', issued('F1'), overdue('F1', 1));
    await until(async () => (await first.status()).outlets[0]!.delivered === 1);
    await until(async () => (await setting.outbox.counts('sms', setting.clock.now())).due === 0);
    expect((await linesIn(folder)).map(({ urgency }) => urgency)).toEqual(['urgent']);
    await setting.stop();
    setting.clock.set('2025-03-03T22:59:59.999Z'); // a moment before 07:00
    const second = setting.open({ outlets: [spool] });
    await second.whenProcessed(2);
    await second.deliverDue();
    expect(await linesIn(folder)).toHaveLength(1);
    setting.clock.advance({ ms: 1 });
    expect(await second.whenDelivered('sms', 2, 5_000)).toBe(true);
    expect((await linesIn(folder)).map(({ urgency, at }) => [urgency, at])).toEqual([['urgent', night], ['ordinary', '2025-03-03T23:00:00.000Z'], ['ordinary', '2025-03-03T23:00:00.000Z']]);
    await setting.stop();
    await spool.close();
  });
});

describe('quiet hours', () => {
  test.each<[string, string | undefined]>([
    ['2025-03-03T13:59:59.999Z', undefined], // 21:59 in the city
    ['2025-03-03T14:00:00.000Z', '2025-03-03T23:00:00.000Z'], // 22:00
    ['2025-03-03T16:30:00.000Z', '2025-03-03T23:00:00.000Z'], // 00:30 on the 4th
    ['2025-03-03T22:59:59.999Z', '2025-03-03T23:00:00.000Z'], // 06:59
    ['2025-03-03T23:00:00.000Z', undefined], // 07:00
    ['2024-12-31T14:00:00.000Z', '2024-12-31T23:00:00.000Z'], // the last evening of a year
  ])('at %s are over at %s', (now, expected) => expect(quietUntil(now)).toBe(expected));

  test('may lie within a day, or not be at all', () => {
    const noon = { from: '12:00', to: '14:00' };
    expect(quietUntil('2025-03-03T04:30:00.000Z', noon)).toBe('2025-03-03T06:00:00.000Z');
    expect(quietUntil('2025-03-03T06:00:00.000Z', noon)).toBeUndefined();
    expect(quietUntil(night, { from: '00:00', to: '00:00' })).toBeUndefined();
  });

  test('end at seven, within nine hours, and never again at their end', () => {
    const instants = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') }).map((ms) => new Date(ms).toISOString());
    fc.assert(fc.property(instants, (now) => {
      const end = quietUntil(now);
      const cityHour = (new Date(now).getUTCHours() + 8) % 24;
      expect(end !== undefined).toBe(cityHour >= 22 || cityHour < 7);
      if (end === undefined) return;
      expect(end.slice(11)).toBe('23:00:00.000Z');
      expect(Date.parse(end) - Date.parse(now)).toBeGreaterThan(0);
      expect(Date.parse(end) - Date.parse(now)).toBeLessThanOrEqual(9 * 3_600_000);
      expect(quietUntil(end)).toBeUndefined();
    }));
  });
});

describe('the short text', () => {
  test('is signed, on one line, and no longer than a gateway takes', () => {
    const of = (zh: string): string => shortText({ title: { zh: '题', en: 'T' }, text: { zh, en: 'x' } });
    expect(of('请签收\n督办单')).toBe('【质衡】题：请签收 督办单');
    const long = of('𠮷'.repeat(600));
    expect([longestText - 1, longestText]).toContain(long.length);
    expect(long.endsWith('𠮷…')).toBe(true);
    expect(of('字'.repeat(494))).toHaveLength(500);
    expect(of('字'.repeat(494)).endsWith('…')).toBe(false);
    expect(of(`${'字'.repeat(493)}𠮷`)).toBe(`【质衡】题：${'字'.repeat(493)}…`);
  });
});
