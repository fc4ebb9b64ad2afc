// The live board of a large city through the real path: log in SQLite → runner → rows in SQLite → board as read by HTTP.
// node infra/tasks/build.mjs && node dist/infra/bench/board/board.bench.js [--units=100 --streamed=10 …]
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#engine/kernel';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { seededRandom } from '#engine/testing';
import { reportStream } from '#domain/reporting';
import { explainedAt } from './explaining.js';
import { cpuMs, RunningBoard } from './running-board.js';
import { appendAll, plan, SyntheticCity, year } from './synthetic-city.js';
import { fileContext, isProgram, type BenchContext } from '../measurements/results.js';
import { rounded, spreadOf, type Spread } from '../measurements/spread.js';

const seed = 20_250_401;

export interface BoardSize {
  readonly units: number;
  readonly indicators: number;
  /** How many of them compare units. */
  readonly relative: number;
  /** Units whose second quarter arrives after the scheme was published. */
  readonly streamed: number;
  /** Rounds of corrections after that. */
  readonly corrections: number;
  readonly values: number;
  readonly publications: number;
  readonly pastReads: number;
  readonly rebuilds: number;
}

const usual: BoardSize = { units: 3_000, indicators: 60, relative: 5, streamed: 3_000, corrections: 0, values: 240, publications: 12, pastReads: 60, rebuilds: 1 };

/** One run over a log of its own. */
class BoardRun {
  readonly city: SyntheticCity;
  readonly figures: Record<string, unknown> = {};
  private published = 0;

  constructor(readonly size: BoardSize, readonly context: BenchContext, readonly log: SqliteEventStore, readonly folder: string, public board: RunningBoard) {
    this.city = new SyntheticCity(size.units, size.indicators, size.relative, seed);
  }

  note(what: string, figure: unknown): void {
    this.figures[what] = figure;
    this.context.say(`${what}: ${JSON.stringify(figure)}`);
  }

  /** Time some work in milliseconds. */
  async timed<T>(work: () => Promise<T>): Promise<[number, T]> {
    const began = performance.now();
    const result = await work();
    return [performance.now() - began, result];
  }

  /** Append, then bring the board up to date; a rate for each. */
  async fill(what: string, writes: Iterable<ReturnType<SyntheticCity['write']>>): Promise<void> {
    const before = await this.log.head();
    const cpuBefore = cpuMs();
    const [appendMs, position] = await this.timed(() => appendAll(this.log, writes));
    const [boardMs] = await this.timed(() => this.board.caughtUp(position));
    const events = position - before;
    this.note(what, { events, secondsUntilAppended: rounded(appendMs / 1_000), secondsUntilTheBoardHadThem: rounded((appendMs + boardMs) / 1_000), eventsPerSecond: Math.round((events / (appendMs + boardMs)) * 1_000), eventsPerProcessorSecond: Math.round((events / (cpuMs() - cpuBefore)) * 1_000) });
  }

  /** From the call that records a published scheme until every row of the board follows it. */
  async recomputation(): Promise<void> {
    const figures: number[] = [];
    for (let n = 0; n < this.size.publications; n += 1) {
      this.published += 1;
      const write = this.city.write(this.city.schemeStream(), [this.city.published(this.published)], 'any', String(this.published));
      const [ms, lines] = await this.timed(async () => {
        const { position } = await this.log.append([write]);
        await this.board.caughtUp(position);
        return this.board.read({ waitFor: position });
      });
      if (lines.length !== this.size.units || lines.some((line) => line.schemeVersion !== this.published)) throw new Error('the board does not follow the published scheme');
      figures.push(ms);
    }
    this.note('recomputationMs', spreadOf(figures));
  }

