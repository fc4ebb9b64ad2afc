import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '#engine/testing';
import { EvidenceDamaged, type EvidenceStore } from './evidence-store.js';

/** One store to try, and how to harm it from outside. */
export interface EvidenceStoreUnderTest {
  readonly store: EvidenceStore;
  /** Open the same place again, as after a restart. */
  reopen(): EvidenceStore;
  /** Change the kept bytes behind the store's back. */
  damage(sha256: string): Promise<void>;
  close(): Promise<void>;
}

/** What holds for every place that evidence may be kept in. */
export function evidenceStoreContract(name: string, open: (clock: TestClock) => Promise<EvidenceStoreUnderTest>): void {
  const bytes = Buffer.from('%PDF-1.7 台账');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { bytes, name: '台账.pdf', type: 'application/pdf', unit: 'xuanwu', by: 'wang' };
  const upload = { name: '台账.pdf', unit: 'xuanwu', by: 'wang', at: '2025-03-03T01:00:00.000Z' };

  describe(`evidence in ${name}`, () => {
    let clock: TestClock;
    let under: EvidenceStoreUnderTest;
    beforeEach(async () => {
      clock = new TestClock();
      under = await open(clock);
    });
    afterEach(() => under.close());

    test('is kept under its address and comes back byte for byte, also after a restart', async () => {
      expect(await under.store.put(file)).toEqual({ sha256, size: bytes.length, type: 'application/pdf', uploads: [upload] });
      for (const store of [under.store, under.reopen()]) {
        expect(await store.about(sha256)).toEqual({ sha256, size: bytes.length, type: 'application/pdf', uploads: [upload] });
        expect(await store.read(sha256)).toEqual(bytes);
      }
    });

    test('that was never uploaded is unknown, and so is what is no address', async () => {
      for (const address of ['0'.repeat(64), '', '../../etc/passwd', sha256.toUpperCase()]) {
        expect(await under.store.about(address)).toBeUndefined();
        expect(await under.store.read(address)).toBeUndefined();
      }
    });

    test('is kept once, each upload is noted once, the oldest first', async () => {
      await under.store.put(file);
      clock.advance({ minutes: 1 });
      await under.store.put(file);
      const again = await under.store.put({ ...file, unit: 'qinhuai', by: 'li', name: '副本.pdf' });
      expect(again.uploads).toEqual([upload, { name: '副本.pdf', unit: 'qinhuai', by: 'li', at: '2025-03-03T01:01:00.000Z' }]);
    });

    test('is found by going through all addresses in order, a few at a time', async () => {
      const texts = ['一', '二', '三', '四', '五'];
      const addresses: string[] = [];
      for (const text of texts) addresses.push((await under.store.put({ ...file, bytes: Buffer.from(text) })).sha256);
      const inOrder = addresses.sort();
      expect(await under.store.addresses(undefined, 99)).toEqual(inOrder);
      expect(await under.store.addresses(undefined, 2)).toEqual(inOrder.slice(0, 2));
      expect(await under.store.addresses(inOrder[1], 2)).toEqual(inOrder.slice(2, 4));
      expect(await under.store.addresses(inOrder.at(-1), 2)).toEqual([]);
    });

    test('survives the same file uploaded by many at once', async () => {
      const people = Array.from({ length: 12 }, (_, n) => `user-${n % 6}`);
      await Promise.all(people.map((by) => under.store.put({ ...file, by })));
      expect((await under.store.about(sha256))?.uploads.map(({ by }) => by).sort()).toEqual([...new Set(people)].sort());
      expect(await under.store.read(sha256)).toEqual(bytes);
    });

    test('whose bytes were changed is never handed out, and never overwritten', async () => {
      await under.store.put(file);
      await under.damage(sha256);
      await expect(under.store.read(sha256)).rejects.toThrow(EvidenceDamaged);
      await expect(under.store.put(file)).rejects.toThrow(EvidenceDamaged);
      await expect(under.store.read(sha256)).rejects.toThrow(EvidenceDamaged);
    });
  });
}
