// A simulated national load: every county reports every indicator every month, for years, into one SQLite log; then everything that is made
// of a log, at that size. node infra/tasks/build.mjs && node dist/infra/bench/scale/national.bench.js [--years=10] [--counties=2844] [--indicators=60]
// Ten years take about 25 GB of disk in the temporary folder, which are freed at the end.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { introduceKey, Ledger, sha256Tree, verifyInclusion } from '#engine/ledger';
import { MemoryLedgerKeys } from '#engine/ledger/memory';
import { verifySqliteLog } from '#engine/ledger/sqlite';
import { ProjectionRunner, type RunnerReport } from '#engine/projections';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { seededRandom } from '#engine/testing';
import { registerKey, reportRegister } from '../../../libs/domain/reporting/report-register/report-register.projection.js';
import { reportEvents } from '../../../libs/domain/reporting/report.events.js';
import { openRaw, rawGroups } from '../event-store/raw-driver.js';
import { fileContext, isProgram, type BenchContext } from '../measurements/results.js';
import { rounded, spreadOf } from '../measurements/spread.js';
import { county, indicator, LedClock, monthsOf, plan, randomOf, reportsOf, rowsOf, streamIn, type Month, type Nation } from './national-load.js';

const origin = 'bench.example/national';
/** Counties that send their month at the same time. */
const callers = 16;
const samples = 1_000;
/** A kind of question that takes longer is asked less often. */
const longestAskingMs = 20_000;
const table = { spec: reportRegister.table, generation: 1 };

