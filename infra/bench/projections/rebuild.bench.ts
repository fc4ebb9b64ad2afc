// Rebuild of a simple register (a row per report stream) from a SQLite log into a SQLite read store, beside what bounds it:
// reading and parsing the log alone, folding in memory, and the row writes.
// node infra/tasks/build.mjs && node dist/infra/bench/projections/rebuild.bench.js [events] [rounds] [city | random]; one JSON line per measurement.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { defineEvents, derivedId, systemClock, zhihengNamespace, type EventsOf, type JsonObject } from '#engine/kernel';
import type { EventStore, EventToAppend, StreamWrite } from '#engine/event-store';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { bySystem, ProjectionRunner, rows, type RunnerReport, type RunnerSettings } from '#engine/projections';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { seededRandom } from '../../../libs/engine/testing/seeded-random.js';

export interface RebuildBenchContext {
  readonly events?: number;
  readonly rounds?: number;
  /** Both when absent. */
  readonly only?: Workload;
  readonly emit?: (measurement: JsonObject) => void;
}

const seed = 20_250_401;

const reports = defineEvents({
  'bench.Reported': { version: 1, title: { zh: '填报', en: 'Reported' }, data: z.object({ unit: z.string(), indicator: z.string(), period: z.string(), value: z.string(), note: z.string(), evidence: z.array(z.string()) }) },
  'bench.Verified': { version: 1, title: { zh: '核验', en: 'Verified' }, data: z.object({ unit: z.string(), indicator: z.string(), period: z.string(), value: z.string(), note: z.string(), evidence: z.array(z.string()) }) },
});
type Report = EventsOf<typeof reports>;

type RegisterRow = { unit: string; indicator: string; period: string; value: string; status: string; by: string; at: string; revision: number };

// A name of its own for each run: the acts of earlier runs are in the log that is kept.
const register = rows<RegisterRow, Report>({
  name: `bench-register-${process.pid}`,
  version: 1,
  events: ['bench.'],
  table: { name: 'bench-register', fields: { unit: 'text', status: 'text' }, indexes: [['unit', 'status']], temporal: false },
  keys: (event) => [event.stream],
  fold: (_row, { type, data, meta, recordedAt, revision }) => ({
    unit: data.unit, indicator: data.indicator, period: data.period, value: data.value,
    status: type === 'bench.Verified' ? 'verified' : 'reported', by: meta.actor, at: recordedAt, revision,
  }),
});

/** Which stream each event is on. */
const workloads = {
  /** A city's years: 69 indicators of 49 units report month by month, each about twice, in random order within the month. */
  city: (events: number) => {
    const random = seededRandom(seed);
    const [streamsPerYear, perMonth] = [69 * 49, 69 * 49 * 2];
    return Array.from({ length: events }, (_, i) => Math.floor(i / (perMonth * 12)) * streamsPerYear + random.int(0, streamsPerYear - 1));
  },
  /** The worst case: a tenth as many streams as events, all equally likely at any time. */
  random: (events: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: events }, () => random.int(0, Math.max(0, Math.floor(events / 10) - 1)));
  },
} as const;
type Workload = keyof typeof workloads;

/** About 330 bytes of data and 120 of meta each. */
async function fill(log: EventStore, workload: Workload, events: number): Promise<void> {
  const random = seededRandom(seed + 1);
  const streams = workloads[workload](events);
  const hash = 'a3f5'.repeat(16);
  for (let done = 0; done < events; done += 1_000) {
    const byStream = new Map<string, EventToAppend[]>();
    for (let i = done; i < Math.min(done + 1_000, events); i += 1) {
      const s = streams[i]!;
      const stream = `report-plan1.indicator-${s % 69}.unit-${s % 3_000}.${s}`;
      const id = derivedId(zhihengNamespace, `bench/${i}`);
      const data = { unit: `unit-${s % 3_000}`, indicator: `indicator-${s % 69}`, period: '2025-Q3', value: `${random.int(0, 999_999)}.${random.int(0, 99)}`, note: '季度数据经统计部门复核，与上报口径一致，较上季度有所增长。'.repeat(2), evidence: [hash] };
      const ofStream = byStream.get(stream) ?? [];
      ofStream.push({ id, type: random.chance(0.5) ? 'bench.Reported' : 'bench.Verified', schema: 1, data, meta: { actor: `user-${s % 500}`, correlation: id, causation: id } });
      byStream.set(stream, ofStream);
    }
    await log.append([...byStream].map(([stream, list]): StreamWrite => ({ stream, expected: 'any', events: list })));
  }
}

class Memory {
  peak = 0;
  private readonly timer = setInterval(() => this.look(), 50);
  private look(): void {
    this.peak = Math.max(this.peak, process.memoryUsage().rss);
  }
  stop(): number {
    this.look();
    clearInterval(this.timer);
    return Math.round(this.peak / 1_048_576);
  }
}

