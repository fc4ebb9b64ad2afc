import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { describeDossierKeys } from '../../signed-document/dossier-keys.contract.js';
import { SqliteDossierKeys } from '../../signed-document/sqlite/index.js';
import { describeDossierStore, describeDossierStoreHandOver } from '../dossier-store.contract.js';
import { SqliteDossierStore } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'dossiers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `store-${++files}.sqlite`);
const onDisk = (text: string): boolean => readdirSync(folder).filter((file) => file.startsWith(`store-${files}.`)).some((file) => readFileSync(join(folder, file)).includes(text));

describeDossierStore('SQLite', async () => new SqliteDossierStore(newFile()));
describeDossierStoreHandOver('SQLite', async () => new SqliteDossierStore(newFile()));
describeDossierKeys('SQLite', async () => new SqliteDossierKeys(newFile()));

describe('signed dossiers in SQLite', () => {
  const kept = (n: number) => ({ hash: `h-${n}`, round: 'r', unit: 'u', version: n, jws: `document-${n}-of-somebody`, persons: [`p-${n}`], keptAt: '2025-04-10T02:00:00.000Z' });

  test('are there after a restart', async () => {
    const path = newFile();
    const before = new SqliteDossierStore(path);
    await before.keep(kept(1));
    await before.noteTaking({ receiver: 'org', takenTo: 1, offeredTo: 2, at: '2025-04-10T02:00:00.000Z' });
    await before.close();
    const after = new SqliteDossierStore(path);
    expect([(await after.find('h-1'))?.jws, (await after.takings()).length]).toEqual([kept(1).jws, 1]);
    await after.close();
  });

  test('what was redacted or removed is in none of their files', async () => {
    const store = new SqliteDossierStore(newFile());
    for (let n = 100; n < 150; n++) await store.keep(kept(n));
    expect([onDisk(kept(120).jws), onDisk(kept(130).jws)]).toEqual([true, true]);
    await store.redact('h-120', { jws: 'nobody', persons: [], at: '2025-04-11T02:00:00.000Z' });
    await store.remove('h-130');
    expect([onDisk(kept(120).jws), onDisk(kept(130).jws), onDisk(kept(140).jws)]).toEqual([false, false, true]);
    await store.close();
  });

  test('signing keys are readable by their owner alone', async () => {
    const path = newFile();
    const keys = new SqliteDossierKeys(path);
    await keys.add({ kid: 'k', createdAt: '2025-04-10T02:00:00.000Z', privateJwk: {} });
    const own = readdirSync(folder).filter((name) => join(folder, name).startsWith(path));
    expect(own.length).toBeGreaterThan(1);
    for (const name of own) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    await keys.close();
  });
});
