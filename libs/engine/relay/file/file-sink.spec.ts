import { appendFile, mkdtemp, readFile, readdir, rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CloudEvent } from '../relay.js';
import { message, sinkContract } from '../sink.contract.js';
import { BadCursor, FileSink, readFeed } from './index.js';

const topic = 'quality.score.current.v1';
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'zhiheng-relay-'))));
afterEach(() => rm(folder, { recursive: true }));

/** Read a feed to its end in pages, as a consumer does. */
async function readAll(limit = 7, of = topic): Promise<readonly CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (let after: string | undefined; ; ) {
    const page = await readFeed(folder, of, after === undefined ? { limit } : { after, limit });
    events.push(...page.events);
    if (page.events.length === 0) return events;
    after = page.next;
  }
}

sinkContract('files', async () => ({
  sink: new FileSink({ folder: join(folder, 'out') }),
  reopen: async () => new FileSink({ folder: join(folder, 'out') }),
  received: async (name) => (await readFeed(join(folder, 'out'), name, { limit: 1_000 })).events,
}));

sinkContract('files, a new one every few messages', async () => ({
  sink: new FileSink({ folder: join(folder, 'out'), maxBytes: 1_000 }),
  reopen: async () => new FileSink({ folder: join(folder, 'out'), maxBytes: 1_000 }),
  received: async (name) => (await readFeed(join(folder, 'out'), name, { limit: 1_000 })).events,
}));

const ids = (events: readonly CloudEvent[]): unknown[] => events.map(({ data }) => data['n']);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

async function write(from: number, to: number, maxBytes?: number): Promise<void> {
  const sink = new FileSink({ folder, ...(maxBytes === undefined ? {} : { maxBytes }) });
  for (const n of range(from, to)) await sink.send([message(n)]);
  await sink.close();
}

describe('topic files', () => {
  test('have one whole CloudEvent a line', async () => {
    await write(1, 3);
    const lines = (await readFile(join(folder, `${topic}.ndjson`), 'utf8')).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([message(1).event, message(2).event, message(3).event]);
  });

  test('wherever the last line was torn, are cut back to whole lines at the next start', async () => {
    await write(1, 3);
    const file = join(folder, `${topic}.ndjson`);
    const whole = await readFile(file);
    const twoLines = Buffer.byteLength(`${JSON.stringify(message(1).event)}\n${JSON.stringify(message(2).event)}\n`);
    for (let length = twoLines; length < whole.length; length += 17) {
      await writeFile(file, whole.subarray(0, length));
      expect(ids(await readAll())).toEqual([1, 2]);
      await write(3, 4);
      expect(ids(await readAll())).toEqual([1, 2, 3, 4]);
    }
    await truncate(file, 5);
    await write(1, 1);
    expect(ids(await readAll())).toEqual([1]);
  });

  test('torn far back, in a line longer than any buffer, are cut back too', async () => {
    await write(1, 1);
    await appendFile(join(folder, `${topic}.ndjson`), `{"torn":"${'x'.repeat(300_000)}`);
    await write(2, 2);
    expect(ids(await readAll())).toEqual([1, 2]);
  });

  test('are put aside by size, and the feed reads over all of them', async () => {
    await write(1, 30, 1_000);
    const names = (await readdir(folder)).sort();
    expect(names.length).toBeGreaterThan(5);
    expect(names).toContain(`${topic}.00000001.ndjson`);
    expect(ids(await readAll(7))).toEqual(range(1, 30));
    expect(ids(await readAll(1))).toEqual(range(1, 30));
  });

  test('whose last was put aside just before a crash go on in a new one', async () => {
    await write(1, 5, 1_000);
    const names = await readdir(folder);
    await rm(join(folder, `${topic}.ndjson`));
    const kept = ids(await readAll());
    await write(6, 7, 1_000);
    expect(ids(await readAll())).toEqual([...kept, 6, 7]);
    expect((await readdir(folder)).length).toBe(names.length);
  });

  test.each(['../escape', 'a/b', '', 'a..b', '.hidden', 'a.00000001'])('cannot be named "%s"', async (name) => {
    await expect(new FileSink({ folder }).send([message(1, name)])).rejects.toThrow(RangeError);
    await expect(readFeed(folder, name, { limit: 1 })).rejects.toThrow(RangeError);
    expect(await readdir(folder)).toEqual([]);
  });

  test('take everything that was not acknowledged again after the disk refused', async () => {
    const sink = new FileSink({ folder });
    await sink.send([message(1)]);
    const other = 'quality.supervision.finding.v1';
    // A device that is always full stands in for the disk.
    await symlink('/dev/full', join(folder, `${other}.ndjson`));
    await expect(sink.send([message(2), message(2, other)])).rejects.toThrow();
    await expect(sink.send([message(2, other)])).rejects.toThrow();
    await unlink(join(folder, `${other}.ndjson`));
    await sink.send([message(2), message(2, other)]);
    await sink.close();
    expect([...new Set(ids(await readAll()))]).toEqual([1, 2]);
    expect(ids(await readAll(7, other))).toEqual([2]);
  });
});

describe('a feed', () => {
  test('gives pages, tells whether there is more, and waits at its end for news', async () => {
    await write(1, 5);
    const first = await readFeed(folder, topic, { limit: 3 });
    expect([ids(first.events), first.more]).toEqual([[1, 2, 3], true]);
    const second = await readFeed(folder, topic, { after: first.next, limit: 3 });
    expect([ids(second.events), second.more]).toEqual([[4, 5], false]);
    const third = await readFeed(folder, topic, { after: second.next, limit: 3 });
    expect(third).toEqual({ events: [], next: second.next, more: false });
    await write(6, 6);
    expect(ids((await readFeed(folder, topic, { after: second.next, limit: 3 })).events)).toEqual([6]);
  });

  test('of a topic that has no message yet is empty, and its cursor leads to the first', async () => {
    const empty = await readFeed(folder, topic, { limit: 3 });
    expect(empty).toMatchObject({ events: [], more: false });
    await write(1, 1);
    expect(ids((await readFeed(folder, topic, { after: empty.next, limit: 3 })).events)).toEqual([1]);
  });

  test('never gives a line that is still being written', async () => {
    await write(1, 1);
    await appendFile(join(folder, `${topic}.ndjson`), JSON.stringify(message(2).event));
    expect(ids((await readFeed(folder, topic, { limit: 9 })).events)).toEqual([1]);
  });

  test.each(['', 'x', '0-0', '1-1', '1-', '-1', '1-99999999', '2-0', '99999999-0', '1-0x', '1-01', `1-${'9'.repeat(40)}`])('refuses the cursor "%s"', async (after) => {
    await write(1, 2);
    await expect(readFeed(folder, topic, { after, limit: 3 })).rejects.toThrow(BadCursor);
  });

  test('reads every message while files are being written and put aside', async () => {
    const sink = new FileSink({ folder, maxBytes: 2_000 });
    const writing = (async () => {
      for (const n of range(1, 200)) await sink.send([message(n)]);
    })();
    const seen: unknown[] = [];
    const deadline = Date.now() + 20_000;
    for (let after: string | undefined; seen.length < 200 && Date.now() < deadline; ) {
      const page = await readFeed(folder, topic, after === undefined ? { limit: 5 } : { after, limit: 5 });
      seen.push(...ids(page.events));
      after = page.next;
    }
    await writing;
    await sink.close();
    expect(seen).toEqual(range(1, 200));
  });
});
