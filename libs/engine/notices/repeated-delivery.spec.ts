import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { MemoryEventStore } from '#engine/event-store/memory';
import { MemoryReactionState } from '#engine/reactions/memory';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { appendTo, seededRandom, TestClock, type SeededRandom } from '#engine/testing';
import { SpoolOutlet } from './file/index.js';
import { InboxOutlet } from './inbox-outlet.js';
import { MemoryInbox, MemoryNoticeOutbox, MemoryOutlet } from './memory/index.js';
import { findingNotices, issued, noticeSetting, overdue, overdueNotices, until } from './notice-examples.js';
import type { NoticeOutbox } from './notice-outbox.js';
import type { Delivery, NoticeOutlet, OutgoingNotice } from './notice.js';
import { NoticeRunner } from './notice-runner.js';
import { SqliteInbox, SqliteNoticeOutbox } from './sqlite/index.js';

/** Throws after its outlet has the notice, as often as the seed says: the answer is lost. */
class LosesAnswers implements NoticeOutlet {
  readonly calls: string[] = [];
  constructor(private readonly real: NoticeOutlet, private readonly random: SeededRandom) {}
  get name() { return this.real.name; }
  get since() { return this.real.since; }
  accepts: NoticeOutlet['accepts'] = (notice) => this.real.accepts(notice);
  async deliver(outgoing: OutgoingNotice): Promise<Delivery> {
    this.calls.push(outgoing.id);
    const delivery = await this.real.deliver(outgoing);
    if (this.random.chance(0.4)) throw new Error('the answer is lost');
    return delivery;
  }
}

/** Loses what it is told of deliveries now and then, as a crash between delivery and settling does. */
const forgetful = (outbox: NoticeOutbox, random: SeededRandom): NoticeOutbox =>
  new Proxy(outbox, {
    get: (target, name) => (...given: unknown[]) => {
      if (name === 'settle' && (given[0] as { changes: unknown[] }).changes.length > 0 && random.chance(0.3)) return Promise.reject(new Error('the disk is away'));
      return (Reflect.get(target, name) as (...args: unknown[]) => unknown).apply(target, given);
    },
  });

describe('a delivery whose outcome is lost', () => {
  test('is tried again under the same id, and arrives once', async () => {
    const { store, clock, outlet, open, stop } = noticeSetting();
    outlet.after = () => {
      outlet.after = () => undefined;
      throw new Error('killed');
    };
    const runner = open();
    await appendTo(store, 'finding-F1', overdue('F1', 1));
    await until(() => outlet.calls.length === 1);
    await until(async () => (await runner.status()).outlets[0]!.fault !== undefined);
    await stop();
    clock.advance({ seconds: 1 });
    const again = open();
    expect(await again.whenDelivered('sms', 1, 5_000)).toBe(true);
    expect([outlet.calls.length, new Set(outlet.calls).size, outlet.arrived.length]).toEqual([2, 1, 1]);
    await stop();
  });

  test.each([1, 2, 3])('arrives once in inbox and spool whatever is lost and however often the process starts anew (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const folder = await mkdtemp(join(tmpdir(), 'zhiheng-repeated-'));
    const onDisk = seed % 2 === 1;
    const file = join(folder, 'notices.db');
    const clock = new TestClock();
    const store = new MemoryEventStore({ clock, pollMs: 5 });
    const [memoryState, memoryOutbox, memoryInbox] = [new MemoryReactionState(), new MemoryNoticeOutbox(), new MemoryInbox()];
    const witness = new MemoryOutlet({ name: 'witness' });
    const calls: string[] = [];
    let facts = 0;
    for (let life = 1; life <= 6; life++) {
      const [state, outbox, inbox] = onDisk ? [SqliteReactionState.open(file), SqliteNoticeOutbox.open(file), SqliteInbox.open(file)] : [memoryState, memoryOutbox, memoryInbox];
      const spool = new SpoolOutlet({ channel: 'sms', folder: join(folder, 'spool'), clock, maxBytes: 2_000 });
      const lossy = [new InboxOutlet(inbox), spool, witness].map((outlet) => new LosesAnswers(outlet, random));
      const lastLife = life === 6;
      const runner = new NoticeRunner({
        store, state, clock, definitions: [findingNotices, overdueNotices], outlets: lastLife ? [new InboxOutlet(inbox), spool, witness] : lossy, outbox: lastLife ? outbox : forgetful(outbox, random),
        attempts: 1_000, pollMs: 2, retry: { firstMs: 1, longestMs: 4 }, backOff: { firstMs: 1, longestMs: 2 },
      });
      runner.start();
      for (let n = random.int(2, 6); n > 0; n--) {
        facts++;
        await appendTo(store, `finding-${facts % 3}`, issued(`F${facts}`), overdue(`F${facts % 4}`, facts % 2));
        clock.advance({ ms: 2 });
      }
      if (lastLife) for (const name of ['inbox', 'sms', 'witness']) await until(async () => { clock.advance({ ms: 10 }); return runner.whenDelivered(name, 2 * facts, 20); });
      else await until(() => lossy.some((outlet) => outlet.calls.length > 3));
      await runner.stop();
      calls.push(...lossy[2]!.calls);
      if (lastLife) {
        const reader = { id: 'tester', grants: [{ role: 'reporter', units: 'all' as const }, { role: 'leadership', units: 'all' as const }] };
        const { items } = await inbox.list(reader, {}, { limit: 1_000 });
        const expected = new Set(Array.from({ length: facts }, (_, n) => `overdue/F${(n + 1) % 4}/${(n + 1) % 2}`)).size + 2 * facts;
        expect([items.length, witness.arrived.length]).toEqual([expected, expected]);
        expect((await outbox.list({ state: 'delivered' }, { limit: 1 })).total).toBe(3 * expected);
        const texts = await Promise.all((await readdir(join(folder, 'spool'))).map((name) => readFile(join(folder, 'spool', name), 'utf8')));
        const ids = texts.join('').split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { id: string }).id);
        expect([ids.length, new Set(ids).size]).toEqual([expected, expected]);
        expect(calls.length).toBeGreaterThan(new Set(calls).size);
      }
      await spool.close();
      if (onDisk) await Promise.all([state.close(), outbox.close(), inbox.close()]);
    }
    await rm(folder, { recursive: true });
  });
});
