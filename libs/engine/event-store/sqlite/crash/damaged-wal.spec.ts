import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '#engine/kernel';
import { seededRandom, TestClock } from '#engine/testing';
import { fact, upwards, write } from '../../contract/harness.contract.js';
import { SqliteEventStore } from '../sqlite-event-store.js';

const sector = 512;
const walHeader = 32;
const frame = 24 + 4096;

let folder: string;
let mainFile: string;
let wal: Buffer;
let log: readonly RecordedEvent[];
/** Positions an append ended at: the only places the log may be cut. */
const ends = new Set<number>();
let inMainFile = 0;
let copies = 0;

const open = (path: string): Promise<SqliteEventStore> => SqliteEventStore.open({ path, clock: new TestClock(), writer: 'main' });

/** A log of which the first part is in the main file and the rest in the write-ahead log, as after a power cut. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-wal-'));
  const path = join(folder, 'original', 'log.db');
  mainFile = join(folder, 'main.db');
  const first = await open(path);
  inMainFile = (await first.append([write('a-1', 'any', fact(), fact())])).position;
  ends.add(inMainFile);
  await first.close();
  const store = await open(path);
  for (const n of upwards(1, 24)) {
    const facts = upwards(1, 1 + (n % 3)).map(() => fact({ n, note: '质'.repeat(n * 40) }));
    ends.add((await store.append([write(`a-${n % 4}`, 'any', ...facts)])).position);
  }
  log = (await store.readAll({ after: 0, limit: 1000 })).events;
  copyFileSync(path, mainFile);
  wal = readFileSync(`${path}-wal`);
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Open a copy of the log with this write-ahead log, and say how much of the log it has. Every tenth copy is written to as well. */
async function lengthWith(damagedWal: Buffer): Promise<number> {
  const path = join(folder, `copy-${(copies += 1)}`);
  copyFileSync(mainFile, path);
  writeFileSync(`${path}-wal`, damagedWal);
  const writing = copies % 10 === 1;
  const store = writing ? await open(path) : SqliteEventStore.openReadOnly({ path });
  const { events } = await store.readAll({ after: 0, limit: 1000 });
  expect(events).toEqual(log.slice(0, events.length));
  expect(ends).toContain(events.length);
  // What is left is a log like any other.
  if (writing) expect((await store.append([write('after', 'no-stream')])).position).toBe(events.length + 1);
  await store.close();
  for (const name of [path, `${path}-wal`, `${path}-shm`]) rmSync(name, { force: true });
  return events.length;
}

describe('a write-ahead log that is damaged', () => {
  test('undamaged gives the whole log, and none at all gives what the main file has', async () => {
    expect(wal.length).toBeGreaterThan(60 * frame);
    expect(await lengthWith(wal)).toBe(log.length);
    expect(await lengthWith(Buffer.alloc(0))).toBe(inMainFile);
  });

  test('cut off at any sector leaves the whole appends before the cut, never a part of one', async () => {
    let before = 0;
    for (let size = 0; size <= wal.length; size += sector) {
      const length = await lengthWith(wal.subarray(0, size));
      expect(length).toBeGreaterThanOrEqual(before);
      before = length;
    }
    expect(before).toBeGreaterThan(log.length - 6);
  }, 60_000);

  test('with one flipped bit in any frame leaves the whole appends before that frame', async () => {
    const random = seededRandom(7);
    const lengths: number[] = [];
    for (let start = walHeader; start < wal.length; start += frame) {
      const flipped = Buffer.from(wal);
      flipped[start + random.int(0, frame - 1)]! ^= 1 << random.int(0, 7);
      lengths.push(await lengthWith(flipped));
    }
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(lengths[0]).toBe(inMainFile);
    expect(Math.max(...lengths)).toBeLessThan(log.length);
  }, 60_000);

  test('with a flipped bit in its head leaves what the main file has, or the whole log where the bit means nothing', async () => {
    for (const byte of upwards(0, walHeader - 1)) {
      const flipped = Buffer.from(wal);
      flipped[byte]! ^= 0x10;
      expect([inMainFile, log.length]).toContain(await lengthWith(flipped));
    }
  }, 60_000);

  test('with sectors of an old frame in the place of new ones leaves a whole prefix', async () => {
    const random = seededRandom(11);
    for (const _ of upwards(1, 60)) {
      const torn = Buffer.from(wal);
      const [from, to] = [random.int(0, wal.length / sector - 2), random.int(1, wal.length / sector - 2)];
      torn.copy(torn, to * sector, from * sector, (from + 1) * sector);
      await lengthWith(torn);
    }
  }, 60_000);
});
