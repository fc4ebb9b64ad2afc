import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TestClock } from '#engine/testing';
import { evidenceStoreContract } from '../evidence-store.contract.js';
import { FolderEvidenceStore } from './folder-evidence-store.js';

const newFolder = () => mkdtemp(join(tmpdir(), 'evidence-'));

evidenceStoreContract('a folder', async (clock) => {
  const folder = await newFolder();
  return {
    store: new FolderEvidenceStore(folder, clock),
    reopen: () => new FolderEvidenceStore(folder, clock),
    damage: async (sha256) => {
      const path = join(folder, sha256.slice(0, 2), sha256, 'content');
      await chmod(path, 0o640);
      await writeFile(path, 'something else');
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

describe('the folder of evidence', () => {
  test('holds whole files only, and what a crash left half written is no file', async () => {
    const folder = await newFolder();
    const store = new FolderEvidenceStore(folder, new TestClock());
    const { sha256 } = await store.put({ bytes: Buffer.from('说明'), name: '说明.txt', type: 'text/plain', unit: 'xuanwu', by: 'wang' });
    const place = join(folder, sha256.slice(0, 2), sha256);
    expect((await readdir(place)).map((name) => name.replace(/-[0-9a-f]{32}/, ''))).toEqual(['content', 'upload.json']);
    await writeFile(join(place, '.half.part'), 'ha');
    expect((await store.about(sha256))?.uploads).toHaveLength(1);
    const other = '0'.repeat(64);
    await writeFile(join(folder, other), 'not a folder');
    expect(await store.about(other)).toBeUndefined();
    await rm(folder, { recursive: true, force: true });
  });

  test('tells an error of the disk from a file that is not there', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, '00'), 'a file where a folder should be');
    const store = new FolderEvidenceStore(folder, new TestClock());
    await expect(store.read('0'.repeat(64))).rejects.toThrow('ENOTDIR');
    await rm(folder, { recursive: true, force: true });
  });
});
