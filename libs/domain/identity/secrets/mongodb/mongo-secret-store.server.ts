import { afterAll, describe, expect, test } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../../engine/mongodb/server-examples.js';
import { secretStoreContract, secretStoreHandOver } from '../secret-store.contract.js';
import { MongoSecretStore } from './mongo-secret-store.js';
import { newPlaces } from '../../../../engine/hand-over/places-examples.js';
import { SqliteSecretStore } from '../sqlite/index.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('MongoDB as a secret store', () => {
  secretStoreContract('MongoDB', async () => MongoSecretStore.open(await databases.next()));

  describe('secrets that several processes change at once', () => {
    test('lose no failed sign-in and no password', async () => {
      const database = await databases.next();
      const stores = await Promise.all([1, 2, 3].map(() => MongoSecretStore.open(database)));
      const at = (n: number): string => `2025-04-10T02:00:0${n}.000Z`;
      await Promise.all(Array.from({ length: 12 }, (_, n) => stores[n % 3]!.noteFailure('wang', at(n % 9))));
      expect((await stores[0]!.signIns('wang')).failures).toBe(12);
      const set = await Promise.all(stores.map((store, n) => store.setPassword({ user: 'wang', hash: `h${n}`, setAt: at(1), mustChange: false })));
      expect(set.filter(Boolean)).toHaveLength(1);
      expect(await stores[0]!.passwordHistory('wang', 9)).toHaveLength(1);
    });
  });
});

const newPlace = newPlaces();
onMongo('handing over: secrets: MongoDB', () => secretStoreHandOver('MongoDB and SQLite', async () => MongoSecretStore.open(await databases.next()), async () => new SqliteSecretStore(newPlace('secrets.db'))));
