import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import { openDatabase, SqliteEventStore } from '#engine/event-store/sqlite';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { run, testHost, type TestHost } from '../cli-examples.js';
import { checkDisk, checkNode } from './check-machine.js';
import type { Finding } from './finding.js';

let host: TestHost;
let data: string;
const log = (): string => join(data, 'events.db');

beforeEach(() => {
  host = testHost();
  data = join(host.home, 'data');
});
afterEach(() => host.dispose());

/** A log with some events on two streams. */
async function writeLog(count = 5): Promise<void> {
  mkdirSync(data, { mode: 0o750 });
  const store = await SqliteEventStore.open({ path: log(), clock: host.clock, writer: 'main' });
  for (let i = 0; i < count; i += 1) {
    const id = newId();
    await store.append([{ stream: `s-${i % 2}`, expected: 'any', events: [{ id, type: i % 2 === 0 ? 'plan.A' : 'units.B', schema: 1, data: { n: i }, meta: { actor: 'li', correlation: id, causation: id } }] }]);
  }
  await store.close();
}

/** Rows of projections at some positions, as the runner keeps them. */
async function writeRows(standings: Readonly<Record<string, { position: number; halted?: object }>>): Promise<void> {
  const rows = new SqliteReadStore(join(data, 'rows.db'));
  for (const [name, { position, halted }] of Object.entries(standings)) {
    await rows.putNote(`projection/${name}`, { active: { generation: 2, version: 1, tables: [], ...(halted ? { halted } : {}) }, retired: [] } as never);
    await rows.commit({ checkpoint: { projection: name, generation: 2, position }, rows: [] });
  }
  await rows.close();
}

/** Change a log behind its back, as its own triggers would never allow. */
function tamper(sql: string): void {
  const database = openDatabase(log());
  database.exec(`DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed; ${sql}`);
  database.close();
}

async function examined(...argv: string[]): Promise<{ code: number; findings: readonly Finding[] }> {
  const one = testHost();
  one.now = host.now;
  const code = await run(one, 'doctor', '--data', data, '--json', ...argv);
  const { findings } = JSON.parse(one.written.stdout) as { findings: Finding[] };
  one.dispose();
  return { code, findings };
}
const levelOf = (findings: readonly Finding[], check: string): string[] => findings.filter((finding) => finding.check === check).map(({ level }) => level);

describe('the doctor', () => {
  test('finds nothing amiss in a sound folder', async () => {
    await writeLog();
    await writeRows({ board: { position: 5 }, register: { position: 3 } });
    const { code, findings } = await examined('--deep');
    expect([code, findings.filter(({ level }) => level === 'fail')]).toEqual([0, []]);
    expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(['node', 'disk', 'permissions', 'sqlite', 'log', 'gapless', 'integrity', 'clock', 'writer', 'projection']));
    expect(findings.filter(({ check }) => check === 'projection').map(({ text }) => text.en)).toEqual(['board, generation 2, at position 5', 'register, generation 2, at position 3, 2 before the end of the log']);
  });

  test('finds an event that was taken out, and a stream that misses one', async () => {
    await writeLog();
    tamper('DELETE FROM event WHERE position = 3');
    const { code, findings } = await examined();
    expect([code, levelOf(findings, 'gapless')]).toEqual([5, ['fail', 'fail']]);
    expect(findings.find(({ check }) => check === 'gapless')!.text.en).toContain('4 events from position 1 to 5');
  });

  test('finds a clock that runs behind the log', async () => {
    await writeLog();
    host.now = '2026-01-04T00:00:00.000Z';
    expect(levelOf((await examined()).findings, 'clock')).toEqual(['fail']);
  });

  test('finds a halted projection with what to do, and one that is ahead of the log', async () => {
    await writeLog();
    await writeRows({ board: { position: 2, halted: { position: 3, eventId: 'x', type: 'plan.A', reason: 'no such unit', at: 't' } }, register: { position: 9 } });
    const { findings } = await examined();
    expect(levelOf(findings, 'projection')).toEqual(['fail', 'fail']);
    expect(findings.find(({ check }) => check === 'projection')).toMatchObject({ remedy: { en: expect.stringContaining('zhiheng projections resume board --how retry') } });
  });

  test('tells a writer that is gone from one that runs', async () => {
    await writeLog();
    const holder = (pid: number): void => writeFileSync(`${log()}.writer.json`, JSON.stringify({ pid, host: hostname(), since: host.now }));
    holder(process.pid);
    expect(levelOf((await examined()).findings, 'writer')).toEqual(['ok']);
    holder(2 ** 22 + 1);
    expect(levelOf((await examined()).findings, 'writer')).toEqual(['warn']);
  });

  test('looks at a log while it is written, and changes nothing', async () => {
    await writeLog();
    const store = await SqliteEventStore.open({ path: log(), clock: host.clock, writer: 'main' });
    const before = readFileSync(log());
    expect(levelOf((await examined()).findings, 'writer')).toEqual(['ok']);
    expect(readFileSync(log()).equals(before)).toBe(true);
    await store.close();
  });

  test('finds secrets that others can read', async () => {
    await writeLog();
    writeFileSync(join(data, 'secrets.db'), '', { mode: 0o644 });
    const { code, findings } = await examined();
    expect([code, levelOf(findings, 'permissions')]).toEqual([process.platform === 'win32' ? 0 : 5, [process.platform === 'win32' ? 'ok' : 'fail']]);
  });

  test('finds that the file is no log, or that there is none', async () => {
    expect((await examined()).findings.at(-1)).toMatchObject({ check: 'folder', level: 'fail' });
    mkdirSync(data);
    expect((await examined()).findings.at(-1)).toMatchObject({ check: 'log', level: 'fail' });
    writeFileSync(log(), 'not a database at all, but long enough to be read as one'.repeat(40));
    expect(levelOf((await examined()).findings, 'log')).toEqual(['fail']);
  });

  test.each([['20.18.0', 'fail'], ['20.19.0', 'ok'], ['21.7.0', 'fail'], ['22.11.0', 'fail'], ['22.12.0', 'ok'], ['24.1.0', 'ok'], ['18.20.0', 'fail']])('knows whether Node %s will do: %s', (version, level) => {
    expect(checkNode(version).level).toBe(level);
  });

  test.each([[100 * 2 ** 20, 'fail'], [500 * 2 ** 20, 'warn'], [20 * 2 ** 30, 'ok']])('judges %i bytes of free disk', (free, level) => {
    expect(checkDisk(free).level).toBe(level);
  });
});

