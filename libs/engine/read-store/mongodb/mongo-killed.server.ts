import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoDatabase } from '#engine/mongodb';
import { seededRandom } from '#engine/testing';
import { startMongo, type LocalMongo } from '../../../../infra/mongodb/mongodb.mjs';
import { freshDatabaseUrl, onOwnMongo } from '../../mongodb/server-examples.js';
import { put, registerSpec } from '../contract-tables.js';
import { MemoryReadStore } from '../memory/memory-read-store.js';
import type { Commit, RowWrite, TableRef } from '../read-store.js';
import { MongoReadStore } from './mongo-read-store.js';

const table: TableRef = { spec: { ...registerSpec, name: 'killed.board', temporal: true }, generation: 1 };
const kills = 6;
const commits = 60;

onOwnMongo('MongoDB rows while the server is killed', () =>
  describe('MongoDB rows while the server is killed', () => {
    let server: LocalMongo;
    let database: MongoDatabase;
    beforeAll(async () => {
      server = await startMongo();
      database = await MongoDatabase.connect(freshDatabaseUrl(server.url));
    });
    afterAll(async () => {
      await database.close();
      await server.stop();
    });

    test('commits that are repeated until they are through leave what the model has, whenever the server was killed', async () => {
      const random = seededRandom(11);
      const [store, model] = [await MongoReadStore.open(database), new MemoryReadStore()];
      for (const each of [store, model]) await each.ensure(table);
      const killAt = new Set(random.shuffle(Array.from({ length: commits }, (_, n) => n)).slice(0, kills));
      let killed = 0;
      for (let n = 0; n < commits; n += 1) {
        const next = commitAt(n, random);
        await model.commit(next);
        const through = store.commit(next);
        if (!killAt.has(n)) {
          await through;
          continue;
        }
        const outcome = through.then(() => true, () => false);
        await new Promise((resolve) => setTimeout(resolve, random.int(0, 25)));
        await server.kill();
        if (!(await outcome)) killed += 1;
        await server.start();
        await store.commit(next);
      }
      expect(killed).toBeGreaterThan(0);
      expect(await store.checkpoint('killed', 1)).toBe(commits);
      expect(await store.digest(table)).toBe(await model.digest(table));
    });
  }),
);

function commitAt(n: number, random: ReturnType<typeof seededRandom>): Commit {
  const rows = Array.from({ length: 8 }, (): RowWrite => put(table, `key-${random.int(0, 20)}`, random.int(0, 5) === 0 ? undefined : { rank: n }, n + 1));
  return { checkpoint: { projection: 'killed', generation: 1, position: n + 1 }, rows };
}
