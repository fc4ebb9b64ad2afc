import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { appendTo, TestClock } from '#engine/testing';
import { fact, testingSince, upwards, write } from '../contract/harness.contract.js';
import { eventStoreContract } from '../event-store.contract.js';
import type { EventStore } from '../event-store.js';
import { StoreStopped } from '../event-store.js';
import { atLeast, openDatabase, read, requireVersion, SqliteTooOld } from './driver.js';
import { NotALog } from './log-schema.js';
import { DamagedEvent } from './log-reader.js';
import { SqliteEventStore } from './sqlite-event-store.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const threadProgram = pathToFileURL(join(root, 'dist/libs/engine/event-store/sqlite/writer-thread.js'));
let folder: string;
let logs = 0;
const newPath = (): string => join(folder, `${(logs += 1)}`, 'log.db');

beforeAll(() => {
  execFileSync(process.execPath, ['infra/tasks/build.mjs'], { cwd: root });
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain = { clock: new TestClock(testingSince), writer: 'main' } as const;

for (const writer of ['main', 'thread'] as const) {
  eventStoreContract(`the SQLite store, writing in ${writer === 'main' ? 'the main' : 'its own'} thread,`, async (wish) => {
    const options = { ...wish, path: newPath(), writer, threadProgram };
    const store = await SqliteEventStore.open(options);
    const reopen = async (): Promise<EventStore> => {
      await store.close();
      return SqliteEventStore.open(options);
    };
    return { store, reopen };
  });
}

describe('a SQLite log', () => {
  test('is at full durability on every connection, and its events refuse to be changed or removed', async () => {
    const path = newPath();
    const store = await SqliteEventStore.open({ ...plain, path });
    await store.append([write('a-1', 'any')]);
    const database = openDatabase(path);
    for (const connection of [database, openDatabase(path, { readOnly: true })]) {
      const settings = ['synchronous', 'journal_mode', 'foreign_keys', 'mmap_size', 'trusted_schema'].map((name) => read(connection, `PRAGMA ${name}`));
      expect(settings).toEqual([2, 'wal', 1, 0, 0]);
    }
    expect(() => database.exec(`UPDATE event SET data = '{}'`)).toThrow('events are never changed');
    expect(() => database.exec('DELETE FROM event')).toThrow('events are never removed');
    database.close();
    await store.close();
  });

  test('keeps its identity, and has another than any other log', async () => {
    const path = newPath();
    const first = await SqliteEventStore.open({ ...plain, path });
    await first.close();
    const again = await SqliteEventStore.open({ ...plain, path, clock: new TestClock('2030-01-01T00:00:00.000Z') });
    const other = await SqliteEventStore.open({ ...plain, path: newPath() });
    expect(again.info).toEqual(first.info);
    expect(again.info).toEqual({ format: 2, origin: expect.stringMatching(/^[0-9a-f-]{36}$/), createdAt: '2025-06-30T16:00:00.000Z' });
    expect(other.info.origin).not.toBe(first.info.origin);
    await again.close();
    await other.close();
  });

  test('is refused when the file is something else or of a later format', async () => {
    const path = newPath();
    const foreign = openDatabase(path);
    foreign.exec('CREATE TABLE cats (name TEXT)');
    await expect(SqliteEventStore.open({ ...plain, path })).rejects.toBeInstanceOf(NotALog);
    const later = newPath();
    await (await SqliteEventStore.open({ ...plain, path: later })).close();
    openDatabase(later).exec('UPDATE log SET format = 3');
    await expect(SqliteEventStore.open({ ...plain, path: later, writer: 'thread', threadProgram })).rejects.toThrow(/format 3/);
    expect(() => SqliteEventStore.openReadOnly({ path: newPath() })).toThrow('unable to open database file');
  });

  test('brings a log of format 1 to canonical spelling when it is opened for writing, and refuses it for reading before that', async () => {
    const path = newPath();
    const store = await SqliteEventStore.open({ ...plain, path });
    for (let n = 0; n < 3; n += 1) await appendTo(store, 'a-1', { type: 'x.A', data: { n } });
    const before = await store.readStream('a-1');
    await store.close();
    const old = openDatabase(path);
    old.exec(`DROP TRIGGER event_is_never_changed; UPDATE event SET data = '{"b": 1, "a":2}' WHERE position = 2; UPDATE log SET format = 1;
      CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END`);
    old.close();
    expect(() => SqliteEventStore.openReadOnly({ path })).toThrow(/格式为 1[\s\S]*format 1/);
    const again = await SqliteEventStore.open({ ...plain, path });
    expect(again.info.format).toBe(2);
    expect((await again.readStream('a-1')).map(({ data }) => data)).toEqual([before[0]!.data, { a: 2, b: 1 }, before[2]!.data]);
    const leaves = again.openLeaves();
    expect(leaves.texts(2)?.data).toBe('{"a":2,"b":1}');
    leaves.close();
    await again.close();
    const after = openDatabase(path);
    expect(() => after.exec('UPDATE event SET schema = 9')).toThrow('events are never changed');
    after.close();
  });

  test('leaves all its events in the main file when it is closed', async () => {
    const path = newPath();
    const store = await SqliteEventStore.open({ ...plain, path });
    await store.append([write('a-1', 'any', fact(), fact())]);
    await store.close();
    const copy = newPath();
    openDatabase(copy).close();
    writeFileSync(copy, readFileSync(path));
    expect(await SqliteEventStore.openReadOnly({ path: copy }).head()).toBe(2);
  });

  test('names the position of an event that is no longer readable', async () => {
    const path = newPath();
    const store = await SqliteEventStore.open({ ...plain, path });
    await store.append([write('a-1', 'any', ...upwards(1, 9).map((n) => fact({ n })))]);
    const intruder = openDatabase(path);
    intruder.exec(`DROP TRIGGER event_is_never_changed; UPDATE event SET data = '{"n":' WHERE position = 7`);
    await expect(store.readAll({ after: 0, limit: 100 })).rejects.toBeInstanceOf(DamagedEvent);
    await expect(store.readAll({ after: 0, limit: 100 })).rejects.toMatchObject({ position: 7 });
    const seen: number[] = [];
    const following = (async () => {
      for await (const page of store.follow({ after: 2, signal: AbortSignal.timeout(10_000) })) seen.push(...page.events.map(({ position }) => position));
    })();
    await expect(following).rejects.toMatchObject({ position: 7 });
    expect(seen).toEqual([3, 4, 5, 6]);
    expect((await store.readAll({ after: 0, limit: 100, upTo: 6 })).events).toHaveLength(6);
    await store.close();
  });

  test('stops its writer when somebody else has written to it, and tells why once', async () => {
    const path = newPath();
    const reasons: StoreStopped[] = [];
    const store = await SqliteEventStore.open({ ...plain, path, onStopped: (reason) => void reasons.push(reason) });
    await store.append([write('a-1', 'any')]);
    openDatabase(path).exec(`INSERT INTO event SELECT 2, randomblob(16), 'b-1', 0, type, schema, data, meta, recorded_at FROM event`);
    const results = await Promise.allSettled(upwards(1, 5).map((n) => store.append([write(`c-${n}`, 'any')])));
    expect(results.map((result) => result.status === 'rejected' && result.reason instanceof StoreStopped)).toEqual(Array(5).fill(true));
    await expect(store.append([write('a-1', 'any')])).rejects.toThrow('the log changed under its writer');
    expect(reasons).toHaveLength(1);
    expect(await store.head()).toBe(2);
    await store.close();
  });

  test('remembers the revisions of far more streams than it keeps in memory', async () => {
    const path = newPath();
    const store = await SqliteEventStore.open({ ...plain, path });
    const names = upwards(1, 20_100);
    for (let from = 0; from < names.length; from += 1000) {
      await store.append(names.slice(from, from + 1000).map((n) => write(`s-${n}`, 'no-stream')));
    }
    expect((await store.append([write('s-1', 0), write('s-20100', 0)])).revisions).toEqual([1, 1]);
    await expect(store.append([write('s-2', 'no-stream')])).rejects.toMatchObject({ name: 'WrongRevision', actual: 0 });
    await store.close();
  });
});

describe('reading beside a writer', () => {
  test('needs no lock, sees what is committed and follows by polling alone', async () => {
    const path = newPath();
    const store = await SqliteEventStore.open({ ...plain, path });
    await store.append([write('a-1', 'any')]);
    const reader = SqliteEventStore.openReadOnly({ path, pollMs: 5 });
    expect(reader.info).toEqual(store.info);
    const seen: number[] = [];
    const abort = new AbortController();
    for await (const page of reader.follow({ after: 0, signal: abort.signal })) {
      seen.push(page.scannedTo);
      if (page.scannedTo === 3) abort.abort();
      else await store.append([write('a-1', 'any')]);
    }
    expect(seen).toEqual([1, 2, 3]);
    await expect(reader.append([write('a-1', 'any')])).rejects.toThrow('for reading only');
    await reader.close();
    await store.close();
  });
});

describe('the lock of a log', () => {
  test('refuses a second writer in the same process and in another, and names the holder in both languages', async () => {
    const path = newPath();
    const store = await SqliteEventStore.open({ ...plain, path });
    await expect(SqliteEventStore.open({ ...plain, path })).rejects.toMatchObject({
      name: 'LogInUse',
      holder: { pid: process.pid, since: '2025-06-30T16:00:00.000Z' },
      text: { zh: expect.stringContaining(`进程 ${process.pid}`), en: expect.stringContaining(`process ${process.pid} on `) },
    });
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', openingProgram, path], { cwd: root, encoding: 'utf8' });
    expect(JSON.parse(other.stdout)).toMatchObject({ name: 'LogInUse', holder: { pid: process.pid } });
    await store.close();
    const free = spawnSync(process.execPath, ['--input-type=module', '-e', openingProgram, path], { cwd: root, encoding: 'utf8' });
    expect(JSON.parse(free.stdout)).toEqual({ name: 'opened' });
  });

  test('dies with a process that was killed, whatever files it left', async () => {
    const path = newPath();
    const killed = spawnSync(process.execPath, ['--input-type=module', '-e', `${openingProgram}; process.kill(process.pid, 'SIGKILL')`, path], { cwd: root });
    expect(killed.signal).toBe('SIGKILL');
    expect(existsSync(`${path}.writer.json`)).toBe(true);
    const store = await SqliteEventStore.open({ ...plain, path });
    expect(JSON.parse(readFileSync(`${path}.writer.json`, 'utf8'))).toMatchObject({ pid: process.pid });
    await store.close();
    expect(readdirSync(join(path, '..')).filter((name) => name.endsWith('.json'))).toEqual([]);
  });
});

const openingProgram = `
  const { SqliteEventStore } = await import('#engine/event-store/sqlite');
  const { systemClock } = await import('#engine/kernel');
  try {
    await SqliteEventStore.open({ path: process.argv[1], clock: systemClock, writer: 'main' });
    console.log(JSON.stringify({ name: 'opened' }));
  } catch ({ name, holder }) {
    console.log(JSON.stringify({ name, holder }));
  }`;

describe('the SQLite it runs on', () => {
  test('is new enough, and an older one is refused in both languages', () => {
    expect(atLeast(String(read(openDatabase(newPath()), 'SELECT sqlite_version()')), '3.51.3')).toBe(true);
    expect(atLeast('3.51.3', '3.51.3') && atLeast('3.53.0', '3.51.3') && atLeast('4.0.0', '3.51.3')).toBe(true);
    for (const old of ['3.51.2', '3.45.1', '3.9.99', '2.99.99', '0']) {
      expect(() => requireVersion(old)).toThrow(SqliteTooOld);
      expect(() => requireVersion(old)).toThrow(/低于 3\.51\.3[^]*older than 3\.51\.3/);
    }
  });
});
