import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#engine/event-store/sqlite';
import { secretStoreContract } from '../secret-store.contract.js';
import { SqliteSecretStore } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
let files = 0;
const nextPath = (): string => join(folder, `secrets-${(files += 1)}.db`);
afterAll(() => rmSync(folder, { recursive: true }));

secretStoreContract('a SQLite file', async () => new SqliteSecretStore(nextPath()));

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

  test('of a newer version is left alone', () => {
    const path = nextPath();
    const database = openDatabase(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => new SqliteSecretStore(path)).toThrow('newer version');
  });
});
