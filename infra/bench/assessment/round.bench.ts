// A round of a large city: calculated and recorded through the real path (rows of the board, result streams, command engine, SQLite log),
// for all units in one append. Beside it what it cannot do without: the arithmetic alone, and the bare driver inserting the same rows.
// node infra/bench/run.mjs assessment round [--units=100 --runs=3]
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandEngine } from '#engine/commands';
import { openDatabase, SqliteEventStore } from '#engine/event-store/sqlite';
import { isRefusal, newId, systemClock, type Actor, type DomainEvent, type RecordedEvent, type Refusal } from '#engine/kernel';
import { calculate, indicatorsOf, spanBetween } from '#domain/scoring';
import { factsFromRows } from '../../../libs/domain/assessment/calculate-round/known-facts.js';
import { RoundCalculator } from '../../../libs/domain/assessment/calculate-round/round-calculator.js';
import { scoreRound, sealed } from '../../../libs/domain/assessment/calculate-round/score-round.js';
import { reproduceRound } from '../../../libs/domain/assessment/reproduce-round/reproduce-round.js';
import { resultEvents, resultStream } from '../../../libs/domain/assessment/result.events.js';
import { roundEvents, roundStream } from '../../../libs/domain/assessment/round.events.js';
import { RunningBoard } from '../board/running-board.js';
import { appendAll, group, plan, SyntheticCity, year } from '../board/synthetic-city.js';
import { fileContext, isProgram, type BenchContext } from '../measurements/results.js';
import { rounded, spreadOf } from '../measurements/spread.js';

export interface RoundSize {
  readonly units: number;
  readonly indicators: number;
  /** How many of them compare units. */
  readonly relative: number;
  readonly runs: number;
}

const usual: RoundSize = { units: 3_000, indicators: 60, relative: 5, runs: 5 };
const [round, seed, limitSeconds] = ['bench-2025', 20_250_410, 10];
const bureau: Actor = { id: 'bench-bureau', grants: [{ role: 'bureau', units: 'all' }] };
const envelope = () => {
  const commandId = newId();
  return { commandId, retryable: false, actor: bureau, correlation: commandId };
};
const ok = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
  return answer;
};
async function seconds<T>(work: () => T | Promise<T>): Promise<[number, T]> {
  const began = performance.now();
  const done = await work();
  return [(performance.now() - began) / 1_000, done];
}

/** A round over the whole city, its data frozen, with a claim, a site check and a deduction of every unit. */
async function frozenRound(city: SyntheticCity, log: SqliteEventStore): Promise<void> {
  const published = city.published(1);
  const { hash, document } = published.data as { readonly hash: string; readonly document: string };
  await log.append([city.write(city.schemeStream(), [published])]);
  const calendar = { selfAssessmentBy: '2026-01-31', siteChecksBy: '2026-03-31', freezeBy: '2026-04-10', resultsBy: '2026-04-30', confirmBy: '2026-06-30', requestDays: 5, decisionDays: 10 };
  const opened: DomainEvent = {
    type: 'assessment.RoundOpened',
    data: {
      round, title: { zh: '基准考核', en: 'Benchmark round' }, plan, year, assessmentYear: 'calendar-year', from: `${year}-01-01`, to: `${year}-12-31`, planItem: '1', scheme: { id: 'bench', version: 1, hash, document },
      groups: [{ code: group, units: [...city.units] }], calendar,
    },
  };
  await log.append([city.write(roundStream(round), [opened, { type: 'assessment.SelfAssessmentClosed', data: { round, missing: [] } }])]);
  const evidence = [{ sha256: 'a'.repeat(64), name: '佐证.pdf', size: 1, type: 'application/pdf' }];
  const leaf = `leaf-${city.absolute[0]}`;
  await appendAll(log, city.units.map((unit) => city.write(resultStream(round, unit), [
    { type: 'assessment.SelfAssessmentSubmitted', data: { round, unit, items: [{ node: leaf, claim: { value: '500' }, evidence }], bonuses: [], situation: '…', problems: '…', nextSteps: '…', selfScore: '80', late: false } },
    { type: 'assessment.SiteCheckRecorded', data: { round, unit, check: 'c-1', on: '2026-03-01', place: '…', unannounced: false, team: ['u-1', 'u-2'], recusals: [], items: [{ node: leaf, claimed: { value: '500' }, verified: { value: '480' } }], evidence, signatures: { both: true } } },
    { type: 'assessment.DeductionEntered', data: { round, unit, deduction: 'd-1', points: '0.5', reason: '迟报', document: '基准〔2026〕1号' } },
  ])));
  await log.append([city.write(roundStream(round), [{ type: 'assessment.DataFrozen', data: { round, position: await log.head() } }], 'any', 'frozen')]);
}

/** A new fact of one unit, so that there is something to calculate again. */
const adjusted = (city: SyntheticCity, run: number) => city.write(resultStream(round, city.units[run]!), [
  { type: 'assessment.ScoreAdjusted', data: { round, unit: city.units[run]!, adjustment: `a-${run}`, node: 'total', delta: '0.25', reason: '…', document: '基准〔2026〕2号', evidence: [] } },
], 'any', `adjusted/${run}`);

