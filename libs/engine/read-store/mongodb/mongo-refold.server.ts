import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MongoReadStore } from '#engine/read-store/mongodb';
import { MemoryReadStore } from '#engine/read-store/memory';
import type { MongoDatabase } from '#engine/mongodb';
import { projectionEvents, refold, type AnyProjection, type RowDifference } from '#engine/projections';
import { freshDatabases, onMongo } from '../../mongodb/server-examples.js';
import { counted, history, moved, ranking, record, register, removed, trialEvents } from '../../projections/trial/trial-projections.js';
import { TrialRun } from '../../projections/trial/trial-run.js';
import { tableId, type RowDocument, type TableDocument } from './documents.js';

onMongo('rows in MongoDB against the log', () =>
  describe('rows in MongoDB against the log', () => {
    const databases = freshDatabases();
    let database: MongoDatabase;
    let run: TrialRun;
    beforeEach(async () => {
      database = await databases.next();
      run = TrialRun.inMemory();
      run.store = await MongoReadStore.open(database);
      await record(run.log, counted('a'), counted('b', 3), moved('b', 'a', 2), counted('c', 7), removed('c'), counted('d'));
      await run.catchUp();
    });
    afterEach(() => run.discard());
    afterAll(() => databases.end());

    const compare = async (projection: AnyProjection) => {
      const found: RowDifference[] = [];
      const outcome = await refold({ projection, log: run.log, store: run.store, scratch: new MemoryReadStore(), clock: run.clock, catalogues: [trialEvents, projectionEvents], pace: async () => undefined }, (difference) => found.push(difference));
      return { outcome, found };
    };
    /** The documents of a table, as somebody with access to the database has them. */
    const documentsOf = async (name: string, of: 'rows' | 'history') => {
      const table = await database.collection<TableDocument>('rows.catalogue').findOne({ _id: tableId(name, 1) });
      return database.collection<RowDocument>(table![of]!);
    };

    test.each([register, history, ranking])('untouched rows and histories of $name are what the log makes them', async (projection) => {
      const { outcome, found } = await compare(projection);
      expect(found).toEqual([]);
      expect(outcome).toMatchObject({ position: 6, unsettled: 0 });
      expect(outcome.compared).toBeGreaterThanOrEqual(3);
    });

    test('a row that was deleted is named, and one that was altered', async () => {
      const rows = await documentsOf(register.name, 'rows');
      await rows.deleteOne({ k: 'a' });
      const b = await rows.findOne({ k: 'b' });
      await rows.updateOne({ _id: b!._id }, { $set: { t: b!.t!.replace('"count":1', '"count":9') } });
      expect((await compare(register)).found).toEqual([{ kind: 'missing', table: register.name, key: 'a', position: 3 }, { kind: 'altered', table: register.name, key: 'b', position: 3 }]);
    });

    test('a version that was deleted from a history is named', async () => {
      await (await documentsOf(history.name, 'history')).deleteOne({ k: 'c', p: 4 });
      expect((await compare(history)).found).toEqual([{ kind: 'missing', table: history.name, key: 'c', position: 4, version: true }]);
    });
  }));
