import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { DataFolder, layout } from './backup-examples.js';
import { backUp, checkBackup, restore, type DataCopies, type Manifest, type RestoreOptions } from './index.js';
import { sqliteCopies } from './sqlite/index.js';

let folder: DataFolder;
beforeEach(async () => {
  folder = await DataFolder.make();
});
afterEach(() => folder.dispose());

const backedUp = (to: string, changes: { readonly copies?: DataCopies; readonly signal?: AbortSignal } = {}) => backUp({ folder: folder.data, to: folder.path(to), layout, copies: sqliteCopies, clock: folder.clock, product: '1.2.3', ...changes });
const restored = (from: string, to: string, changes: Partial<RestoreOptions> = {}) => restore({ from: folder.path(from), to: folder.path(to), layout, copies: sqliteCopies, clock: folder.clock, prove: async () => undefined, ...changes });
const earlier = (position: number) => ({ upTo: () => ({ position, setBack: ['reactions.db'], fromBeginning: ['timed'] }) });
const names = (path: string): string[] => (readdirSync(path, { recursive: true }) as string[]).filter((name) => statSync(join(path, name)).isFile()).sort();

async function eventsOf(path: string) {
  const store = SqliteEventStore.openReadOnly({ path: join(path, 'events.db') });
  try {
    return { info: store.info, events: (await store.readAll({ after: 0, limit: 1_000_000 })).events };
  } finally {
    await store.close();
  }
}

