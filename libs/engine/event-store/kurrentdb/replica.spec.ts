import { afterAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { newId, type Uuid } from '#engine/kernel';
import { upwards } from '../contract/harness.contract.js';
import { openDatabase } from '../sqlite/driver.js';
import { newSchema, schemaOf } from '../sqlite/log-schema.js';
import { SqliteEventStore } from '../sqlite/sqlite-event-store.js';
import { newReplicaPath, removeReplicas } from './peer-examples.js';
import { ReplicaRefused } from './refusals.js';
import { Replica } from './replica.js';
import type { IncomingEvent } from './server-events.js';

afterAll(removeReplicas);

const identity = { format: 2, origin: newId(), createdAt: '2025-06-30T16:00:00.000Z' };
const opened = (path = newReplicaPath()): Replica => new Replica(path, identity);

/** The n-th event of `$all`. */
function incoming(n: number, stream: string, revision: number, more: Partial<IncomingEvent> = {}): IncomingEvent {
  const at = BigInt(n) * 100n;
  return { id: newId(), stream, revision, type: 'a.B', schema: 1, data: '{}', meta: '{}', recordedAt: '2025-07-01T00:00:00.000Z', attempt: '', place: { commit: at, prepare: at }, ...more };
}

function texts(path: string): unknown[] {
  const leaves = SqliteEventStore.openReadOnly({ path }).openLeaves();
  const found = upwards(1, leaves.head()).map((position) => leaves.texts(position));
  leaves.close();
  return found;
}

describe('a replica', () => {
  test('is the same however the events came in: one by one, in batches, some of them twice, with breaks', () => {
    const times = ['2025-07-01T00:00:00.000Z', '2025-07-03T00:00:00.000Z', '2025-07-02T00:00:00.000Z'];
    const counts = new Map<string, number>();
    const events = upwards(1, 40).map((n) => {
      const stream = `s-${(n * 7) % 5}`;
      const revision = counts.get(stream) ?? 0;
      counts.set(stream, revision + 1);
      // Every fourth shares the commit position of the one before it, as in one transaction.
      const place = n % 4 === 0 ? { commit: BigInt(n - 1) * 100n, prepare: BigInt(n) * 100n } : undefined;
      return incoming(n, stream, revision, { recordedAt: times[n % 3]!, ...(place ? { place } : {}) });
    });
    const whole = newReplicaPath();
    opened(whole).fill(events);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.boolean()), { minLength: 30, maxLength: 30 }), (steps) => {
        const path = newReplicaPath();
        let replica = opened(path);
        let next = 0;
        for (const [count, back, restart] of [...steps, [40, 5, false] as const]) {
          replica.fill(events.slice(Math.max(0, next - back), next + count));
          next += count;
          if (!restart) continue;
          replica.close();
          replica = opened(path);
        }
        expect(replica.head).toBe(40);
        replica.close();
        expect(texts(path)).toEqual(texts(whole));
      }),
      { numRuns: 10 },
    );
  });

  test('never lets time go back, and remembers that over a restart', () => {
    const path = newReplicaPath();
    const first = opened(path);
    first.fill([incoming(1, 'a', 0, { recordedAt: '2025-07-05T00:00:00.000Z' })]);
    first.close();
    const again = opened(path);
    expect(again.fill([incoming(2, 'a', 1, { recordedAt: '2025-07-01T00:00:00.000Z' }), incoming(3, 'a', 2, { recordedAt: '2025-07-06T00:00:00.000Z' })]).map(({ recordedAt }) => recordedAt)).toEqual([
      '2025-07-05T00:00:00.000Z',
      '2025-07-06T00:00:00.000Z',
    ]);
    again.close();
  });

  test.each([
    ['a revision is missing', 2],
    ['a revision comes again', 0],
  ])('stops when %s, and takes in nothing of that batch', (_name, revision) => {
    const replica = opened();
    replica.fill([incoming(1, 'a', 0)]);
    expect(() => replica.fill([incoming(2, 'b', 0), incoming(3, 'a', revision)])).toThrow(expect.objectContaining({ name: 'ReplicaRefused', fault: 'broken-stream' }));
    expect([replica.head, replica.revision('b'), replica.place]).toEqual([1, -1, { commit: 100n, prepare: 100n }]);
    replica.fill([incoming(2, 'b', 0), incoming(3, 'a', 1)]);
    expect(replica.head).toBe(3);
    replica.close();
  });

  test('keeps an event whose id another stream had first, under an id that every replica derives alike', () => {
    const id: Uuid = newId();
    const ids = [1, 2].map(() => {
      const replica = opened();
      const filled = replica.fill([incoming(1, 'a', 0, { id }), incoming(2, 'b', 0, { id }), incoming(3, 'b', 1)]);
      expect(replica.find(id)).toMatchObject({ stream: 'a' });
      expect(replica.find(filled[1]!.id)).toMatchObject({ stream: 'b', revision: 0, position: 2 });
      expect(filled).toHaveLength(3);
      return filled[1]!.id;
    });
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(id);
  });

  test('passes over what is no event of the log without using up a position', () => {
    const path = newReplicaPath();
    const replica = opened(path);
    replica.fill([{ place: { commit: 1n, prepare: 1n } }, incoming(1, 'a', 0), { place: { commit: 900n, prepare: 900n } }]);
    expect([replica.head, replica.place]).toEqual([1, { commit: 900n, prepare: 900n }]);
    replica.close();
    expect(opened(path).place).toEqual({ commit: 900n, prepare: 900n });
  });

  test('has the tables of any log, so that a ledger can be verified against it', () => {
    const path = newReplicaPath();
    opened(path).fill([incoming(1, 'a', 0)]);
    const database = openDatabase(path);
    expect(schemaOf(database)).toEqual(newSchema());
    database.exec('DROP TABLE replica; CREATE TABLE replica (anything TEXT)');
    expect(schemaOf(database)).not.toEqual(newSchema());
    database.close();
  });

  test('is refused when it is another log’s, no database, torn, or not filled as far as it says', () => {
    const fault = (fault: string): unknown => expect.objectContaining({ name: 'ReplicaRefused', fault, text: { zh: expect.stringContaining('副本'), en: expect.stringContaining('replica') } });
    const other = newReplicaPath();
    opened(other).close();
    expect(() => new Replica(other, { ...identity, origin: newId() })).toThrow(fault('other-log'));
    const garbage = newReplicaPath();
    writeFileSync(garbage, Buffer.alloc(10_000, 'x'));
    expect(() => opened(garbage)).toThrow(fault('damaged-replica'));
    const foreign = newReplicaPath();
    openDatabase(foreign).exec('CREATE TABLE cats (name TEXT)');
    expect(() => opened(foreign)).toThrow(fault('damaged-replica'));
    const ahead = newReplicaPath();
    const replica = opened(ahead);
    replica.fill([incoming(1, 'a', 0)]);
    replica.close();
    openDatabase(ahead).exec('UPDATE replica SET filled_to = 7');
    expect(() => opened(ahead)).toThrow(ReplicaRefused);
  });
});
