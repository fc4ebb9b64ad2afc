import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { seedOf } from '../campaign-examples.js';
import { seedHashOf } from '../draw-sample/draw.js';
import { describeSealedSeeds, describeSealedSeedsHandOver } from './sealed-seeds.contract.js';
import { SqliteSealedSeeds } from './sqlite-sealed-seeds.js';

const folder = mkdtempSync(join(tmpdir(), 'sealed-seeds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `seeds-${++files}.sqlite`);
const sealed = (n: number) => ({ seedHash: seedHashOf(seedOf(n)), campaign: 'c-1', seed: seedOf(n) });

describeSealedSeeds('SQLite', async () => new SqliteSealedSeeds(newFile()));
describeSealedSeedsHandOver('SQLite', async () => new SqliteSealedSeeds(newFile()));

describe('sealed seeds in SQLite', () => {
  test('are there after a restart', async () => {
    const path = newFile();
    const before = new SqliteSealedSeeds(path);
    await before.keep(sealed(1));
    await before.close();
    const after = new SqliteSealedSeeds(path);
    expect(await after.find(sealed(1).seedHash)).toEqual(sealed(1));
    await after.close();
  });

  test('a seed that was removed is in none of its files', async () => {
    const seeds = new SqliteSealedSeeds(newFile());
    for (let n = 0; n < 50; n++) await seeds.keep(sealed(n));
    const onDisk = (text: string): boolean => readdirSync(folder).filter((file) => file.startsWith(`seeds-${files}.`)).some((file) => readFileSync(join(folder, file)).includes(text));
    expect(onDisk(seedOf(25))).toBe(true);
    await seeds.remove(sealed(25).seedHash);
    expect([onDisk(seedOf(25)), onDisk(seedOf(24))]).toEqual([false, true]);
    await seeds.close();
  });
});