describe('a backup', () => {
  test('holds every file with size and hash but what is made anew, and says where the log stood', async () => {
    await folder.follow({ relay: { position: 20 } });
    const manifest = await backedUp('b');
    expect(names(folder.path('b'))).toEqual(['events.db', 'evidence/ab/abcd', 'ledger/checkpoint', 'manifest.json', 'outbox/topic.ndjson', 'people.db', 'reactions.db']);
    expect(manifest).toMatchObject({
      kind: 'zhiheng-backup', format: 1, product: '1.2.3', leftOut: ['rows.db'], checkpoint: expect.stringContaining('nanjing.example/zhiheng\n20\n'),
      log: { file: 'events.db', origin: folder.store.info.origin, format: folder.store.info.format, head: 20, lastRecordedAt: '2025-06-30T16:00:20.000Z' },
    });
    expect(manifest.files.filter(({ database }) => database).map(({ name }) => name)).toEqual(['events.db', 'people.db', 'reactions.db']);
    expect(await checkBackup(folder.path('b'))).toEqual(manifest);
    expect(statSync(folder.path('b', 'people.db')).mode & 0o077).toBe(0);
    expect(statSync(folder.path('b')).mode & 0o077).toBe(0);
  });

  test('is made while thousands of events are appended: a whole beginning of the log, with no follower ahead of it', async () => {
    let writing = true;
    let appended = 20;
    const writer = (async () => {
      for (; writing || appended < 3_000; appended += 10) {
        await folder.append(10);
        await folder.follow({ relay: { position: appended + 10 } });
      }
    })();
    const heads: number[] = [];
    for (const name of ['b-1', 'b-2', 'b-3', 'b-4']) {
      while (appended < heads.length * 600 + 200) await folder.append(0).then(() => new Promise((resolve) => setImmediate(resolve)));
      heads.push((await backedUp(name)).log.head);
    }
    writing = false;
    await writer;
    expect(appended).toBeGreaterThanOrEqual(3_000);
    expect([...new Set(heads)].sort((a, b) => a - b)).toEqual(heads);
    const whole = await eventsOf(folder.data);
    for (const [n, head] of heads.entries()) {
      await restored(`b-${n + 1}`, `r-${n + 1}`);
      const { info, events } = await eventsOf(folder.path(`r-${n + 1}`));
      expect([info, events.length]).toEqual([whole.info, head]);
      expect(events).toEqual(whole.events.slice(0, head));
      const state = SqliteReactionState.open(folder.path(`r-${n + 1}`, 'reactions.db'));
      expect((await state.standing('relay'))!.position).toBeLessThanOrEqual(head);
      await state.close();
    }
  });

  test('takes files that come while it is made, and does not miss those that go', async () => {
    let step = 0;
    const copies: DataCopies = {
      ...sqliteCopies,
      copy: (from, to) => {
        sqliteCopies.copy(from, to);
        step += 1;
        if (step === 1) writeFileSync(join(folder.data, 'evidence', 'late'), 'came after the listing');
        if (step === 1) rmSync(join(folder.data, 'evidence', 'ab', 'abcd'));
      },
    };
    await backedUp('b', { copies });
    expect(names(folder.path('b')).filter((name) => name.startsWith('evidence'))).toEqual(['evidence/late']);
  });

  test('overwrites nothing, does not lie in what it copies, and leaves nothing half done', async () => {
    await backedUp('b');
    const before = readFileSync(folder.path('b', 'manifest.json'), 'utf8');
    await expect(backedUp('b')).rejects.toMatchObject({ name: 'TargetExists' });
    expect(readFileSync(folder.path('b', 'manifest.json'), 'utf8')).toBe(before);
    await expect(backedUp('data/b')).rejects.toMatchObject({ name: 'TargetInside' });
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    await expect(backedUp('c', { copies: { ...sqliteCopies, standing: () => { throw full; } } })).rejects.toMatchObject({ name: 'NoRoom' });
    const stopped = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(backedUp('c', { signal: stopped })).rejects.toThrow('Ctrl-C');
    expect(readdirSync(folder.home).sort()).toEqual(['b', 'data']);
  });

  test('is not made of a database that is not sound', async () => {
    await expect(backedUp('c', { copies: { ...sqliteCopies, fault: (file) => (file.endsWith('people.db') ? 'row 1 missing from index' : undefined) } })).rejects.toMatchObject({ name: 'DamagedBackup', file: 'people.db', how: 'database' });
  });

  test('shows one flipped bit in any byte of any file, one file too few and one too many', async () => {
    await backedUp('b');
    const files = names(folder.path('b'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(7), async (name, place, bit) => {
        const path = folder.path('b', name);
        const bytes = readFileSync(path);
        const at = place % bytes.length;
        bytes[at]! ^= 1 << bit;
        writeFileSync(path, bytes);
        await expect(checkBackup(folder.path('b'))).rejects.toMatchObject(name === 'manifest.json' ? { message: expect.any(String) } : { name: 'DamagedBackup', file: name, how: 'content' });
        await expect(restored('b', 'r')).rejects.toThrow();
        expect(existsSync(folder.path('r'))).toBe(false);
        bytes[at]! ^= 1 << bit;
        writeFileSync(path, bytes);
      }),
      { numRuns: 60 },
    );
    await checkBackup(folder.path('b'));
    writeFileSync(folder.path('b', 'evidence', 'more'), '');
    await expect(checkBackup(folder.path('b'))).rejects.toMatchObject({ file: 'evidence/more', how: 'unexpected' });
    rmSync(folder.path('b', 'evidence', 'more'));
    rmSync(folder.path('b', 'people.db'));
    await expect(checkBackup(folder.path('b'))).rejects.toMatchObject({ file: 'people.db', how: 'missing' });
  });

  test('without a manifest is none, of a later format is left alone, and never reaches out of its folder', async () => {
    mkdirSync(folder.path('none'));
    await expect(checkBackup(folder.path('none'))).rejects.toMatchObject({ name: 'NotABackup' });
    await backedUp('b');
    const manifest = JSON.parse(readFileSync(folder.path('b', 'manifest.json'), 'utf8')) as Manifest;
    const put = (changes: object) => writeFileSync(folder.path('b', 'manifest.json'), JSON.stringify({ ...manifest, ...changes }));
    put({ format: 2 });
    await expect(restored('b', 'r')).rejects.toMatchObject({ name: 'NewerBackup', found: 2 });
    put({ files: [...manifest.files, { name: '../outside', size: 0, sha256: '0'.repeat(64), database: false }] });
    await expect(restored('b', 'r')).rejects.toMatchObject({ name: 'DamagedBackup', how: 'manifest' });
    put({ product: 'other' });
    await expect(restored('b', 'r')).rejects.toMatchObject({ name: 'DamagedBackup', how: 'manifest' });
  });
});