describe('events of a data folder', () => {
  const listed = async (...argv: string[]): Promise<number[]> => {
    const one = testHost();
    expect(await run(one, 'events', 'list', '--data', data, '--json', ...argv)).toBe(0);
    const lines = one.written.stdout.trim().split('\n').filter((line) => line !== '');
    one.dispose();
    return lines.map((line) => (JSON.parse(line) as { position: number }).position);
  };

  test('are read without a server, by position, type and stream', async () => {
    await writeLog(7);
    expect(await listed()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await listed('--after', '2', '--limit', '3')).toEqual([3, 4, 5]);
    expect(await listed('--type', 'units.')).toEqual([2, 4, 6]);
    expect(await listed('--stream', 's-0', '--after', '1')).toEqual([3, 5, 7]);
  });

  test('one by one, with a clear answer where there is none', async () => {
    await writeLog(2);
    expect(await run(host, 'events', 'show', '2', '--data', data, '--json')).toBe(0);
    expect(JSON.parse(host.written.stdout)).toMatchObject({ position: 2, data: { n: 1 } });
    expect(await run(host, 'events', 'show', '3', '--data', data, '--lang', 'en')).toBe(3);
    expect(host.written.stderr).toContain('The log goes up to position 2.');
    expect(await run(host, 'events', 'list', '--data', join(data, 'nowhere'))).toBe(2);
  });
});

describe('init', () => {
  test('makes a folder that begins with the three administrators, whose passwords are shown once and kept as hashes', async () => {
    expect(await run(host, 'init', data, '--json')).toBe(0);
    const { accounts } = JSON.parse(host.written.stdout) as { accounts: { loginName: string; role: string; password: string }[] };
    expect(accounts.map(({ role }) => role)).toEqual(['system-admin', 'security-admin', 'audit-admin']);
    const store = SqliteEventStore.openReadOnly({ path: log() });
    const { events } = await store.readAll({ after: 0, limit: 100 });
    await store.close();
    expect(events.map(({ type }) => type).sort()).toEqual(['identity.RoleGranted', 'identity.RoleGranted', 'identity.RoleGranted', 'identity.UserRegistered', 'identity.UserRegistered', 'identity.UserRegistered']);
    const secrets = readFileSync(join(data, 'secrets.db'), 'latin1');
    for (const { password } of accounts) expect([JSON.stringify(events).includes(password), secrets.includes(password)]).toEqual([false, false]);
    if (process.platform !== 'win32') expect([statSync(data).mode & 0o007, statSync(join(data, 'secrets.db')).mode & 0o077]).toEqual([0, 0]);
    expect(readFileSync(join(data, 'zhiheng.env'), 'utf8')).toMatch(/^ZHIHENG_DATA=.*data$/m);
    expect((await examined()).code).toBe(0);
  });

  test('leaves a folder alone that has something in it', async () => {
    await writeLog(1);
    copyFileSync(log(), join(host.home, 'before'));
    expect(await run(host, 'init', data)).toBe(2);
    expect([host.written.stderr.includes('cli.folder-not-empty'), existsSync(join(data, 'secrets.db')), readFileSync(log()).equals(readFileSync(join(host.home, 'before')))]).toEqual([true, false, true]);
    rmSync(join(host.home, 'before'));
  });
});
