import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, SqliteEventStore } from '#engine/event-store/sqlite';
import { appendTo } from '#engine/testing';
import { SqliteAccessLog } from '../../../libs/domain/identity/access-log/sqlite/index.js';
import { run, testHost, type TestHost } from '../cli-examples.js';

let host: TestHost;
let data: string;

beforeEach(async () => {
  host = testHost();
  data = join(host.home, 'data');
  mkdirSync(data);
  const log = new SqliteAccessLog(join(data, 'access.db'));
  const heads = [];
  for (let n = 0; n < 6; n += 1) heads.push(await log.append({ kind: 'read', at: host.now, user: `user-${n}`, address: '127.0.0.1' }));
  const store = await SqliteEventStore.open({ path: join(data, 'events.db'), clock: host.clock, writer: 'main' });
  await appendTo(store, 'access-log', { type: 'history.AccessLogSealed', data: { seq: 4, hash: heads[3]!.hash, entries: 4 } });
  await store.close();
  await log.close();
});
afterEach(() => host.dispose());

async function verified(...more: string[]) {
  const one = testHost();
  const code = await run(one, 'access-log', 'verify', '--data', data, '--json', ...more);
  const answer = { code, json: JSON.parse(one.written.stdout || one.written.stderr) };
  one.dispose();
  return answer;
}

describe('access-log verify on a data folder', () => {
  test('checks the chain against the seals in the event log, without a server', async () => {
    expect(await verified()).toMatchObject({ code: 0, json: { intact: true, checked: 6, sealed: 1, provenTo: 4 } });
    expect(await run(host, 'access-log', 'verify', '--data', data, '--lang', 'en')).toBe(0);
    expect(host.written.stdout).toContain('It agrees with 1 seals in the event log, which prove it up to entry 4');
  });

  test('takes a head that was kept elsewhere', async () => {
    expect(await verified('--seq', '5', '--hash', '0'.repeat(64))).toMatchObject({ code: 5, json: { intact: false, firstBad: 5, damage: 'rewritten', provenTo: 4 } });
  });

  test.each([
    ['a changed entry', "UPDATE access_log SET text = replace(text, 'user-2', 'user-9')", 3, 'changed'],
    ['a cut end', 'DELETE FROM access_log WHERE seq > 3', 4, 'cut-off'],
    ['a removed beginning', "DELETE FROM access_log WHERE seq < 3; UPDATE access_base SET seq = 2, hash = (SELECT '0000')", 1, 'beginning-removed'],
  ])('names %s', async (_, sql, firstBad, damage) => {
    const database = openDatabase(join(data, 'access.db'));
    for (const trigger of ['access_log_keeps', 'access_log_stays', 'access_base_keeps']) database.exec(`DROP TRIGGER ${trigger}`);
    database.exec(sql);
    database.close();
    expect(await verified()).toMatchObject({ code: 5, json: { intact: false, firstBad, damage } });
  });

  test('says so when there is none, or no data folder', async () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(data, `access.db${suffix}`), { force: true });
    expect(await verified()).toMatchObject({ code: 5, json: { code: 'cli.no-access-log' } });
    rmSync(data, { recursive: true });
    expect(await verified()).toMatchObject({ code: 2, json: { code: 'cli.no-log' } });
  });
});
