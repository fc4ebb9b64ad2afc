import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openDatabase } from '#engine/event-store/sqlite';
import { TestClock } from '#engine/testing';
import { unusualText } from '#engine/testing/generators';
import { AccessRecording } from './access-recording.js';
import { ChainCheck, chainHash, chainStart, entryText, type AccessEntry, type AccessHead } from './access-log.js';
import { SqliteAccessLog } from './sqlite/index.js';

let folder: string;
let path: string;
let log: SqliteAccessLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-log-'));
  path = join(folder, 'access.db');
  log = new SqliteAccessLog(path);
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const entry = (n: number, changes: Partial<AccessEntry> = {}): AccessEntry => ({ kind: 'refused', at: `2025-04-10T02:00:0${n % 10}.000Z`, user: `user-${n % 3}`, address: '127.0.0.1', status: 403, ...changes });
const write = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => log.append(entry(n))));

/** What somebody with the file and SQLite at hand could do. */
function tamper(sql: string): void {
  const database = openDatabase(path);
  database.exec(`DROP TRIGGER access_log_keeps; DROP TRIGGER access_log_stays; DROP TRIGGER access_log_follows; ${sql}`);
  database.close();
}

describe('the access log', () => {
  test('numbers and chains entries in the order they came', async () => {
    const recorded = await write(5);
    expect(recorded.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(recorded[0]?.hash).toBe(chainHash(chainStart, entryText(1, entry(0))));
    expect(recorded[1]?.hash).toBe(chainHash(recorded[0]!.hash, entryText(2, entry(1))));
    expect(await log.head()).toEqual({ seq: 5, hash: recorded[4]!.hash });
    expect(await log.verify()).toEqual({ head: await log.head(), checked: 5, intact: true });
  });

  test('goes on where it stood after a restart', async () => {
    await write(3);
    await log.close();
    log = new SqliteAccessLog(path);
    await write(2);
    expect(await log.verify()).toMatchObject({ checked: 5, intact: true });
  });

  test('gives back what was written, character for character', async () => {
    await fc.assert(
      fc.asyncProperty(unusualText, async (path) => {
        const { seq } = await log.append(entry(1, { path }));
        expect((await log.entries({}, 1))[0]).toMatchObject({ seq, path });
      }),
      { numRuns: 20 },
    );
    expect((await log.verify()).intact).toBe(true);
  });

  test('is found by person, kind, address and time, newest first, page by page', async () => {
    await write(9);
    await log.append(entry(0, { kind: 'sign-in', user: 'li', address: '10.0.0.9', at: '2025-05-01T00:00:00.000Z' }));
    const seqs = async (filter: Parameters<typeof log.entries>[0], limit = 10, before?: number) => (await log.entries(filter, limit, before)).map(({ seq }) => seq);
    expect(await seqs({}, 3)).toEqual([10, 9, 8]);
    expect(await seqs({}, 3, 8)).toEqual([7, 6, 5]);
    expect(await seqs({ user: 'user-1' })).toEqual([8, 5, 2]);
    expect(await seqs({ kind: 'sign-in' })).toEqual([10]);
    expect(await seqs({ address: '10.0.0.9', user: 'li' })).toEqual([10]);
    expect(await seqs({ from: '2025-04-10T02:00:07.000Z', to: '2025-04-10T02:00:08.000Z' })).toEqual([9, 8]);
    expect([await log.count({}), await log.count({ user: 'user-1' }), await log.count({ user: "' OR 1=1 --" })]).toEqual([10, 3, 0]);
  });

  test('takes no update, no deletion and no entry out of turn', async () => {
    await write(3);
    const database = openDatabase(path);
    for (const sql of ["UPDATE access_log SET text = '{}'", 'DELETE FROM access_log WHERE seq = 2', "INSERT INTO access_log (seq, text, hash) VALUES (9, '{}', '')", "INSERT OR REPLACE INTO access_log (seq, text, hash) VALUES (2, '{}', '')"]) {
      expect(() => database.exec(sql)).toThrow('append-only');
    }
    database.close();
    expect(await log.verify()).toMatchObject({ checked: 3, intact: true });
  });

  test.each([
    ['a changed entry', `UPDATE access_log SET text = replace(text, 'user-0', 'user-9') WHERE seq = 4`, 4],
    ['a removed entry', 'DELETE FROM access_log WHERE seq = 4', 4],
    ['a removed beginning', 'DELETE FROM access_log WHERE seq < 3', 1],
    ['two entries in each other\'s place', 'UPDATE access_log SET seq = 100 WHERE seq = 3; UPDATE access_log SET seq = 3 WHERE seq = 4; UPDATE access_log SET seq = 4 WHERE seq = 100', 3],
    ['a changed hash', `UPDATE access_log SET hash = '${chainStart}' WHERE seq = 5`, 5],
    ['an entry put before the first', `INSERT INTO access_log (seq, text, hash) VALUES (0, '{}', '${chainStart}')`, 1],
  ])('shows %s', async (_, sql, firstBad) => {
    await write(7);
    tamper(sql);
    expect(await log.verify()).toMatchObject({ intact: false, firstBad });
  });

  test('shows what was cut off or rewritten as a whole to whoever kept an earlier head', async () => {
    await write(7);
    const kept = await log.head();
    tamper('DELETE FROM access_log WHERE seq > 5');
    expect(await log.verify()).toMatchObject({ intact: true, checked: 5 });
    expect(await log.verify(kept)).toMatchObject({ intact: false, firstBad: 6 });
    const rewritten = new ChainCheck(kept as AccessHead);
    let hash = chainStart;
    for (let seq = 1; seq <= 7; seq += 1) {
      const text = entryText(seq, entry(0, { user: 'somebody-else' }));
      hash = chainHash(hash, text);
      rewritten.next({ seq, text, hash });
    }
    expect(rewritten.result({ seq: 7, hash })).toMatchObject({ intact: false, firstBad: 7 });
  });

  test('is the file of its owner alone', () => {
    expect(statSync(path).mode & 0o077).toBe(0);
  });
});

describe('the recorder at the gate', () => {
  const attempt = { actor: 'wang', address: '10.0.0.1', method: 'GET', path: '/api/users' };

  test('writes refusals and sensitive reads with the clock\'s time', async () => {
    const recording = new AccessRecording(log, new TestClock('2025-04-10T02:00:00.000Z'));
    await recording.refused({ ...attempt, actor: undefined, status: 401 });
    await recording.admitted({ ...attempt, sensitive: true });
    await recording.admitted({ ...attempt, sensitive: false });
    const [read, refused, ...more] = await log.entries({}, 10);
    expect(more).toEqual([]);
    expect(refused).toMatchObject({ kind: 'refused', address: '10.0.0.1', method: 'GET', path: '/api/users', status: 401, at: '2025-04-10T02:00:00.000Z' });
    expect(refused).not.toHaveProperty('user');
    expect(read).toMatchObject({ kind: 'read', user: 'wang' });
  });

  test('lets no command through after a failed write until one succeeds, which is itself an entry', async () => {
    let failing = true;
    const flaky = { writable: () => true, append: (e: AccessEntry) => (failing ? Promise.reject(new Error('disk full')) : log.append(e)) } as typeof log;
    const recording = new AccessRecording(flaky, new TestClock());
    const command = { ...attempt, sensitive: false };
    await recording.admitted(command);
    await expect(recording.refused({ ...attempt, status: 403 })).rejects.toMatchObject({ name: 'Unrecorded', cause: new Error('disk full') });
    await expect(recording.admitted(command)).rejects.toThrow('cannot be written');
    failing = false;
    await recording.admitted(command);
    await recording.admitted(command);
    expect((await log.entries({}, 10)).map(({ kind }) => kind)).toEqual(['log-resumed']);
  });

  test('fails when the log was closed', async () => {
    const other = new SqliteAccessLog(join(folder, 'other.db'));
    await other.close();
    const recording = new AccessRecording(other, new TestClock());
    await expect(recording.refused({ ...attempt, status: 403 })).rejects.toThrow('cannot be written');
    await expect(new AccessRecording(other, new TestClock()).admitted({ ...attempt, sensitive: false })).rejects.toThrow('cannot be written');
  });
});
