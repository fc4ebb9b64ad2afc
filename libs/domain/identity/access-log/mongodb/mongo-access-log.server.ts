import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Collection, MongoDatabase } from '#engine/mongodb';
import { unusualText } from '#engine/testing/generators';
import { freshDatabase, freshDatabases, onMongo } from '../../../../engine/mongodb/server-examples.js';
import { chainHash, chainStart, entryText, type AccessEntry } from '../access-log.js';
import { MongoAccessLog } from './mongo-access-log.js';
import { newPlaces } from '../../../../engine/hand-over/places-examples.js';
import { accessLogHandOver } from '../access-log.contract.js';
import { SqliteAccessLog } from '../sqlite/index.js';

interface Stored {
  readonly _id: number;
  readonly text: string;
  readonly hash: string;
  readonly user: string | null;
}

const entry = (n: number, changes: Partial<AccessEntry> = {}): AccessEntry => ({ kind: 'refused', at: `2025-04-10T02:00:0${n % 10}.000Z`, user: `user-${n % 3}`, address: '127.0.0.1', status: 403, ...changes });

onMongo('the access log in MongoDB', () =>
  describe('the access log in MongoDB', () => {
    let database: MongoDatabase;
    let log: MongoAccessLog;
    let stored: Collection<Stored>;
    beforeEach(async () => {
      database = await freshDatabase();
      log = await MongoAccessLog.open(database);
      stored = database.collection<Stored>('access.log');
    });
    afterEach(async () => {
      await log.close();
      await database.destroy();
      await database.close();
    });
    const write = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => log.append(entry(n))));

    test('numbers and chains entries in the order they came, and goes on after a restart', async () => {
      const recorded = await write(5);
      expect(recorded.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
      expect(recorded[0]?.hash).toBe(chainHash(chainStart, entryText(1, entry(0))));
      expect(recorded[1]?.hash).toBe(chainHash(recorded[0]!.hash, entryText(2, entry(1))));
      await log.close();
      log = await MongoAccessLog.open(database);
      await write(2);
      expect(await log.verify({ heads: [recorded[3]!] })).toEqual({ head: await log.head(), base: { seq: 0, hash: chainStart }, checked: 7, intact: true, provenTo: 4 });
    });

    test('is one chain, whichever of many processes writes', async () => {
      const others = await Promise.all([1, 2].map(() => MongoAccessLog.open(database)));
      const recorded = await Promise.all(Array.from({ length: 45 }, async (_, n) => {
        for (let turn = 0; turn < n % 4; turn += 1) await log.head();
        return [log, ...others][n % 3]!.append(entry(n));
      }));
      expect(recorded.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 45 }, (_, n) => n + 1));
      expect(await log.verify({ heads: recorded })).toMatchObject({ checked: 45, intact: true, provenTo: 45 });
      for (const each of recorded) expect((await log.entries({}, 1, each.seq + 1))[0]).toEqual(each);
      for (const other of others) await other.close();
    });

    test('gives back what was written, character for character', async () => {
      await fc.assert(
        fc.asyncProperty(unusualText, async (path) => {
          const { seq } = await log.append(entry(1, { path }));
          expect((await log.entries({}, 1))[0]).toMatchObject({ seq, path });
        }),
        { numRuns: 20 },
      );
      expect((await log.verify()).intact).toBe(true);
    });

    test('is found by person, kind, address and time, newest first, page by page', async () => {
      await write(9);
      await log.append(entry(0, { kind: 'sign-in', user: 'li', address: '10.0.0.9', at: '2025-05-01T00:00:00.000Z' }));
      const seqs = async (filter: Parameters<typeof log.entries>[0], limit = 10, before?: number) => (await log.entries(filter, limit, before)).map(({ seq }) => seq);
      expect([await seqs({}, 3), await seqs({}, 3, 8)]).toEqual([[10, 9, 8], [7, 6, 5]]);
      expect([await seqs({ user: 'user-1' }), await seqs({ kind: 'sign-in' }), await seqs({ address: '10.0.0.9', user: 'li' })]).toEqual([[8, 5, 2], [10], [10]]);
      expect(await seqs({ from: '2025-04-10T02:00:07.000Z', to: '2025-04-10T02:00:08.000Z' })).toEqual([9, 8]);
      expect([await log.count({}), await log.count({ user: 'user-1' }), await log.lastBefore('2025-04-10T02:00:04.000Z'), await log.timeOf(3)]).toEqual([10, 3, 4, entry(2).at]);
    });

    const damages: readonly (readonly [string, () => Promise<unknown>, number])[] = [
      ['a changed entry', async () => stored.updateOne({ _id: 4 }, { $set: { text: (await stored.findOne({ _id: 4 }))!.text.replace('user-0', 'user-9') } }), 4],
      ['an entry that is found as another\'s', () => stored.updateOne({ _id: 4 }, { $set: { user: 'user-9' } }), 4],
      ['a removed entry', () => stored.deleteOne({ _id: 4 }), 4],
      ['a removed beginning', () => stored.deleteMany({ _id: { $lt: 3 } }), 1],
      ['a changed hash', () => stored.updateOne({ _id: 5 }, { $set: { hash: chainStart } }), 5],
    ];
    test.each(damages)('shows %s', async (_, damage, firstBad) => {
      await write(7);
      await damage();
      expect(await log.verify()).toMatchObject({ intact: false, firstBad });
    });

    test('shows what was cut off at the end to whoever kept an earlier head', async () => {
      await write(7);
      const kept = await log.head();
      await stored.deleteMany({ _id: { $gt: 5 } });
      expect(await log.verify({ heads: [kept] })).toMatchObject({ intact: false, firstBad: 6, damage: 'cut-off' });
    });

    test('removes a whole beginning under retention: the chain goes on, and nothing else goes', async () => {
      const recorded = await write(9);
      const cut = { seq: 4, hash: recorded[3]!.hash };
      const removing = log.removeUpTo(cut);
      await log.append(entry(3, { kind: 'sign-in' }));
      await removing;
      await log.append(entry(4));
      expect((await log.entries({}, 20)).map(({ seq }) => seq)).toEqual([11, 10, 9, 8, 7, 6, 5]);
      expect([await log.base(), await log.headAt(4), await log.headAt(3), await log.timeOf(4)]).toEqual([cut, cut, undefined, undefined]);
      expect(await log.verify({ heads: [{ seq: 2, hash: recorded[1]!.hash }, recorded[7]!], cuts: [cut] })).toMatchObject({ intact: true, checked: 7, provenTo: 8, base: cut });
      expect(await log.verify({ heads: [], cuts: [] })).toMatchObject({ intact: false, firstBad: 1, damage: 'beginning-removed' });
      await log.removeUpTo(await log.head());
      expect([await log.count({}), (await log.append(entry(1))).seq]).toEqual([0, 12]);
    });

    test('keeps everything when the head is not one of its own, or what is to stay is damaged', async () => {
      const recorded = await write(6);
      await expect(log.removeUpTo({ seq: 3, hash: chainStart })).rejects.toThrow(RangeError);
      await stored.updateOne({ _id: 5 }, { $set: { text: '{}' } });
      await expect(log.removeUpTo(recorded[2]!)).rejects.toThrow('damaged');
      expect(await log.count({})).toBe(6);
    });

    test('a writer that knows a head from before a removal writes behind what is there now', async () => {
      await write(3);
      const other = await MongoAccessLog.open(database);
      await other.append(entry(4));
      await other.removeUpTo(await other.head());
      expect((await log.append(entry(5))).seq).toBe(5);
      expect(await log.verify()).toMatchObject({ intact: true, checked: 1, base: { seq: 4 } });
      await other.close();
    });

    test('can be asked whether it could be written, and takes nothing once it is closed', async () => {
      await log.pulse('2025-04-10T02:00:00.000Z');
      await log.pulse('2025-04-10T02:00:01.000Z');
      expect(await log.count({})).toBe(0);
      await log.close();
      await expect(log.pulse('2025-04-10T02:00:02.000Z')).rejects.toThrow('closed');
      await expect(log.append(entry(1))).rejects.toThrow('closed');
    });
  }),
);

const databases = freshDatabases();
afterAll(databases.end);
const newPlace = newPlaces();
onMongo('handing over: access log: MongoDB', () => accessLogHandOver('MongoDB and SQLite', async () => MongoAccessLog.open(await databases.next()), async () => new SqliteAccessLog(newPlace('access.db'))));
