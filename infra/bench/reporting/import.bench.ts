// CSV import of 100,000 rows: reading alone, deciding (dry run) and recording, on the memory log and on SQLite.
// node infra/tasks/build.mjs && node dist/infra/bench/reporting/import.bench.js [rows] [rounds]; one JSON line per measurement.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedId, isRefusal, newId, systemClock, zhihengNamespace, type Actor, type DomainEvent } from '#engine/kernel';
import { CommandEngine, type Envelope } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { seededRandom } from '#engine/testing';
import { planEvents, planStream, type DefinitionCard } from '#domain/plan';
import { unitEvents, unitStream } from '#domain/units';
import { periodEvents, periodStream, reportEvents } from '#domain/reporting';
import { importFile } from '../../../libs/domain/reporting/import-reports/import-file.js';
import { importItems } from '../../../libs/domain/reporting/import-reports/import-items.js';

const rows = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 3);
const seed = 20_250_401;
const [plan, period, unitCount] = ['bench', '2025-Q1', 3_000];
const indicatorCount = Math.ceil(rows / unitCount);
const units = Array.from({ length: unitCount }, (_, n) => `unit-${n}`);
const catalogue = { ...planEvents, ...unitEvents, ...periodEvents, ...reportEvents };
const actor: Actor = { id: 'bench', unit: 'bureau', grants: [{ role: 'reporter', units: 'all' }] };

const card = (n: number): DefinitionCard => ({
  code: `indicator-${n}`, name: { zh: `指标${n}`, en: `Indicator ${n}` }, measure: 1, kind: 'quantitative', measurementUnit: '家', decimals: 1, direction: 'higher-better', frequency: 'quarter',
  accumulation: 'latest', releaseLagDays: 15, reportedBy: units, verifier: 'statistics', evidenceRequired: false, range: { min: '0', max: '100000' }, sourceQuote: '基准测试', needsThreshold: false,
});

function csv(): Buffer {
  const random = seededRandom(seed);
  const lines = ['单位,指标,报告期,数值,情况说明'];
  for (let n = 0; n < rows; n += 1) {
    const note = random.chance(0.1) ? '"较上季度有所增长,主要是新增企业较多"' : '';
    lines.push(`unit-${n % unitCount},${n % 7 === 0 ? `指标${Math.floor(n / unitCount)}` : `indicator-${Math.floor(n / unitCount)}`},${period},${random.int(1, 99_999)}.${random.int(1, 9)},${note}`);
  }
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

async function furnished(store: EventStore): Promise<CommandEngine> {
  const add = async (stream: string, events: readonly DomainEvent[]): Promise<void> => {
    const meta = { actor: 'bench', correlation: zhihengNamespace, causation: zhihengNamespace };
    await store.append([{ stream, expected: 'no-stream', events: events.map(({ type, data }, n) => ({ id: derivedId(zhihengNamespace, `${stream}/${n}`), type, schema: 1, data, meta })) }]);
  };
  await add(planStream(plan), [
    { type: 'plan.PlanAdopted', data: { plan, title: { zh: '基准', en: 'Bench' }, issuers: [], date: '2025-01-01', approvedBy: [], basis: [], horizonYears: [2025], overallRequirements: [], chapters: [], catalogue: '' } },
    ...Array.from({ length: indicatorCount }, (_, n) => ({ type: 'plan.IndicatorDefined', data: { plan, card: card(n) } })),
  ]);
  for (const code of units) await add(unitStream(code), [{ type: 'units.UnitRegistered', data: { code, name: { zh: code, en: code }, kind: 'district', aliases: [], order: 1, from: '2023-01-01' } }]);
  await add(periodStream(plan, period), [{ type: 'reporting.PeriodOpened', data: { plan, period, dueAt: '2999-12-31T15:59:59.999Z' } }]);
  return new CommandEngine(store, catalogue, systemClock, { cachedStates: 20_000 });
}

const names = {
  unit: (name: string) => [name],
  indicator: (_plan: string, name: string) => [name.replace('指标', 'indicator-')],
};

function envelope(): Envelope {
  const commandId = newId();
  return { commandId, retryable: false, actor, correlation: commandId };
}

async function timed<T>(what: string, store: string, work: () => Promise<T>): Promise<T> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const seconds = (performance.now() - started) / 1_000;
  // All threads together: what is left where the machine does other work beside.
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = Number(((user + system) / 1e6).toFixed(3));
  console.log(JSON.stringify({ what, store, rows, seconds: Number(seconds.toFixed(3)), cpuSeconds, rowsPerSecond: Math.round(rows / seconds), rssMiB: Math.round(process.memoryUsage().rss / 1_048_576) }));
  return result;
}

async function round(bytes: Buffer, name: string, store: EventStore): Promise<void> {
  const engine = await furnished(store);
  const whole = performance.now();
  const file = await timed('read', name, () => importFile(bytes, { plan, names }));
  if (isRefusal(file) || file.problems.length > 0) throw new Error(JSON.stringify(isRefusal(file) ? file : file.problems[0]));
  const tried = importItems(file.rows, new Map(), () => []);
  await timed('decide (dry run)', name, () => engine.executeAll(tried.items, envelope(), { dryRun: true }));
  const { items } = importItems(file.rows, new Map(), () => []);
  const outcome = await timed('decide and record', name, () => engine.executeAll(items, envelope()));
  if (outcome.refused.length > 0 || outcome.receipt?.events !== rows) throw new Error(JSON.stringify(outcome.refused[0]));
  console.log(JSON.stringify({ what: 'read, try, record', store: name, seconds: Number(((performance.now() - whole) / 1_000).toFixed(3)) }));
}

const bytes = csv();
console.log(JSON.stringify({ what: 'set-up', rows, units: unitCount, indicators: indicatorCount, fileMiB: Number((bytes.length / 1_048_576).toFixed(1)), seed, node: process.version }));
for (let n = 0; n < rounds; n += 1) {
  const memory = new MemoryEventStore();
  await round(bytes, 'memory', memory);
  await memory.close();
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-import-'));
  const sqlite = await SqliteEventStore.open({ path: join(folder, 'events.db'), clock: systemClock, writer: 'thread' });
  await round(bytes, 'sqlite', sqlite);
  await sqlite.close();
  rmSync(folder, { recursive: true, force: true });
}