/** The driver alone: the rows of one run into a table like the log's, one transaction, on disk before it returns. */
function insertedBare(folder: string, events: readonly RecordedEvent[]): number {
  const database = openDatabase(join(folder, `bare-${events[0]!.position}.db`));
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE event (position INTEGER PRIMARY KEY, id TEXT UNIQUE, stream TEXT, revision INTEGER, type TEXT, schema INTEGER, data TEXT, meta TEXT, at TEXT, UNIQUE (stream, revision))');
    const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const rows = events.map(({ position, id, stream, revision, type, schema, data, meta, recordedAt }) => [position, id, stream, revision, type, schema, JSON.stringify(data), JSON.stringify(meta), recordedAt] as const);
    const began = performance.now();
    database.exec('BEGIN IMMEDIATE');
    for (const row of rows) insert.run(...row);
    database.exec('COMMIT');
    return (performance.now() - began) / 1_000;
  } finally {
    database.close();
  }
}

export async function measureRound(name: string, size: RoundSize, { say, keep }: BenchContext): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-round-'));
  const log = await SqliteEventStore.open({ path: join(folder, 'events.db'), clock: systemClock, writer: 'thread' });
  const board = await RunningBoard.start(log, folder);
  const load = rounded(loadavg()[0] ?? 0);
  try {
    const city = new SyntheticCity(size.units, size.indicators, size.relative, seed);
    await appendAll(log, city.planned());
    await appendAll(log, city.values(city.indicators, '2025-Q1'));
    await frozenRound(city, log);
    await board.caughtUp();
    say(`${await log.head()} events, ${size.units} units × ${size.indicators} leaves`);
    const engine = new CommandEngine(log, { ...roundEvents, ...resultEvents }, systemClock);
    const figures: Record<'whole' | 'basis' | 'arithmetic' | 'sheets' | 'recording' | 'bareInsert', number[]> = { whole: [], basis: [], arithmetic: [], sheets: [], recording: [], bareInsert: [] };
    for (let run = 1; run <= size.runs; run += 1) {
      await log.append([adjusted(city, run)]);
      // A calculator of its own each time: nothing is in memory that a first calculation would not have.
      const calculator = new RoundCalculator(log, factsFromRows(board.views));
      let recording = 0;
      const [whole, receipt] = await seconds(() => calculator.calculate(round, async (items, from) => {
        const [spent, outcome] = await seconds(() => engine.executeAll(items, from));
        recording = spent;
        return outcome;
      }, envelope()));
      if (!ok(receipt).changed || ok(receipt).run !== run) throw new Error('the run was not recorded');
      const [basis, now] = await seconds(() => calculator.basisNow(round));
      const { basis: of } = ok(now);
      const scheme = of.scheme;
      const { units, ...when } = of.facts.groupInput(city.units, indicatorsOf(scheme.groups[0]!), spanBetween(of.from, of.to), of.frozenAt);
      const [arithmetic] = await seconds(() => calculate(scheme, group, { ...when, units }));
      const scores = scoreRound(of);
      const [sheets, { hash }] = await seconds(() => sealed(scores));
      if (hash !== ok(receipt).hash) throw new Error('the same basis gave other bytes');
      const { events } = await log.readAll({ after: ok(receipt).position - size.units - 1, limit: size.units + 1 });
      const bareInsert = insertedBare(folder, events);
      for (const [what, figure] of Object.entries({ whole, basis, arithmetic, sheets, recording, bareInsert })) figures[what as keyof typeof figures].push(rounded(figure));
      say(JSON.stringify({ run, whole: rounded(whole), basis: rounded(basis), arithmetic: rounded(arithmetic), sheets: rounded(sheets), recording: rounded(recording), bareInsert: rounded(bareInsert) }));
    }
    const [reproducing, proof] = await seconds(() => reproduceRound(log, round));
    if (!ok(proof).equal) throw new Error('the run does not reproduce from the log');
    const lowerBound = figures.arithmetic.map((one, n) => rounded(one + figures.bareInsert[n]!));
    keep(name, {
      title: 'A round calculated and recorded',
      method: `${size.units} units × ${size.indicators} leaves, ${size.relative} of them comparing units; each unit with a claim, a site check and a deduction. From the call until every result is durable: facts read from the board's rows, result streams read, scored, every sheet written and hashed, one append. Beside it the arithmetic alone without sheets, and the bare driver inserting the very rows of the run in one transaction.`,
      targets: { seconds: limitSeconds }, seed, size, events: await log.head(), loadAverageBefore: load, loadAverageAfter: rounded(loadavg()[0] ?? 0), rssMiB: Math.round(process.memoryUsage().rss / 1_048_576),
      seconds: { ...Object.fromEntries(Object.entries(figures).map(([what, list]) => [what, spreadOf(list)])), arithmeticAndBareInsert: spreadOf(lowerBound), reproducingFromTheLog: rounded(reproducing) },
    });
    say(`whole ${JSON.stringify(spreadOf(figures.whole))} s, reproduced in ${rounded(reproducing)} s`);
  } finally {
    await board.stop();
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export default (context: BenchContext): Promise<void> => measureRound('round', usual, context);

/** Sizes given on the command line: `--units=100 --runs=3`. */
function given(): Partial<RoundSize> {
  const options = process.argv.slice(2).flatMap((argument) => [...argument.matchAll(/^--([a-zA-Z]+)=(\d+)$/g)]);
  return Object.fromEntries(options.filter(([, name]) => name! in usual).map(([, name, figure]) => [name, Number(figure)]));
}

if (isProgram(import.meta.url)) {
  const size = given();
  await measureRound(Object.keys(size).length === 0 ? 'round' : 'round-tried', { ...usual, ...size }, fileContext());
}
