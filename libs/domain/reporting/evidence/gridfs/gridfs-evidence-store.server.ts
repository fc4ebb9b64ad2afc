import { describe, expect, test } from '@jest/globals';
import { Binary } from 'mongodb';
import { TestClock } from '#engine/testing';
import { freshDatabase, onMongo } from '../../../../engine/mongodb/server-examples.js';
import type { MongoDatabase } from '#engine/mongodb';
import { evidenceStoreContract } from '../evidence-store.contract.js';
import { EvidenceDamaged } from '../evidence-store.js';
import { GridFsEvidenceStore } from './gridfs-evidence-store.js';

const file = (bytes: Buffer) => ({ bytes, name: '台账.pdf', type: 'application/pdf', unit: 'xuanwu', by: 'wang' });

async function chunksOf(database: MongoDatabase, sha256: string) {
  const content = await database.collection<{ _id: string; file: unknown }>('evidence.contents').findOne({ _id: sha256 });
  return { chunks: database.collection('evidence.chunks'), of: { files_id: content!.file } };
}

onMongo('evidence in GridFS', () => {
  evidenceStoreContract('GridFS', async (clock) => {
    const database = await freshDatabase();
    const [store, again] = [await GridFsEvidenceStore.open(database, clock), await GridFsEvidenceStore.open(database, clock)];
    return {
      store,
      reopen: () => again,
      damage: async (sha256) => {
        const { chunks, of } = await chunksOf(database, sha256);
        await chunks.updateOne({ ...of, n: 0 }, { $set: { data: new Binary(Buffer.from('%PDF-1.7 another')) } });
      },
      close: async () => {
        await database.destroy();
        await database.close();
      },
    };
  });

  describe('the bucket of evidence', () => {
    test('holds a large file in many parts, once, however often and by whomever it is uploaded', async () => {
      const database = await freshDatabase();
      const bytes = Buffer.alloc(800_000, '督查');
      const stores = await Promise.all([1, 2].map(() => GridFsEvidenceStore.open(database, new TestClock())));
      const [one] = await Promise.all(stores.map((store) => store.put(file(bytes))));
      expect(await stores[1]!.read(one!.sha256)).toEqual(bytes);
      expect(await database.collection('evidence.files').countDocuments()).toBe(1);
      const { chunks } = await chunksOf(database, one!.sha256);
      expect(await chunks.countDocuments()).toBe(Math.ceil(800_000 / (255 * 1024)));
      await database.destroy();
      await database.close();
    });

    test('with a part missing is damaged, not empty', async () => {
      const database = await freshDatabase();
      const store = await GridFsEvidenceStore.open(database, new TestClock());
      const { sha256 } = await store.put(file(Buffer.alloc(600_000, 'a')));
      const { chunks, of } = await chunksOf(database, sha256);
      await chunks.deleteOne({ ...of, n: 1 });
      await expect(store.read(sha256)).rejects.toThrow(EvidenceDamaged);
      await database.collection('evidence.files').deleteMany({});
      await expect(store.read(sha256)).rejects.toThrow(EvidenceDamaged);
      await database.destroy();
      await database.close();
    });
  });
});
