import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { JsonObject } from '#engine/kernel';
import { eventType, fillingOrder } from './workload.js';

/** Exact versions, installed outside the repository by `infra/bench/run.mjs`. */
export const peers = {
  'better-sqlite3': '12.11.1',
  '@event-driven-io/emmett': '0.38.5',
  '@event-driven-io/emmett-sqlite': '0.38.5',
  sqlite3: '5.1.7',
  evtstore: '12.0.1',
  knex: '3.3.0',
} as const;

export const evtstoreNeeds = ['evtstore', 'knex', 'better-sqlite3'];
export const emmettNeeds = ['@event-driven-io/emmett-sqlite', 'sqlite3'];

// The peers are not among the product's packages, so their types are not known here.
const load = (name: string): any => createRequire(join(process.env['ZHIHENG_BENCH_PEERS'] ?? '.', 'package.json'))(name);

export interface Evtstore {
  append(stream: string, events: readonly JsonObject[]): Promise<unknown>;
  read(stream: string): Promise<readonly { readonly event: JsonObject }[]>;
  page(after: number, limit: number): Promise<readonly { readonly position: number; readonly event: JsonObject }[]>;
}

/** evtstore's knex provider on better-sqlite3, write-ahead log, an fsync per commit as ours. */
export async function openEvtstore(folder: string): Promise<Evtstore> {
  const { createProvider, migrate } = load('evtstore/provider/knex');
  const client = load('knex')({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'evtstore.db') },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: any, done: (error: null, connection: unknown) => void) => {
        for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536']) connection.pragma(pragma);
        done(null, connection);
      },
    },
  });
  await migrate({ client, events: 'events', bookmarks: 'bookmarks' });
  const provider = createProvider({ events: () => client('events'), bookmarks: () => client('bookmarks') });
  const versions = new Map<string, number>();
  return {
    append: (stream, events) => {
      const first = (versions.get(stream) ?? 0) + 1;
      versions.set(stream, first + events.length - 1);
      const rows = events.map((event, i) => ({ stream: 'report', aggregateId: stream, event, version: first + i, timestamp: new Date(0), position: 0 }));
      return provider.append('report', stream, first - 1, rows);
    },
    read: (stream) => provider.getEventsFor('report', stream),
    page: (after, limit) => provider.getEventsFrom('report', after, limit),
  };
}

export interface Emmett {
  append(stream: string, events: readonly { readonly type: string; readonly data: JsonObject; readonly metadata: unknown }[]): Promise<unknown>;
  read(stream: string): Promise<{ readonly events: readonly { readonly data: JsonObject }[] }>;
  page(after: number, limit: number): Promise<readonly { readonly data: JsonObject; readonly metadata: { readonly globalPosition: bigint } }[]>;
}

/** Emmett's SQLite store as published. It cannot take two calls at once (they share and close one connection), so calls queue up. */
export function openEmmett(folder: string): Emmett {
  const { getSQLiteEventStore, readMessagesBatch, sqliteConnection } = load('@event-driven-io/emmett-sqlite');
  const fileName = join(folder, 'emmett.db');
  const store = getSQLiteEventStore({ fileName });
  let connection: unknown;
  let turn: Promise<unknown> = Promise.resolve();
  const queued = <T>(call: () => Promise<T>): Promise<T> => {
    const answer = turn.then(call);
    turn = answer.catch(() => undefined);
    return answer;
  };
  return {
    append: (stream, events) => queued(() => store.appendToStream(stream, events)),
    read: (stream) => queued(() => store.readStream(stream)),
    page: async (after, limit) => {
      connection ??= sqliteConnection({ fileName });
      return (await readMessagesBatch(connection, { after: BigInt(after), batchSize: limit })).messages;
    },
  };
}

/** The same log as ours, in evtstore: its event is one JSON, without our metadata. */
export async function fillEvtstore(folder: string): Promise<void> {
  const store = await openEvtstore(folder);
  for (const { stream, events } of fillingOrder()) await store.append(stream, events.map(({ data }) => ({ type: eventType, ...data })));
}

/** The same log in Emmett, which now and then refuses a commit as busy, although nobody else is there; it is then asked again. */
export async function fillEmmett(folder: string): Promise<void> {
  const store = openEmmett(folder);
  for (const { stream, events } of fillingOrder()) {
    const append = (): Promise<unknown> => store.append(stream, events.map(({ data, meta }) => ({ type: eventType, data, metadata: meta })));
    await append().catch(append).catch(append);
  }
}
