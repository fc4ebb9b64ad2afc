import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#engine/event-store/sqlite';
import { IdentityServer } from '../identity-server-examples.js';
import { SqliteAccessLog, verifyAccessLog } from './sqlite/index.js';

let server: IdentityServer;
let tokens: Record<string, string>;
beforeEach(async () => {
  server = await IdentityServer.start();
  tokens = { sys: await server.tokenOf('sys'), aud: await server.tokenOf('aud'), wang: await server.tokenOf('wang') };
});
afterEach(() => server.close());

const file = () => server.accessLogFile;
const lock = (reason: string) => server.ask('POST', '/users/li/lock', { token: tokens['sys'], body: { reason } });
const status = () => server.identity.directory.account('li')?.status;

/** What shuts the gate; each gives back what opens it again. */
const faults: readonly (readonly [string, () => (() => void) | Promise<() => void>])[] = [
  ['another connection holds the file for writing', () => {
    const other = openDatabase(file());
    other.exec('BEGIN IMMEDIATE');
    return () => {
      other.exec('ROLLBACK');
      other.close();
    };
  }],
  ['the disk is full', async () => {
    const { database } = server.accessLog as unknown as { database: ReturnType<typeof openDatabase> };
    // The file may not grow by a page any more: SQLite answers as on a full disk (SQLITE_FULL), once what is left is used up.
    database.exec('PRAGMA max_page_count = 1');
    for (let left = 500; (await server.ask('GET', '/users', { token: tokens['wang'] })).status === 403; left -= 1) expect(left).toBeGreaterThan(0);
    return () => database.exec('PRAGMA max_page_count = 4294967294');
  }],
  ['the file was removed under the server', () => {
    const kept = `${file()}.kept`;
    renameSync(file(), kept);
    return () => renameSync(kept, file());
  }],
  ['another file was put in its place', () => {
    const kept = `${file()}.kept`;
    renameSync(file(), kept);
    copyFileSync(kept, file());
    return () => renameSync(kept, file());
  }],
];

describe('while the access log cannot be written', () => {
  test.each(faults)('because %s, nothing is done; afterwards everything is, and the log says so', async (_, fail) => {
    const mend = await fail();
    server.clock.advance({ seconds: 2 });
    const position = await server.store.head();
    const answers = [];
    for (const act of [
      () => lock('离岗'), () => server.ask('GET', '/users', { token: tokens['sys'] }), () => server.ask('GET', '/access-log.csv', { token: tokens['aud'] }),
      () => server.ask('GET', '/users', { token: tokens['wang'] }), () => server.signIn('wang'),
    ]) answers.push(await act());
    expect(answers.map((answer) => [answer.status, answer.json.code])).toEqual(answers.map(() => [503, 'access.unrecorded']));
    expect([await server.store.head(), status()]).toEqual([position, 'active']);
    mend();
    expect((await lock('离岗')).status).toBe(200);
    expect(await server.entries(1)).toEqual(['log-resumed -']);
    expect(await verifyAccessLog(file())).toMatchObject({ intact: true });
  });
});

describe('nobody can switch the access log off', () => {
  test('no code changes or removes entries, and the only file that goes is one whose successor was adopted', () => {
    const sources = ['access-file.ts', 'sqlite-access-log.ts', 'verify-access-log.ts'].map((name) => readFileSync(join(import.meta.dirname, 'sqlite', name), 'utf8'));
    for (const text of sources) expect(text).not.toMatch(/\b(UPDATE|DELETE FROM|REPLACE INTO|DROP|writable_schema)\b(?! ON| INTO access_pulse)(?!.*access_pulse)/);
    expect(sources.join('').match(/OR REPLACE INTO (\w+)/g)).toEqual(['OR REPLACE INTO access_pulse']);
  });

  test('a database of its own refuses what the code never asks for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-trim-'));
    const log = new SqliteAccessLog(join(folder, 'access.db'));
    const database = openDatabase(join(folder, 'access.db'));
    for (const sql of ["UPDATE access_base SET seq = 5", 'DELETE FROM access_base']) expect(() => database.exec(sql)).toThrow('append-only');
    database.close();
    await log.close();
    expect(existsSync(join(folder, 'access.db'))).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