async function timed(work: () => Promise<void>): Promise<{ readonly seconds: number; readonly peakRssMiB: number }> {
  const memory = new Memory();
  const from = performance.now();
  await work();
  return { seconds: (performance.now() - from) / 1_000, peakRssMiB: memory.stop() };
}

/** Read and parse alone, in pages as a rebuild reads. */
async function readOnly(log: EventStore): Promise<void> {
  for (let after = 0; ; ) {
    const { events, scannedTo } = await log.readAll({ after, limit: 1_000, types: ['bench.'] });
    after = scannedTo;
    if (events.length < 1_000) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function readAndFold(log: EventStore): Promise<void> {
  const known = new Map<string, RegisterRow>();
  for (let after = 0; ; ) {
    const { events, scannedTo } = await log.readAll({ after, limit: 1_000, types: ['bench.'] });
    for (const event of events as never[]) for (const key of register.keys(event)) known.set(key, register.fold(known.get(key), event, key)!);
    after = scannedTo;
    if (events.length < 1_000) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Catch up from nothing, then rebuild beside it; seconds of each part. */
async function runner(log: EventStore, folder: string, round: string, settings: Partial<RunnerSettings>): Promise<JsonObject> {
  const store = new SqliteReadStore(join(folder, 'rows.db'));
  const projection = { ...register, name: `${register.name}-${round}` };
  const times = new Map<string, number>();
  const report = ({ kind, ...rest }: RunnerReport): void => {
    if (kind === 'fault' || kind === 'halted') throw new Error(`${kind}: ${JSON.stringify(rest)}`);
    if (kind !== 'committed') times.set(kind, performance.now());
    // Commits after the comparison are of the new generation at work.
    else if (!times.has('compared')) times.set(`filled ${(rest as { readonly generation: number }).generation}`, performance.now());
  };
  const runs = new ProjectionRunner({ projections: [projection], log, store, clock: systemClock, catalogues: [reports], owner: 'bench', report, settings });
  const memory = new Memory();
  const head = await log.head();
  const from = performance.now();
  await runs.start();
  if (!(await runs.whenProcessed([projection.name], head, 600_000))) throw new Error('not caught up');
  const caughtUp = performance.now();
  await runs.rebuild(projection.name, { reason: 'bench', by: bySystem(projection.name, 'bench'), takeOver: 'when-equal' });
  while (!times.has('switched')) await new Promise((resolve) => setTimeout(resolve, 20));
  const peakRssMiB = memory.stop();
  await runs.stop();
  await store.close();
  const seconds = (begin: number, end: number): number => Math.round(end - begin) / 1_000;
  return {
    catchUpPerSecond: Math.round((head / (caughtUp - from)) * 1_000),
    rebuildPerSecond: Math.round((head / (times.get('filled 2')! - times.get('rebuild-started')!)) * 1_000),
    compareSeconds: seconds(times.get('filled 2')!, times.get('compared')!),
    switchMs: Math.round(times.get('switched')! - times.get('compared')!),
    peakRssMiB,
  };
}

async function measure(workload: Workload, events: number, rounds: number, emit: (line: JsonObject) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-bench-rebuild-'));
  const kept = join(tmpdir(), 'zhiheng-bench-logs');
  mkdirSync(kept, { recursive: true });
  const log = await SqliteEventStore.open({ path: join(kept, `${workload}-${seed}-${events}.db`), clock: systemClock, writer: 'main', maxGroup: 1_000 });
  try {
    if ((await log.head()) < events) {
      const { seconds } = await timed(() => fill(log, workload, events));
      emit({ workload, what: 'append', events, perSecond: Math.round(events / seconds) });
    }
    for (let round = 1; round <= rounds; round += 1) {
      for (const [what, work] of [['read', readOnly], ['read and fold in memory', readAndFold]] as const) {
        const { seconds, peakRssMiB } = await timed(() => work(log));
        emit({ workload, what, round, events, perSecond: Math.round(events / seconds), peakRssMiB });
      }
      for (const [what, settings] of [['register through the runner', {}], ['the same, 200,000 rows a commit', { commitRows: 200_000, commitEvents: 500_000 }]] as const) {
        const own = mkdtempSync(join(folder, 'round-'));
        emit({ workload, what, round, events, ...(await runner(log, own, `${round}-${Object.keys(settings).length}`, settings)) });
        rmSync(own, { recursive: true });
      }
    }
  } finally {
    await log.close();
    rmSync(folder, { recursive: true });
  }
}

export default async function bench({ events = 1_000_000, rounds = 3, only, emit = (line) => console.log(JSON.stringify(line)) }: RebuildBenchContext = {}): Promise<void> {
  for (const workload of only ? [only] : (Object.keys(workloads) as Workload[])) await measure(workload, events, rounds, emit);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , events = '1000000', rounds = '3', only] = process.argv;
  await bench({ events: Number(events), rounds: Number(rounds), ...(only === undefined ? {} : { only: only as Workload }) });
}
