import { afterAll, describe, expect, test } from '@jest/globals';
import { TestClock } from '#engine/testing';
import { freshDatabases, onMongo } from '../../mongodb/server-examples.js';
import { describeLedgerKeys } from '../keys.contract.js';
import { introduceKey, signingKey } from '../keys.js';
import { MongoLedgerKeys } from './mongo-ledger-keys.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('keys of the ledger: MongoDB', () => {
  describeLedgerKeys('in MongoDB', async () => MongoLedgerKeys.open(await databases.next()));

  describe('keys of the ledger in MongoDB', () => {
    test('that several processes introduce at once come one after the other, and one signs', async () => {
      const database = await databases.next();
      const desks = await Promise.all([1, 2, 3, 4].map(() => MongoLedgerKeys.open(database)));
      const made = await Promise.all(desks.map((keys, n) => introduceKey(keys, `nanjing.example/${n}`, new TestClock())));
      const all = await desks[0]!.all();
      expect(all.map(({ verifierKey }) => verifierKey).sort()).toEqual(made.map(({ verifierKey }) => verifierKey).sort());
      expect(all.filter(({ until }) => until === undefined)).toEqual([signingKey(all)]);
    });
  });
});
