import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openDatabase } from '#engine/event-store/sqlite';
import { TestClock } from '#engine/testing';
import { unusualText } from '#engine/testing/generators';
import { AccessRecording } from './access-recording.js';
import { ChainCheck, chainHash, chainStart, entryText, type AccessEntry, type AccessHead } from './access-log.js';
import { SqliteAccessLog, verifyAccessLog } from './sqlite/index.js';

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
  database.exec(`DROP TRIGGER access_base_keeps; DROP TRIGGER access_log_keeps; DROP TRIGGER access_log_stays; DROP TRIGGER access_log_follows; ${sql}`);
  database.close();
}

/** The content of a database as one file. */
function copyDatabase(from: string, to: string): void {
  const database = openDatabase(from);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  copyFileSync(from, to);
}

describe('the access log', () => {
  test('numbers and chains entries in the order they came', async () => {
    const recorded = await write(5);
    expect(recorded.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(recorded[0]?.hash).toBe(chainHash(chainStart, entryText(1, entry(0))));
    expect(recorded[1]?.hash).toBe(chainHash(recorded[0]!.hash, entryText(2, entry(1))));
    expect(await log.head()).toEqual({ seq: 5, hash: recorded[4]!.hash });
    expect(await log.verify()).toEqual({ head: await log.head(), base: { seq: 0, hash: chainStart }, checked: 5, intact: true, provenTo: 0 });
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
    expect(await log.verify({ heads: [kept] })).toMatchObject({ intact: false, firstBad: 6, damage: 'cut-off' });
    const rewritten = new ChainCheck({ heads: [kept as AccessHead] });
    let hash = chainStart;
    for (let seq = 1; seq <= 7; seq += 1) {
      const text = entryText(seq, entry(0, { user: 'somebody-else' }));
      hash = chainHash(hash, text);
      rewritten.next({ seq, text, hash });
    }
    expect(rewritten.result({ seq: 7, hash })).toMatchObject({ intact: false, firstBad: 7, damage: 'rewritten', provenTo: 0 });
  });

  describe('when entries are removed under retention', () => {
    test('goes on after a head in a new file: the rest is the same, the chain goes on, and the old file is gone', async () => {
      const recorded = await write(9);
      const cut = { seq: 4, hash: recorded[3]!.hash };
      const removing = log.removeUpTo(cut);
      await log.append(entry(3, { kind: 'sign-in' }));
      await removing;
      await log.append(entry(4));
      expect((await log.entries({}, 20)).map(({ seq }) => seq)).toEqual([11, 10, 9, 8, 7, 6, 5]);
      expect((await log.entries({}, 20, 10))[0]).toEqual(recorded[8]);
      expect(await log.base()).toEqual(cut);
      expect(readdirSync(folder).filter((name) => name.endsWith('.db') || name.endsWith('.building'))).toEqual(['access.2.db']);
      expect(await log.verify({ heads: [{ seq: 2, hash: recorded[1]!.hash }, recorded[7]!], cuts: [cut] })).toMatchObject({ intact: true, checked: 7, provenTo: 8, base: cut });
      expect(await log.verify({ heads: [], cuts: [] })).toMatchObject({ intact: false, firstBad: 1, damage: 'beginning-removed' });
      expect(await log.verify({ heads: [], cuts: [{ ...cut, hash: chainStart }] })).toMatchObject({ intact: false, damage: 'beginning-removed' });
      await log.close();
      log = new SqliteAccessLog(path);
      await log.append(entry(5));
      expect(await verifyAccessLog(path, { heads: [], cuts: [cut] })).toMatchObject({ intact: true, checked: 8, head: { seq: 12 } });
    });

    test('may lose everything that is old and still goes on counting', async () => {
      const recorded = await write(3);
      await log.removeUpTo(recorded[2]!);
      expect([await log.head(), await log.count({})]).toEqual([{ seq: 3, hash: recorded[2]!.hash }, 0]);
      expect(await log.append(entry(1))).toMatchObject({ seq: 4 });
      await log.removeUpTo((await log.head()));
      expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['access.3.db']);
    });

    test('keeps everything when the head is not one of its own, or what is to stay is damaged', async () => {
      await write(6);
      await expect(log.removeUpTo({ seq: 3, hash: chainStart })).rejects.toThrow(RangeError);
      const { hash } = (await log.entries({}, 1, 4))[0]!;
      tamper("UPDATE access_log SET text = replace(text, 'user-1', 'user-9') WHERE seq = 5");
      await expect(log.removeUpTo({ seq: 3, hash })).rejects.toThrow('damaged');
      expect(await log.count({})).toBe(6);
      await log.append(entry(2));
      expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['access.db']);
    });

    test('removes an old file that a crash had kept, but none that it does not continue', async () => {
      const recorded = await write(5);
      await log.removeUpTo(recorded[2]!);
      const other = join(folder, 'other');
      const stranger = new SqliteAccessLog(join(other, 'access.db'));
      await Promise.all([1, 2, 3, 4].map((n) => stranger.append(entry(n + 5))));
      await stranger.close();
      copyDatabase(join(other, 'access.db'), path);
      await log.close();
      log = new SqliteAccessLog(path);
      expect(existsSync(path)).toBe(true);
      await log.close();
      const before = new SqliteAccessLog(join(folder, 'again', 'access.db'));
      for (let n = 0; n < 5; n += 1) await before.append(entry(n));
      await before.close();
      copyDatabase(join(folder, 'again', 'access.db'), path);
      log = new SqliteAccessLog(path);
      expect(existsSync(path)).toBe(false);
      expect(await log.verify()).toMatchObject({ intact: true, checked: 2 });
    });

    test('knows which entries are older than an instant: a whole beginning, none out of the middle', async () => {
      for (const at of ['2025-01-01T00:00:00.000Z', '2025-03-01T00:00:00.000Z', '2025-02-01T00:00:00.000Z', '2025-04-01T00:00:00.000Z']) await log.append(entry(1, { at }));
      expect([await log.lastBefore('2025-02-15T00:00:00.000Z'), await log.lastBefore('2024-01-01T00:00:00.000Z'), await log.lastBefore('2026-01-01T00:00:00.000Z')]).toEqual([1, 0, 4]);
      expect(await log.timeOf(3)).toBe('2025-02-01T00:00:00.000Z');
    });
  });

  test('of a first version is taken over as it is', async () => {
    const recorded = await write(3);
    await log.close();
    const database = openDatabase(path);
    database.exec('DROP TABLE access_base; DROP TABLE access_pulse; PRAGMA user_version = 1');
    database.close();
    log = new SqliteAccessLog(path);
    await log.pulse('2025-04-10T02:00:00.000Z');
    await log.append(entry(4));
    expect(await log.verify({ heads: [recorded[1]!] })).toMatchObject({ intact: true, checked: 4, provenTo: 2 });
  });

  test('is the file of its owner alone', () => {
    expect(statSync(path).mode & 0o077).toBe(0);
  });
});

