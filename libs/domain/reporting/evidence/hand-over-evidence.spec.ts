import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '#engine/testing';
import { EvidenceDamaged } from './evidence-store.js';
import { FolderEvidenceStore } from './folder/index.js';
import { compareEvidence, EvidenceDiffers, takeUpEvidence, UploadTimes } from './hand-over-evidence.js';

describe('evidence that is handed over', () => {
  let place: string;
  let clock: TestClock;
  let times: UploadTimes;
  let [from, to]: FolderEvidenceStore[] = [];
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'evidence-moved-'));
    clock = new TestClock();
    times = new UploadTimes();
    [from, to] = [new FolderEvidenceStore(join(place, 'from'), clock), new FolderEvidenceStore(join(place, 'to'), times)];
  });
  afterEach(() => rm(place, { recursive: true, force: true }));

  const put = async (text: string, by: string): Promise<string> => {
    clock.advance({ minutes: 1 });
    return (await from!.put({ bytes: Buffer.from(text), name: `${text}.txt`, type: 'text/plain', unit: 'xuanwu', by })).sha256;
  };
  const contentIn = (folder: string, sha256: string): string => join(place, folder, sha256.slice(0, 2), sha256, 'content');

  test('keeps its bytes, and who uploaded it when; taken up again it changes nothing', async () => {
    const shared = await put('台账', 'wang');
    await put('台账', 'li');
    const others = [await put('照片', 'wang'), await put('说明', 'zhao')];
    expect([await takeUpEvidence(from!, to!, times), await takeUpEvidence(from!, to!, times)]).toEqual([3, 0]);
    for (const sha256 of [shared, ...others]) expect([await to!.about(sha256), await to!.read(sha256)]).toEqual([await from!.about(sha256), await from!.read(sha256)]);
    expect((await to!.about(shared))!.uploads.map(({ by }) => by)).toEqual(['wang', 'li']);
    expect(await compareEvidence(from!, to!)).toEqual({ files: 3, bytes: 6 * 3 });
  });

  test('is finished when it was cut between two uploads of a file, or between two files', async () => {
    const sha256 = await put('台账', 'wang');
    await takeUpEvidence(from!, to!, times);
    await put('台账', 'li');
    await put('照片', 'wang');
    await expect(compareEvidence(from!, to!)).rejects.toThrow(EvidenceDiffers);
    expect(await takeUpEvidence(from!, to!, times)).toBe(1);
    expect((await to!.about(sha256))!.uploads).toHaveLength(2);
    expect((await compareEvidence(from!, to!)).files).toBe(2);
  });

  test('is not taken when its bytes are not those of its address, here or there', async () => {
    const sha256 = await put('台账', 'wang');
    await takeUpEvidence(from!, to!, times);
    await chmod(contentIn('to', sha256), 0o640);
    await writeFile(contentIn('to', sha256), '台帐');
    await expect(compareEvidence(from!, to!)).rejects.toThrow(EvidenceDamaged);
    await rm(join(place, 'to'), { recursive: true });
    await chmod(contentIn('from', sha256), 0o640);
    await writeFile(contentIn('from', sha256), '台帐');
    await expect(takeUpEvidence(from!, to!, times)).rejects.toThrow(EvidenceDamaged);
    expect(await readdir(place)).toEqual(['from']);
  });

  test('does not hide what is there beside it', async () => {
    await put('台账', 'wang');
    await takeUpEvidence(from!, to!, times);
    const strange = await to!.put({ bytes: Buffer.from('别的'), name: 'x', type: 'text/plain', unit: 'gulou', by: 'li' });
    await expect(compareEvidence(from!, to!)).rejects.toThrow(EvidenceDiffers);
    await from!.put({ bytes: Buffer.from('别的'), name: 'y', type: 'text/plain', unit: 'gulou', by: 'zhao' });
    await expect(takeUpEvidence(from!, to!, times)).rejects.toMatchObject({ name: 'EvidenceDiffers', sha256: strange.sha256 });
  });
});
