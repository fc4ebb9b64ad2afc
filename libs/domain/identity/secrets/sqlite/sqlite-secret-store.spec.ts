import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#engine/event-store/sqlite';
import { secretStoreContract, secretStoreHandOver } from '../secret-store.contract.js';
import { SqliteSecretStore } from './index.js';
import { secretSchemaSteps } from './secret-schema.js';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
let files = 0;
const nextPath = (): string => join(folder, `secrets-${(files += 1)}.db`);
afterAll(() => rmSync(folder, { recursive: true }));

secretStoreContract('a SQLite file', async () => new SqliteSecretStore(nextPath()));
secretStoreHandOver('a SQLite file', async () => new SqliteSecretStore(nextPath()));

describe('the secrets file', () => {
  test('keeps everything over a restart', async () => {
    const path = nextPath();
    const first = new SqliteSecretStore(path);
    await first.setPassword({ user: 'wang', hash: 'h', setAt: '2025-04-10T02:00:00.000Z', mustChange: true });
    await first.close();
    const second = new SqliteSecretStore(path);
    expect((await second.password('wang'))?.hash).toBe('h');
    await second.close();
  });

  test('and the files beside it are readable by their owner alone', async () => {
    const path = nextPath();
    const store = new SqliteSecretStore(path);
    await store.noteFailure('wang', '2025-04-10T02:00:00.000Z');
    const own = readdirSync(folder).filter((name) => join(folder, name).startsWith(path));
    expect(own.length).toBeGreaterThan(1);
    for (const name of own) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    await store.close();
  });

  test('of an older version is taken over, and what was used up before is not forgiven', async () => {
    const path = nextPath();
    const database = openDatabase(path);
    database.exec(`${secretSchemaSteps[0]!} PRAGMA user_version = 1;
      INSERT INTO sessions VALUES ('s-1', 'wang', '2025-04-10T02:00:00.000Z', '2025-04-10T14:00:00.000Z', 0);
      INSERT INTO refresh_tokens VALUES ('t1', 's-1', 1), ('t2', 's-1', 0);`);
    database.close();
    const store = new SqliteSecretStore(path);
    expect((await store.refresh('t2', 't3', '2025-04-10T03:00:00.000Z', '2025-04-10T02:59:50.000Z')).outcome).toBe('rotated');
    expect((await store.refresh('t2', 't4', '2025-04-10T03:00:01.000Z', '2025-04-10T02:59:51.000Z')).outcome).toBe('overtaken');
    expect((await store.refresh('t1', 't4', '2025-04-10T03:00:01.000Z', '2025-04-10T02:59:51.000Z')).outcome).toBe('reused');
    await store.close();
  });

  test('of a newer version is left alone', () => {
    const path = nextPath();
    const database = openDatabase(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => new SqliteSecretStore(path)).toThrow('newer version');
  });
});