  /**
   * One verified value: from the call that records it until it is acknowledged, until its rows are committed, and until
   * the whole board, read by HTTP's own function, shows it. All three times begin with the call: writer and projection
   * share a process, so the acknowledgement itself may come after the fold.
   */
  async visibility(what: string, indicators: readonly string[], values: number): Promise<void> {
    const random = seededRandom(seed + indicators.length);
    const [acknowledged, committed, seen]: [number[], number[], number[]] = [[], [], []];
    for (let n = 0; n < values; n += 1) {
      const unit = random.pick(this.city.units);
      const indicator = random.pick(indicators);
      const [reported, verified] = this.city.reportedAndVerified(indicator, unit, '2025-Q2', String(random.int(1, 999)));
      const stream = reportStream(plan, indicator, unit, year);
      const first = await this.log.append([this.city.write(stream, [reported!], 'any', `${what}/${n}/reported`)]);
      await this.board.caughtUp(first.position);
      const write = this.city.write(stream, [verified!], 'any', `${what}/${n}/verified`);
      const began = performance.now();
      const { position } = await this.log.append([write]);
      acknowledged.push(performance.now() - began);
      await this.board.runner.whenProcessed(['live-board'], position, 60_000);
      committed.push(performance.now() - began);
      const lines = await this.board.read({ waitFor: position });
      seen.push(performance.now() - began);
      if (lines.length !== this.size.units) throw new Error('the board is not whole');
    }
    this.note(what, { acknowledgedMs: spreadOf(acknowledged), committedMs: spreadOf(committed), visibleMs: spreadOf(seen) });
  }

  /** The whole board as known at moments of its history. */
  async past(): Promise<void> {
    const { runner } = this.board;
    const head = await this.log.head();
    const tables = runner.tables('live-board');
    const versions = await versionsOf(join(this.folder, 'rows.db'), Object.keys(tables));
    const first = this.figures['firstScored'] as number;
    const ages = { early: first + Math.round((head - first) * 0.02), middle: first + Math.round((head - first) * 0.5), late: head - 5 };
    const figures: Record<string, number[]> = { early: [], middle: [], late: [], now: [] };
    for (let n = 0; n < this.size.pastReads; n += 1) {
      for (const [age, at] of Object.entries({ ...ages, now: undefined })) {
        const [ms, lines] = await this.timed(() => this.board.read(at === undefined ? {} : { asKnownAt: String(at) }));
        if (lines.length !== this.size.units) throw new Error(`the board at ${age} has ${lines.length} lines`);
        figures[age]!.push(ms);
      }
    }
    this.note('asKnownAtMs', { versions, ...Object.fromEntries(Object.entries(figures).map(([age, list]) => [age, spreadOf(list)])) });
  }

  /** A score sheet of one unit, now and at a past position. */
  async explanation(): Promise<void> {
    const head = await this.log.head();
    const first = this.figures['firstScored'] as number;
    const figures: Record<string, Spread> = {};
    for (const [age, at] of Object.entries({ now: undefined, middle: first + Math.round((head - first) * 0.5) })) {
      const list: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        const unit = this.city.units[(n * 7) % this.city.units.length]!;
        const [ms, sheet] = await this.timed(() => explainedAt(this.board.views, unit, at));
        list.push(ms);
        const line = (await this.board.read(at === undefined ? {} : { asKnownAt: String(at) })).find((l) => l.unit === unit);
        if (line?.published !== sheet.total.published || line?.rank !== sheet.rank.rank) throw new Error(`board and sheet of ${unit} differ`);
      }
      figures[age] = spreadOf(list);
    }
    this.note('explainMs', figures);
  }

  /** The process starts again: until the board answers, and until it takes the next value. */
  async restart(): Promise<void> {
    await this.board.stop();
    const began = performance.now();
    this.board = await RunningBoard.start(this.log, this.folder);
    const lines = await this.board.read();
    const servedMs = performance.now() - began;
    if (lines.length !== this.size.units) throw new Error('the restored board is not whole');
    const unit = this.city.units[0]!;
    const indicator = this.city.absolute[0]!;
    const [reported] = this.city.reportedAndVerified(indicator, unit, '2025-Q2', '501');
    const { position } = await this.log.append([this.city.write(reportStream(plan, indicator, unit, year), [reported!], 'any', 'restart')]);
    await this.board.caughtUp(position);
    this.note('restartMs', { untilTheBoardServes: rounded(servedMs), untilTheNextValueShows: rounded(performance.now() - began) });
  }

  async rebuild(): Promise<void> {
    const [rates, cpuRates]: [number[], number[]] = [[], []];
    let last: Awaited<ReturnType<RunningBoard['rebuild']>> | undefined;
    for (let n = 0; n < this.size.rebuilds; n += 1) {
      last = await this.board.rebuild();
      rates.push((last.events / last.fillMs) * 1_000);
      cpuRates.push((last.events / last.fillCpuMs) * 1_000);
    }
    if (last) this.note('rebuild', { events: last.events, rowVersions: last.rows, eventsPerSecond: spreadOf(rates), eventsPerProcessorSecond: spreadOf(cpuRates), untilSwitchedSeconds: rounded(last.untilSwitchedMs / 1_000), rssMiB: Math.round(process.memoryUsage().rss / 1_048_576) });
  }
}

