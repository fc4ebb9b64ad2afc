import type { Case, Contestant, Measured } from './contest.js';
import { hold, quantile } from './contest.js';
import { emmettNeeds, evtstoreNeeds, openEmmett, openEvtstore, peers } from './peers.js';
import { openRaw, rawGroups } from './raw-driver.js';
import type { RawRow } from './workload.js';
import { closedLoop, eventSupply, eventType, openStore, rowSupply, streamSupply } from './workload.js';

interface Work {
  readonly callers: number;
  /** Events of one append. */
  readonly events: number;
}

const measured = ({ perSecond, latencies }: Awaited<ReturnType<typeof closedLoop>>): Measured => ({
  perSecond,
  details: { p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) },
});

/** What any store has to do with an event before it can insert it. */
function rowsOfEvents(eventsOfAppend: number): () => RawRow {
  const [event, stream] = [eventSupply(), streamSupply(eventsOfAppend)];
  return () => {
    const { id, type, data, meta } = event();
    return [Buffer.from(id.replaceAll('-', ''), 'hex'), stream(), type, JSON.stringify(data), JSON.stringify(meta)];
  };
}

const ours = (writer: 'main' | 'thread', { callers, events }: Work): Contestant => ({
  name: `Zhiheng, ${writer === 'main' ? 'writer in the main thread' : 'writer in its own thread'}`,
  measure: async (folder) => {
    const [event, stream] = [eventSupply(), streamSupply()];
    const store = await openStore(folder, writer);
    const result = await closedLoop(callers, async () => {
      await store.append([{ stream: stream(), expected: 'any', events: Array.from({ length: events }, event) }]);
      return events;
    });
    await store.close();
    return measured(result);
  },
});

/** Groups as large as all callers together: the most that grouping can give. */
const raw = (name: string, supply: (eventsOfAppend: number) => () => RawRow, { callers, events }: Work, withIds = true): Contestant => ({
  name,
  measure: async (folder) => {
    const row = supply(events);
    const commit = rawGroups(await openRaw(folder), withIds);
    const size = callers * events;
    return measured(
      await closedLoop(1, async () => {
        commit(Array.from({ length: size }, row));
        return size;
      }),
    );
  },
});

const evtstore = ({ callers, events }: Work): Contestant => ({
  name: 'evtstore, knex and better-sqlite3',
  needs: evtstoreNeeds,
  measure: async (folder) => {
    const [event, stream] = [eventSupply(), streamSupply()];
    const store = await openEvtstore(folder);
    return measured(
      await closedLoop(callers, async () => {
        await store.append(stream(), Array.from({ length: events }, () => ({ type: eventType, ...event().data })));
        return events;
      }),
    );
  },
});

const emmett = ({ callers, events }: Work): Contestant => ({
  name: 'Emmett SQLite',
  needs: emmettNeeds,
  measure: async (folder) => {
    const [event, stream] = [eventSupply(), streamSupply()];
    const store = openEmmett(folder);
    return measured(
      await closedLoop(callers, async () => {
        await store.append(stream(), Array.from({ length: events }, event).map(({ type, data, meta }) => ({ type, data, metadata: meta })));
        return events;
      }),
    );
  },
});

const rawName = 'raw insert loop';
const mainName = 'Zhiheng, writer in the main thread';

function appendCase(name: string, work: Work, targets: NonNullable<Case['targets']>, more: readonly Contestant[] = []): Case {
  const raws = [raw(rawName, rowsOfEvents, work), raw(`${rawName}, rows made beforehand`, rowSupply, work), ...more];
  return { name, counts: 'events', contestants: [...raws, ours('main', work), ours('thread', work), evtstore(work), emmett(work)], targets };
}

const concurrent = [
  { of: mainName, times: 0.8, against: rawName },
  { of: mainName, times: 5, against: 'evtstore, knex and better-sqlite3' },
  { of: mainName, times: 20, against: 'Emmett SQLite' },
];
const hundred: Work = { callers: 1, events: 100 };
const notSlower = [{ of: mainName, times: 1, against: 'evtstore, knex and better-sqlite3' }];

await hold(import.meta.url, {
  name: 'event-store-append',
  title: 'Appending to the event store',
  method:
    'Closed loop for 1.5 s after 0.3 s; every event about 330 B data and 140 B metadata, to one of 5,000 streams at random; every commit is an fsync (synchronous=FULL). ' +
    'The raw loop makes the JSON and inserts with one prepared statement into the same table, in groups as large as all callers together; it checks nothing and answers nobody. ' +
    'A second one has its rows made beforehand. ' +
    'evtstore keeps no metadata and no event id. Emmett takes one call at a time, so its callers queue.',
  peers,
  cases: [
    appendCase('one caller, one event', { callers: 1, events: 1 }, notSlower),
    appendCase('one caller, a hundred events at once', hundred, notSlower, [raw(`${rawName}, no index over event ids`, rowsOfEvents, hundred, false)]),
    appendCase('16 callers, one event each', { callers: 16, events: 1 }, concurrent),
    appendCase('64 callers, one event each', { callers: 64, events: 1 }, concurrent),
    appendCase('256 callers, one event each', { callers: 256, events: 1 }, concurrent),
  ],
});
