import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { TestClock } from '#engine/testing';
import { describeLedgerKeys } from '../keys.contract.js';
import { introduceKey } from '../keys.js';
import { SqliteLedgerKeys } from './sqlite-ledger-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'zhiheng-ledger-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let opened = 0;
describeLedgerKeys('in SQLite', () => new SqliteLedgerKeys(join(folder, `keys-${(opened += 1)}.db`)));

test('keys outlive the process in a file that only its owner may read', async () => {
  const path = join(folder, 'sub', 'keys.db');
  const keys = new SqliteLedgerKeys(path);
  const key = await introduceKey(keys, 'nanjing.example/zhiheng', new TestClock());
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  await keys.close();
  const again = new SqliteLedgerKeys(path);
  expect(await again.all()).toEqual([key]);
  await again.close();
});
