import type { RecordedEvent } from '#engine/kernel';
import { seededRandom } from '#engine/testing';
import type { Contestant, Measured } from './contest.js';
import { hold, quantile } from './contest.js';
import { emmettNeeds, evtstoreNeeds, fillEmmett, fillEvtstore, openEmmett, openEvtstore, peers } from './peers.js';
import { openRaw } from './raw-driver.js';
import { closedLoop, fillLog, logEvents, openStore, seed, streamOf } from './workload.js';

const pageSize = 1000;
const passes = 4;

/** The simplest projection: a sum per kind of period. */
class Fold {
  readonly sums = new Map<unknown, number>();
  events = 0;

  take(data: { readonly period?: unknown; readonly amount?: unknown }): void {
    this.events += 1;
    this.sums.set(data.period, (this.sums.get(data.period) ?? 0) + Number(data.amount));
  }
}

/** Some passes over the whole log; the first, which warms up, is not counted. */
async function passOver(pass: (fold: Fold) => Promise<void>): Promise<Measured> {
  const rates: number[] = [];
  for (let n = 0; n <= passes; n += 1) {
    const fold = new Fold();
    const started = performance.now();
    await pass(fold);
    if (fold.events !== logEvents) throw new Error(`saw ${fold.events} of ${logEvents} events`);
    if (n > 0) rates.push((fold.events / (performance.now() - started)) * 1000);
  }
  return { perSecond: quantile(rates, 0.5), details: { best: Math.max(...rates) } };
}

const allColumns = 'lower(hex(event_id)) AS id, stream, revision, position, type, schema, data, meta, recorded_at AS recordedAt';

/** The driver's own loop over pages, with the same columns and both JSON texts parsed. */
const rawCatchUp = (name: string, columns: string, meta: boolean): Contestant => ({
  name,
  prepare: fillLog,
  measure: async (folder) => {
    const database = await openRaw(folder, { readOnly: true });
    const page = database.prepare(`SELECT ${columns} FROM event WHERE position > ? ORDER BY position LIMIT ${pageSize}`);
    return passOver(async (fold) => {
      for (let after = 0; ; ) {
        const rows = page.all(after) as { position: number; data: string; meta: string }[];
        if (rows.length === 0) return;
        for (const row of rows) {
          if (meta) JSON.parse(row.meta);
          fold.take(JSON.parse(row.data));
        }
        after = rows.at(-1)!.position;
      }
    });
  },
});

const ourFollow: Contestant = {
  name: 'Zhiheng, follow',
  prepare: fillLog,
  measure: async (folder) => {
    const store = await openStore(folder, 'main');
    return passOver(async (fold) => {
      const end = new AbortController();
      for await (const page of store.follow({ after: 0, pageSize, signal: end.signal })) {
        for (const { data } of page.events) fold.take(data);
        if (page.scannedTo === logEvents) end.abort();
      }
    });
  },
};

const ourPages: Contestant = {
  name: 'Zhiheng, pages of readAll',
  prepare: fillLog,
  measure: async (folder) => {
    const store = await openStore(folder, 'main');
    return passOver(async (fold) => {
      for (let after = 0; after < logEvents; ) {
        const page = await store.readAll({ after, limit: pageSize });
        for (const { data } of page.events) fold.take(data);
        after = page.scannedTo;
      }
    });
  },
};

const evtstoreCatchUp: Contestant = {
  name: 'evtstore, knex and better-sqlite3',
  needs: evtstoreNeeds,
  prepare: fillEvtstore,
  measure: async (folder) => {
    const store = await openEvtstore(folder);
    return passOver(async (fold) => {
      for (let after = 0; after < logEvents; ) {
        const page = await store.page(after, pageSize);
        for (const { event } of page) fold.take(event);
        after = page.at(-1)!.position;
      }
    });
  },
};

const emmettCatchUp: Contestant = {
  name: 'Emmett SQLite, readMessagesBatch',
  needs: emmettNeeds,
  prepare: fillEmmett,
  measure: async (folder) => {
    const store = openEmmett(folder);
    return passOver(async (fold) => {
      for (let after = 0; after < logEvents; ) {
        const page = await store.page(after, pageSize);
        for (const { data } of page) fold.take(data);
        after = Number(page.at(-1)!.metadata.globalPosition);
      }
    });
  },
};

/** Opens a log and gives the way to read a stream: how many events it had. */
type OpenStreams = (folder: string) => Promise<(stream: string) => Promise<number>>;

/** Whole streams of a hundred events, at random. */
const streams = (name: string, needs: readonly string[], prepare: NonNullable<Contestant['prepare']>, open: OpenStreams): Contestant => ({
  name,
  ...(needs.length > 0 && { needs }),
  prepare,
  measure: async (folder) => {
    const random = seededRandom(seed);
    const read = await open(folder);
    return closedLoop(1, async () => {
      const events = await read(streamOf(random.int(0, 999)));
      if (events !== 100) throw new Error(`a stream had ${events} events`);
      return 1;
    }).then(({ perSecond, latencies }) => ({ perSecond, details: { p99Ms: quantile(latencies, 0.99) } }));
  },
});

const rawStreams = streams('raw driver loop', [], fillLog, async (folder) => {
  const database = await openRaw(folder, { readOnly: true });
  const all = database.prepare(`SELECT ${allColumns} FROM event WHERE stream = ? ORDER BY revision`);
  return async (stream) => (all.all(stream) as { data: string; meta: string }[]).map((row): Partial<RecordedEvent> => ({ ...row, data: JSON.parse(row.data), meta: JSON.parse(row.meta) })).length;
});

await hold(import.meta.url, {
  name: 'event-store-reading',
  title: 'Reading the event store',
  method:
    `A log of ${logEvents} events (330 B data, 140 B metadata) in 1,000 streams, every store filled in the same order, twenty events to a stream at a time. Catch-up: read in pages of ${pageSize}, parse, fold into sums; median of ${passes} passes a run. ` +
    'Ours delivers whole events, ids as text, data and metadata parsed; evtstore keeps one JSON and no metadata. Stream reads: whole streams of 100 events at random.',
  peers,
  cases: [
    {
      name: 'catch-up: read, parse, fold',
      counts: 'events',
      contestants: [
        rawCatchUp('raw driver loop', allColumns, true),
        rawCatchUp('raw driver loop, data only', 'position, type, data', false),
        ourFollow,
        ourPages,
        evtstoreCatchUp,
        emmettCatchUp,
      ],
      targets: [
        { of: 'Zhiheng, follow', times: 0.8, against: 'raw driver loop' },
        { of: 'Zhiheng, follow', times: 1, against: 'evtstore, knex and better-sqlite3' },
      ],
    },
    {
      name: 'streams of 100 events',
      counts: 'streams',
      contestants: [
        rawStreams,
        streams('Zhiheng', [], fillLog, async (folder) => {
          const store = await openStore(folder, 'main');
          return async (stream) => (await store.readStream(stream)).length;
        }),
        streams('evtstore, knex and better-sqlite3', evtstoreNeeds, fillEvtstore, async (folder) => {
          const store = await openEvtstore(folder);
          return async (stream) => (await store.read(stream)).length;
        }),
        streams('Emmett SQLite', emmettNeeds, fillEmmett, async (folder) => {
          const store = openEmmett(folder);
          return async (stream) => (await store.read(stream)).events.length;
        }),
      ],
      targets: [{ of: 'Zhiheng', times: 1, against: 'evtstore, knex and better-sqlite3' }],
    },
  ],
});
