import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { person, TestClock } from '#engine/testing';
import { referenceOf, referencesOf } from './evidence-input.http.js';
import { FolderEvidenceStore } from './folder/folder-evidence-store.js';

describe('evidence that a request names', () => {
  let folder: string;
  let store: FolderEvidenceStore;
  let sha256: string;
  const wang = person('wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
  const li = person('li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } });
  const bureau = person('zhao', { roles: { bureau: 'all' } });
  const inspector = person('sun', { unit: 'inspection' });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    const clock = new TestClock();
    store = new FolderEvidenceStore(folder, clock);
    ({ sha256 } = await store.put({ bytes: Buffer.from('说明'), name: '说明.txt', type: 'text/plain', unit: 'xuanwu', by: 'wang' }));
    clock.advance({ seconds: 1 });
    await store.put({ bytes: Buffer.from('说明'), name: '检查.txt', type: 'text/plain', unit: 'gulou', by: 'sun' });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is referred to as the one who may see it knows it', async () => {
    const reference = { sha256, name: '说明.txt', size: 6, type: 'text/plain' };
    expect(await referencesOf([sha256, sha256], store, wang)).toEqual([reference]);
    expect(await referenceOf(sha256, store, bureau)).toEqual(reference);
    expect(await referenceOf(sha256, store, inspector)).toEqual({ ...reference, name: '检查.txt' });
  });

  test('is unknown to those who may not see it: knowing an address is no right to the file', async () => {
    expect(await referenceOf(sha256, store, li)).toBeUndefined();
    await expect(referencesOf([sha256], store, li)).rejects.toMatchObject({ refusal: { refused: 'evidence.unknown', values: { sha256 }, field: 'body.evidence' } });
    await expect(referencesOf(['0'.repeat(64)], store, wang)).rejects.toMatchObject({ refusal: { refused: 'evidence.unknown' } });
    expect(await referenceOf('not an address', store, wang)).toBeUndefined();
  });
});