async function versionsOf(path: string, tables: readonly string[]): Promise<Record<string, number>> {
  const { openDatabase } = await import('#engine/event-store/sqlite');
  const database = openDatabase(path, { readOnly: true });
  try {
    return Object.fromEntries(tables.map((name) => [name, (database.prepare(`SELECT count(*) AS n FROM "versions:${name}:1"`).get() as { n: number }).n]));
  } finally {
    database.close();
  }
}

/** Measure a board of a size and keep the result. */
export async function measureBoard(name: string, size: BoardSize, context: BenchContext): Promise<void> {
  const load = rounded(loadavg()[0] ?? 0);
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-board-'));
  const log = await SqliteEventStore.open({ path: join(folder, 'events.db'), clock: systemClock, writer: 'thread' });
  const run = new BoardRun(size, context, log, folder, await RunningBoard.start(log, folder));
  try {
    await run.fill('plan', run.city.planned());
    await run.fill('valuesBeforeTheScheme', run.city.values(run.city.indicators, '2025-Q1'));
    run.note('firstScored', (await log.head()) + 1);
    await run.recomputation();
    await run.fill('absoluteValuesUnderTheScheme', run.city.values(run.city.absolute, '2025-Q2', size.streamed));
    if (size.corrections > 0) await run.fill('correctionsUnderTheScheme', run.city.corrections(size.corrections));
    await run.past();
    await run.visibility('oneAbsoluteValue', run.city.absolute, size.values);
    if (size.relative > 0) await run.visibility('oneComparedValue', run.city.relative, Math.ceil(size.values / 10));
    await run.explanation();
    await run.restart();
    await run.rebuild();
    context.keep(name, { seed, size, loadAverageBefore: load, loadAverageAfter: rounded(loadavg()[0] ?? 0), figures: run.figures });
  } finally {
    await run.board.stop();
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export default async function bench(context: BenchContext): Promise<void> {
  await measureBoard('board-3000', usual, context);
  await measureBoard('board-12', { ...usual, units: 12, streamed: 12, corrections: 120, publications: 20, rebuilds: 3 }, context);
}

/** Sizes given on the command line: `--units=100 --streamed=10`. */
function given(): Partial<BoardSize> {
  const options = process.argv.slice(2).flatMap((argument) => [...argument.matchAll(/^--([a-zA-Z]+)=(\d+)$/g)]);
  return Object.fromEntries(options.filter(([, name]) => name! in usual).map(([, name, figure]) => [name, Number(figure)]));
}

if (isProgram(import.meta.url)) {
  const size = given();
  if (Object.keys(size).length === 0) await bench(fileContext());
  else await measureBoard('board-tried', { ...usual, ...size }, fileContext());
}