describe('the recorder at the gate', () => {
  const attempt = { actor: 'wang', address: '10.0.0.1', method: 'GET', path: '/api/users' };

  test('writes refusals, sensitive reads and exports with the clock\'s time', async () => {
    const recording = new AccessRecording(log, new TestClock('2025-04-10T02:00:00.000Z'));
    await recording.refused({ ...attempt, actor: undefined, status: 401 });
    await recording.admitted({ ...attempt, sensitive: 'read' });
    await recording.admitted({ ...attempt, path: '/api/reports.csv', query: 'unit=xuanwu', sensitive: 'export' });
    await recording.admitted({ ...attempt, sensitive: false });
    const [exported, read, refused, ...more] = await log.entries({}, 10);
    expect(more).toEqual([]);
    expect(refused).toMatchObject({ kind: 'refused', address: '10.0.0.1', method: 'GET', path: '/api/users', status: 401, at: '2025-04-10T02:00:00.000Z' });
    expect(refused).not.toHaveProperty('user');
    expect(read).toMatchObject({ kind: 'read', user: 'wang' });
    expect(read).not.toHaveProperty('query');
    expect(exported).toMatchObject({ kind: 'export', path: '/api/reports.csv', query: 'unit=xuanwu' });
  });

  test('lets no command through after a failed write until one succeeds, which is itself an entry', async () => {
    let failing = true;
    const flaky = { pulse: (now: string) => log.pulse(now), append: (e: AccessEntry) => (failing ? Promise.reject(new Error('disk full')) : log.append(e)) } as typeof log;
    const recording = new AccessRecording(flaky, new TestClock());
    const command = { ...attempt, sensitive: false } as const;
    await recording.admitted(command);
    await expect(recording.refused({ ...attempt, status: 403 })).rejects.toMatchObject({ name: 'Unrecorded', cause: new Error('disk full') });
    await expect(recording.admitted(command)).rejects.toThrow('cannot be written');
    failing = false;
    await recording.admitted(command);
    await recording.admitted(command);
    expect((await log.entries({}, 10)).map(({ kind }) => kind)).toEqual(['log-resumed']);
  });

  test('says that the log is written again before the first entry after a fault, once for all that waited', async () => {
    let failing = true;
    const flaky = { pulse: (now: string) => log.pulse(now), append: (e: AccessEntry) => (failing ? Promise.reject(new Error('disk full')) : log.append(e)) } as typeof log;
    const recording = new AccessRecording(flaky, new TestClock());
    await expect(recording.refused({ ...attempt, status: 403 })).rejects.toThrow('cannot be written');
    failing = false;
    await Promise.all([recording.refused({ ...attempt, status: 403 }), recording.admitted({ ...attempt, sensitive: 'read' })]);
    expect((await log.entries({}, 10)).map(({ kind }) => kind).reverse()).toEqual(['log-resumed', 'refused', 'read']);
  });

  test('fails when the log was closed', async () => {
    const other = new SqliteAccessLog(join(folder, 'other.db'));
    await other.close();
    const recording = new AccessRecording(other, new TestClock());
    await expect(recording.refused({ ...attempt, status: 403 })).rejects.toThrow('cannot be written');
    await expect(new AccessRecording(other, new TestClock()).admitted({ ...attempt, sensitive: false })).rejects.toThrow('cannot be written');
  });

  test('admits commands while the log can be written and says nothing of them', async () => {
    const clock = new TestClock();
    const recording = new AccessRecording(log, clock);
    for (const ms of [0, 400, 1_000, 5_000]) {
      clock.advance({ ms });
      await recording.admitted({ ...attempt, sensitive: false });
    }
    expect(await log.count({})).toBe(0);
  });
});