const gibOf = (path: string): number => rounded(bytesOf(path) / 1_073_741_824);
function bytesOf(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/** What a piece of work took: seconds, seconds of processor time, and the most memory that the process had in it. */
interface Took {
  readonly seconds: number;
  /** On a machine that does other work beside, this says more than the seconds. */
  readonly cpuSeconds: number;
  readonly peakRssMiB: number;
}

async function measured<T>(work: () => Promise<T>): Promise<Took & { readonly value: T }> {
  let peak = 0;
  const look = (): void => void (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(look, 100);
  const [started, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const [ended, { user, system }] = [performance.now(), process.cpuUsage(before)];
  look();
  clearInterval(timer);
  return { value, seconds: rounded((ended - started) / 1_000), cpuSeconds: rounded((user + system) / 1_000_000), peakRssMiB: Math.round(peak / 1_048_576) };
}

/** Events a second of the clock, and a second of processor time. */
const rates = (events: number, { seconds, cpuSeconds }: Pick<Took, 'seconds' | 'cpuSeconds'>) => ({ perSecond: Math.round(events / seconds), perCpuSecond: Math.round(events / cpuSeconds) });

/** The reports of the first quarter inserted by the bare driver into the same tables, sixteen counties' month a transaction, and read. */
async function rawQuarter(context: BenchContext, folder: string, nation: Nation): Promise<object> {
  const own = mkdtempSync(join(folder, 'raw-'));
  const database = await openRaw(own);
  const insert = rawGroups(database);
  let events = 0;
  const inserting = await measured(async () => {
    for (const month of [...monthsOf({ years: 1 })].slice(0, 3)) {
      const random = randomOf(month);
      for (let first = 0; first < nation.counties; first += callers) {
        const group = Array.from({ length: Math.min(callers, nation.counties - first) }, (_, n) => rowsOf(reportsOf(county(first + n), month.period, nation, random))).flat();
        insert(group);
        events += group.length;
      }
      await nextTurn();
    }
  });
  const reading = await measured(async () => {
    let read = 0;
    for (const row of database.prepare('SELECT * FROM event ORDER BY position').iterate() as Iterable<{ data: string; meta: string }>) read += JSON.parse(row.data) && JSON.parse(row.meta) ? 1 : 0;
    if (read !== events) throw new Error(`the raw loop read ${read} of ${events}`);
  });
  database.close();
  const result = { name: 'raw insert and read loop, first quarter', events, append: rates(events, inserting), read: rates(events, reading), gib: gibOf(join(own, 'log.db')) };
  rmSync(own, { recursive: true });
  context.say(`raw loop: ${JSON.stringify(result)}`);
  return result;
}

async function appendMonth(store: EventStore, clock: LedClock, month: Month, nation: Nation, waits: number[], counties = nation.counties): Promise<number> {
  const random = randomOf(month);
  clock.at = month.since;
  let next = 0;
  await Promise.all(Array.from({ length: callers }, async () => {
    while (next < counties) {
      const writes = reportsOf(county(next++), month.period, nation, random);
      const started = performance.now();
      await store.append(writes);
      waits.push(performance.now() - started);
      clock.at += 60_000;
    }
  }));
  return counties * nation.indicators;
}

/** All years, month by month, each county's month one append, sixteen counties at a time. */
async function append(context: BenchContext, store: EventStore, clock: LedClock, nation: Nation, path: string): Promise<object[]> {
  const spans: object[] = [];
  let [events, waits, seconds, cpuSeconds] = [0, [] as number[], 0, 0];
  for (const month of monthsOf(nation)) {
    const one = await measured(() => appendMonth(store, clock, month, nation, waits));
    events += one.value;
    seconds += one.seconds;
    cpuSeconds += one.cpuSeconds;
    if (!/-(03|06|09|12)$/.test(month.period)) continue;
    const quarter = { upTo: month.period, ...rates(events, { seconds, cpuSeconds }), appendMs: spreadOf(waits), gib: gibOf(path), peakRssMiB: one.peakRssMiB };
    spans.push(quarter);
    context.say(`append: ${JSON.stringify(quarter)}`);
    [events, waits, seconds, cpuSeconds] = [0, [], 0, 0];
  }
  return spans;
}

async function readAll(log: EventStore): Promise<number> {
  let read = 0;
  for (let after = 0; ; ) {
    const { events, scannedTo } = await log.readAll({ after, limit: 1_000 });
    read += events.length;
    if (events.length < 1_000) return read;
    after = scannedTo;
    await nextTurn();
  }
}

/** The log as if it ended at a position. */
function endingAt(log: EventStore, end: number): EventStore {
  return new Proxy(log, {
    get: (target, name) => {
      if (name === 'head') return async () => end;
      if (name === 'readAll') return (options: Parameters<EventStore['readAll']>[0]) => target.readAll({ ...options, upTo: Math.min(options.upTo ?? end, end) });
      if (name === 'follow') return async function* ({ signal }: { readonly signal: AbortSignal }) { await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })); yield* []; };
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function openRegister(log: EventStore, path: string, after: number): Promise<{ readonly rows: SqliteReadStore; readonly runner: ProjectionRunner }> {
  const rows = new SqliteReadStore(path);
  await rows.ensure(table);
  // A year's rows depend on no other year's facts: the register begins behind them.
  if (after > 0) await rows.commit({ checkpoint: { projection: reportRegister.name, generation: 1, position: after }, rows: [] });
  const report = (told: RunnerReport): void => {
    if (told.kind === 'fault' || told.kind === 'halted') throw new Error(JSON.stringify(told));
  };
  const runner = new ProjectionRunner({ projections: [reportRegister], log, store: rows, clock: systemClock, catalogues: [reportEvents], owner: 'bench', report });
  await runner.start();
  return { rows, runner };
}

/** The register of reports, every report of every year, each year in a store of its own; the last one stays. */
async function register(context: BenchContext, log: EventStore, folder: string, nation: Nation): Promise<object[]> {
  const ofYear = nation.counties * nation.indicators * 12;
  const years: object[] = [];
  for (let year = 1; year <= nation.years; year += 1) {
    const path = join(folder, `register-${year}.db`);
    const { value: { rows, runner }, ...opened } = await measured(() => openRegister(endingAt(log, year * ofYear), path, (year - 1) * ofYear));
    const caughtUp = await measured(async () => {
      if (!(await runner.whenProcessed([reportRegister.name], year * ofYear, 3_600_000))) throw new Error('not caught up');
    });
    await runner.stop();
    const count = await rows.count(table);
    await rows.close();
    if (count !== ofYear) throw new Error(`year ${year} has ${count} rows, not ${ofYear}`);
    const took = { seconds: opened.seconds + caughtUp.seconds, cpuSeconds: opened.cpuSeconds + caughtUp.cpuSeconds };
    const result = { year, ...rates(ofYear, took), seconds: rounded(took.seconds), gib: gibOf(path), peakRssMiB: caughtUp.peakRssMiB };
    years.push(result);
    context.say(`register, year ${year}: ${JSON.stringify(result)}`);
    if (year < nation.years) for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  }
  return years;
}

/** Questions about the past, on the register of the last year and on the log. */
async function past(context: BenchContext, log: EventStore, folder: string, nation: Nation): Promise<object> {
  const ofYear = nation.counties * nation.indicators * 12;
  const last = [...monthsOf(nation)].slice(-12);
  const random = seededRandom(7);
  const rows = new SqliteReadStore(join(folder, `register-${nation.years}.db`));
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  const many = async (work: () => Promise<unknown>) => {
    const [times, until] = [[] as number[], performance.now() + longestAskingMs];
    while (times.length < samples && performance.now() < until) times.push(await timed(work));
    return spreadOf(times);
  };
  const countyMonth = () => [{ field: 'plan', is: 'eq', value: plan }, { field: 'unit', is: 'eq', value: unit() }, { field: 'period', is: 'eq', value: random.pick(last).period }] as const;
  const position = (): number => random.int((nation.years - 1) * ofYear + 1, nation.years * ofYear);
  const unit = (): string => county(random.int(0, nation.counties - 1));
  const result = {
    lineAsKnownMs: await many(() => rows.get(table, registerKey({ plan, indicator: indicator(random.int(0, nation.indicators - 1)), unit: unit(), period: random.pick(last).period }), position())),
    countyMonthNowMs: await many(() => rows.query(table, { where: countyMonth(), limit: 100 })),
    countyMonthAsKnownMs: await many(() => rows.query(table, { where: countyMonth(), limit: 100, at: position() })),
    streamMs: await many(() => log.readStream(streamIn(random.pick([...monthsOf(nation)]).period, unit(), indicator(random.int(0, nation.indicators - 1))))),
    hundredEventsFromAnywhereMs: await many(() => log.readAll({ after: random.int(0, nation.years * ofYear - 100), limit: 100 })),
  };
  await rows.close();
  context.say(`the past: ${JSON.stringify(result)}`);
  return result;
}

/** Hashing the whole log, signing, proving, verifying. */
async function ledger(context: BenchContext, log: SqliteEventStore, folder: string, path: string, events: number): Promise<object> {
  const keys = new MemoryLedgerKeys();
  await introduceKey(keys, origin, systemClock);
  const place = join(folder, 'ledger');
  const tree = await Ledger.open({ store: log, folder: place, keys, origin, clock: systemClock });
  await tree.start();
  const integrated = await measured(() => tree.whenIntegrated(events));
  const signed = await measured(() => tree.checkpoint());
  context.say(`ledger: ${events} events hashed in ${integrated.seconds} s, signed in ${signed.seconds} s, ${gibOf(place)} GiB`);
  const random = seededRandom(8);
  const { root } = tree.latest()!;
  const proofs = Array.from({ length: samples }, () => {
    const at = random.int(1, events);
    const started = performance.now();
    const { leaf, proof } = tree.inclusion(at);
    const took = performance.now() - started;
    if (!verifyInclusion(sha256Tree, { size: events, index: at - 1, leaf, proof, root })) throw new Error('a proof does not hold');
    return took;
  });
  await tree.stop();
  context.say(`a proof: ${JSON.stringify(spreadOf(proofs))} ms`);
  const verified = await measured(() => verifySqliteLog(path, { folder: place }));
  if (!verified.value.intact || verified.value.provenTo !== events) throw new Error('the log does not verify');
  context.say(`verified in ${verified.seconds} s`);
  return {
    events, integrated: { ...rates(events, integrated), seconds: integrated.seconds, cpuSeconds: integrated.cpuSeconds, peakRssMiB: integrated.peakRssMiB }, signedSeconds: signed.seconds, gib: gibOf(place),
    proofMs: spreadOf(proofs), verified: { seconds: verified.seconds, cpuSeconds: verified.cpuSeconds, peakRssMiB: verified.peakRssMiB },
  };
}

/** One more month comes in as fast as sixteen callers can, while the register follows: how far it is behind. */
async function lag(context: BenchContext, store: SqliteEventStore, clock: LedClock, folder: string, nation: Nation): Promise<object> {
  const head = await store.head();
  const { rows, runner } = await openRegister(store, join(folder, 'register-next.db'), head);
  await runner.whenProcessed([reportRegister.name], head, 60_000);
  const next = [...monthsOf({ years: nation.years + 1 })][nation.years * 12]!;
  const behind: number[] = [];
  const look = setInterval(() => void store.head().then((now) => behind.push(Math.max(1, now - runner.position(reportRegister.name)))), 50);
  const counties = Math.min(nation.counties, 500);
  const waits: number[] = [];
  const month = await measured(() => appendMonth(store, clock, next, nation, waits, counties));
  const caughtUp = await measured(async () => runner.whenProcessed([reportRegister.name], await store.head(), 600_000));
  clearInterval(look);
  await runner.stop();
  await rows.close();
  const result = { events: month.value, ...rates(month.value, month), appendMs: spreadOf(waits), positionsBehind: spreadOf(behind), secondsAfterTheLast: caughtUp.seconds };
  context.say(`lag: ${JSON.stringify(result)}`);
  return result;
}

export async function measureNation(context: BenchContext, nation: Nation): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-bench-national-'));
  const stop = (): void => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    const loadAverageBefore = rounded(loadavg()[0]!);
    const path = join(folder, 'log.db');
    const events = nation.counties * nation.indicators * 12 * nation.years;
    context.say(`${nation.counties} counties × ${nation.indicators} indicators × ${12 * nation.years} months = ${events} reports, in ${folder}`);
    // Kept after each part: a run that does not end leaves what it measured, and says that it is not whole.
    const result: Record<string, unknown> = { whole: false, loadAverageBefore, nation, events };
    const keep = (part: Record<string, unknown>): void => context.keep(`national-${nation.years}`, Object.assign(result, part));
    keep({ peer: await rawQuarter(context, folder, nation) });
    const clock = new LedClock();
    const store = await SqliteEventStore.open({ path, clock, writer: 'main', maxGroup: callers * nation.indicators });
    keep({ append: await append(context, store, clock, nation, path) });
    await store.close();
    keep({ logGib: gibOf(path), bytesPerEvent: Math.round(statSync(path).size / events) });
    const log = SqliteEventStore.openReadOnly({ path });
    const read = await measured(() => readAll(log));
    if (read.value !== events) throw new Error(`${read.value} of ${events} events were read`);
    keep({ read: { ...rates(events, read), seconds: read.seconds, peakRssMiB: read.peakRssMiB } });
    context.say(`read and parsed: ${JSON.stringify(result['read'])}`);
    keep({ register: await register(context, log, folder, nation) });
    keep({ past: await past(context, log, folder, nation) });
    keep({ ledger: await ledger(context, log, folder, path, events) });
    await log.close();
    const again = await SqliteEventStore.open({ path, clock, writer: 'main', maxGroup: callers * nation.indicators });
    keep({ whole: true, loadAverageAfter: rounded(loadavg()[0]!), lag: await lag(context, again, clock, folder, nation) });
    await again.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isProgram(import.meta.url)) {
  const option = (name: string, usual: number): number => Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual);
  await measureNation(fileContext(), { counties: option('counties', 2_844), indicators: option('indicators', 60), years: option('years', 10) });
}