describe('a restore', () => {
  test('gives back every file as it was, the log with its identity, and says where it came from', async () => {
    const manifest = await backedUp('b');
    expect(await restored('b', 'r')).toEqual({ manifest, position: 20, leftOut: 0 });
    expect(names(folder.path('r')).filter((name) => !name.startsWith('restored/'))).toEqual(names(folder.path('b')).filter((name) => name !== 'manifest.json'));
    expect(await eventsOf(folder.path('r'))).toEqual(await eventsOf(folder.data));
    const [account] = names(folder.path('r', 'restored'));
    expect(JSON.parse(readFileSync(folder.path('r', 'restored', account!), 'utf8'))).toMatchObject({ position: 20, backup: { digest: manifest.digest } });
    const again = await SqliteEventStore.open({ path: folder.path('r', 'events.db'), clock: folder.clock, writer: 'main' });
    await again.close();
  });

  test('goes into a new or an empty folder, never over anything', async () => {
    await backedUp('b');
    mkdirSync(folder.path('r'));
    await restored('b', 'r');
    await expect(restored('b', 'r')).rejects.toMatchObject({ name: 'TargetExists' });
    await expect(restored('b', 'data')).rejects.toMatchObject({ name: 'TargetExists' });
  });

  test('to a position has the same stored texts up to there and goes on from there', async () => {
    await backedUp('b');
    for (const position of [0, 1, 13, 20]) {
      const proofs: unknown[] = [];
      await restored('b', `r-${position}`, { ...earlier(position), prove: async ({ size }) => void proofs.push(size) });
      const { info, events } = await eventsOf(folder.path(`r-${position}`));
      expect([proofs, info, events]).toEqual([[position], folder.store.info, (await eventsOf(folder.data)).events.slice(0, position)]);
      expect(names(folder.path(`r-${position}`)).filter((name) => name.includes('whole'))).toEqual([]);
    }
    const store = await SqliteEventStore.open({ path: folder.path('r-13', 'events.db'), clock: folder.clock, writer: 'main' });
    const id = '0198c0de-0000-7000-8000-000000000001';
    expect(await store.append([{ stream: 's-9', expected: 'no-stream', events: [{ id, type: 'plan.A', schema: 1, data: {}, meta: { actor: 'li', correlation: id, causation: id } }] }])).toMatchObject({ position: 14 });
    await store.close();
  });

  test('to a moment takes what was recorded up to it', async () => {
    await backedUp('b');
    const { position, leftOut } = await restored('b', 'r', { upTo: (_, positionAt) => ({ position: positionAt('2025-06-30T16:00:07.500Z'), setBack: [], fromBeginning: [] }) });
    expect([position, leftOut]).toEqual([7, 13]);
  });

  test('to a position sets followers back, keeps timers of earlier events, and lets processes with timers begin again', async () => {
    await folder.follow({ relay: { position: 18 }, behind: { position: 5, timers: [4] }, plain: { position: 20, timers: [3, 15] }, timed: { position: 20, timers: [2, 19] } });
    await backedUp('b');
    await restored('b', 'r', earlier(10));
    const state = SqliteReactionState.open(folder.path('r', 'reactions.db'));
    const due = async (process: string) => (await state.due(process, '2030-01-01T00:00:00.000Z', 10)).map(({ timer }) => timer);
    expect(await Promise.all(['relay', 'behind', 'plain', 'timed'].map(async (name) => (await state.standing(name))!.position))).toEqual([10, 5, 10, 0]);
    expect([await due('behind'), await due('plain'), await due('timed')]).toEqual([['t-4'], ['t-3'], []]);
    await state.close();
  });

  test('beyond the end of the backup, or of a log that cannot be proven, leaves nothing', async () => {
    await backedUp('b');
    await expect(restored('b', 'r', earlier(21))).rejects.toMatchObject({ name: 'BeyondBackup', position: 21, head: 20 });
    await expect(restored('b', 'r', { prove: () => Promise.reject(new Error('roots differ')) })).rejects.toThrow('roots differ');
    await expect(restored('b', 'r', { ...earlier(5), prove: () => Promise.reject(new Error('roots differ')) })).rejects.toThrow('roots differ');
    expect(readdirSync(folder.home).sort()).toEqual(['b', 'data']);
  });

  test('of a copy of the backup elsewhere is the same', async () => {
    await backedUp('b');
    cpSync(folder.path('b'), folder.path('elsewhere'), { recursive: true });
    rmSync(folder.path('b'), { recursive: true });
    expect((await restored('elsewhere', 'r')).position).toBe(20);
  });
});
