// The ledger of a million findings asked as officials ask it: filters, orders, pages deep and first, exact totals. Peer: the same rows in a
// plain SQLite table through the driver, with indexes and statements written by hand for these very questions.
// node infra/tasks/build.mjs && node dist/infra/bench/supervision/ledger.bench.js [findings] [rounds]
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedId, zhihengNamespace, type Instant, type Recorded } from '#engine/kernel';
import { openDatabase, type Database } from '#engine/event-store/sqlite';
import type { Condition, RowWrite, TableRef } from '#engine/read-store';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { seededRandom } from '#engine/testing';
import { findingSources, severities, type FindingEvent } from '../../../libs/domain/supervision/finding.events.js';
import { finding as fold, type IssuedFinding } from '../../../libs/domain/supervision/finding.state.js';
import { rowOf, stageOpen, toldAfter, type FindingRow } from '../../../libs/domain/supervision/ledger/finding-row.js';
import { findings } from '../../../libs/domain/supervision/ledger/findings.projection.js';
import { ledgerConditions, ledgerOrder, type LedgerFilters } from '../../../libs/domain/supervision/ledger/ledger-query.http.js';
import { fileContext, isProgram, type BenchContext } from '../measurements/results.js';
import { rounded, spreadOf } from '../measurements/spread.js';

const seed = 20_250_401;
const [unitCount, yearsBack, pageSize] = [49, 10, 50];
const now: Instant = '2025-06-30T02:00:00.000Z';
const day = 86_400_000;
const units = Array.from({ length: unitCount }, (_, n) => `unit-${n}`);

// The history of rows is left out: no question about the present reads it, and it would double the disk.
const table: TableRef = { spec: { ...findings.table, temporal: false }, generation: 1 };

/** Ten years of findings: one in twenty still open, most of those recent; a fifth with supporting units; all by the ledger's own functions. */
function madeUp(count: number): (n: number) => FindingRow {
  const random = seededRandom(seed);
  const from = Date.parse(now) - yearsBack * 365 * day;
  const some = <T>(of: readonly T[]): T => of[random.int(0, of.length - 1)]!;
  return (n) => {
    // Codes follow time, as drawn ones do.
    const code = `f-${String(n).padStart(9, '0')}`;
    const issued = from + Math.floor((n / count) * yearsBack * 365 * day);
    const age = (Date.parse(now) - issued) / day;
    const open = random.chance(age < 90 ? 0.7 : 0.03);
    const at = (days: number): Instant => new Date(issued + days * day).toISOString();
    const year = at(0).slice(0, 4);
    const supporting = random.chance(0.2) ? Array.from({ length: random.int(1, 2) }, () => some(units)) : [];
    const unit = some(units);
    const deadline = { dueAt: at(random.int(15, 90)), kind: 'calendar' as const, policy: { code: 'city', version: 1 }, steps: [] };
    const event = (type: string, days: number, data: object): Recorded<FindingEvent> =>
      ({ id: code, stream: `finding-${code}`, revision: 0, position: n + 1, type, schema: 1, data: { finding: code, unit, ...data }, meta: { actor: derivedId(zhihengNamespace, `user-${random.int(0, 499)}`), correlation: code, causation: code }, recordedAt: at(days) }) as never;
    const content = {
      title: `特种设备检验与台账管理不到位的问题（第 ${n} 项）`, problem: '', severity: random.chance(0.6) ? severities[0] : some(severities), urgency: 'ordinary', source: { kind: some(findingSources) }, basis: '', requirement: '', unit,
      supporting: supporting.filter((one, i) => one !== unit && supporting.indexOf(one) === i), responsibleLeader: `p-${random.int(1, 200)}`, plan: 'nanjing-2023', measure: random.int(1, 28),
      ...(random.chance(0.5) ? { indicator: `indicator-${random.int(1, 69)}` } : {}), ...(random.chance(0.2) ? { campaign: `campaign-${random.int(1, 400)}` } : {}), due: { on: deadline.dueAt.slice(0, 10) },
    };
    const facts = [event('supervision.FindingIssued', 0, { number: `〔${year}〕督字第${n}号`, content, deadline, acknowledgeBy: at(2) }), event('supervision.FindingAcknowledged', 1, { late: false })];
    if (random.chance(0.9)) facts.push(event('supervision.RectificationProgressed', 5, { percent: '50', summary: '已完成排查，正在逐项整改并完善台账', evidence: [] }));
    if (random.chance(0.15)) facts.push(event('supervision.FindingEscalated', 10, { number: '', level: some(['blue', 'yellow', 'red']), trigger: 'overdue', dueAt: deadline.dueAt, policy: deadline.policy, recipients: [], text: { zh: '', en: '' } }));
    if (!open || random.chance(0.2)) facts.push(event('supervision.RectificationReported', 12, { problem: '', measures: '', results: '全部整改到位', evidence: [], without: [], late: false, dueAt: deadline.dueAt }));
    if (!open) facts.push(event('supervision.FindingClosed', random.int(13, 120), { opinion: '', onTime: true, ...(age < 180 ? { followUpOn: at(180).slice(0, 10) } : {}) }));
    let [row, state] = [undefined as FindingRow | undefined, fold.initial];
    for (const fact of facts) {
      state = fold.evolve(state, fact);
      row = rowOf(state as IssuedFinding, toldAfter(row, fact), fact);
    }
    return row!;
  };
}

interface Question {
  readonly what: string;
  readonly asked: (n: number) => LedgerFilters;
  /** The same in the peer's words: condition, order, values. */
  readonly peer: (n: number) => readonly [where: string, order: string, ...values: readonly (string | number)[]];
  /** Pages that are read one after the other; 1 when absent. */
  readonly pages?: number;
}

const latest = 'issuedAt DESC, serial DESC, key';
const unitOf = (n: number): string => units[n % unitCount]!;
const month = (n: number): string => `2024-${String((n % 12) + 1).padStart(2, '0')}`;

const questions: readonly Question[] = [
  { what: 'everything, latest first', asked: () => ({}), peer: () => ['1', latest] },
  { what: 'everything, the tenth page', asked: () => ({}), peer: () => ['1', latest], pages: 10 },
  { what: 'open, by due time', asked: () => ({ stage: 'open', sort: 'due' }), peer: () => ['stage = 0', 'dueAt, key'] },
  { what: 'overdue', asked: () => ({ overdue: 'true' }), peer: () => ['stage = 0 AND lateAfter < ?', 'dueAt, key', now] },
  { what: 'overdue of a unit', asked: (n) => ({ overdue: 'true', unit: unitOf(n) }), peer: (n) => ['unit = ? AND stage = 0 AND lateAfter < ?', 'dueAt, key', unitOf(n), now] },
  { what: 'a unit, latest first', asked: (n) => ({ unit: unitOf(n) }), peer: (n) => ['unit = ?', latest, unitOf(n)] },
  { what: 'a unit, open, gravest first', asked: (n) => ({ unit: unitOf(n), stage: 'open', sort: 'severity' }), peer: (n) => ['unit = ? AND stage = 0', 'gravity, issuedAt, key', unitOf(n)] },
  { what: 'open and red, longest first', asked: () => ({ stage: 'open', light: 'red', sort: 'days' }), peer: () => ["stage = 0 AND light = 'red'", 'byAge, key'] },
  { what: 'two statuses, latest first', asked: () => ({ status: ['acknowledged', 'rectifying'] }), peer: () => ["status IN ('acknowledged', 'rectifying')", latest] },
  { what: 'a measure, open', asked: (n) => ({ measure: String((n % 28) + 1), stage: 'open' }), peer: (n) => ['measure = ? AND stage = 0', latest, String((n % 28) + 1)] },
  { what: 'an indicator, latest first', asked: (n) => ({ indicator: `indicator-${(n % 69) + 1}` }), peer: (n) => ['indicator = ?', latest, `indicator-${(n % 69) + 1}`] },
  { what: 'a campaign', asked: (n) => ({ campaign: `campaign-${(n % 400) + 1}` }), peer: (n) => ['campaign = ?', latest, `campaign-${(n % 400) + 1}`] },
  { what: 'issued in a month, of a source', asked: (n) => ({ source: findingSources[n % 11]!, issuedFrom: `${month(n)}-01`, issuedTo: `${month(n)}-28` }), peer: (n) => ['source = ? AND issuedAt > ? AND issuedAt <= ?', latest, findingSources[n % 11]!, `${month(n)}-01`, `${month(n)}-28T16`] },
  { what: 'beginning of a number', asked: (n) => ({ number: `〔2024〕督字第8${n % 10}` }), peer: (n) => ['number >= ? AND number < ?', latest, `〔2024〕督字第8${n % 10}`, `〔2024〕督字第8${n % 10}\u{10ffff}`] },
  { what: 'closed and general, by due time', asked: () => ({ stage: 'closed', severity: 'general', sort: 'due' }), peer: () => ['stage = 1 AND gravity = 2', 'dueAt, key'] },
  { what: 'a severity and a source, all years', asked: (n) => ({ severity: 'serious', source: findingSources[n % 11]! }), peer: (n) => ['gravity = 1 AND source = ?', latest, findingSources[n % 11]!] },
];

/** What an audience of the supporting kind costs is measured apart: its conditions come from another table. */
const supportingOf = (unit: string, audiences: ReadonlyMap<string, readonly string[]>): readonly Condition[] => [{ field: 'audience', is: 'in', value: audiences.get(unit) ?? [] }];

/** Write all findings; tells what audiences each unit is part of. */
async function fill(store: SqliteReadStore, count: number): Promise<ReadonlyMap<string, readonly string[]>> {
  const make = madeUp(count);
  const audiences = new Map<string, Set<string>>();
  for (let done = 0; done < count; done += 2_000) {
    const rows: RowWrite[] = [];
    for (let n = done; n < Math.min(count, done + 2_000); n += 1) {
      const row = make(n);
      rows.push({ table, key: row.finding, row, position: n + 1 });
      for (const unit of [row.unit, ...row.supporting]) audiences.set(unit, (audiences.get(unit) ?? new Set()).add(row.audience));
    }
    await store.commit({ checkpoint: { projection: findings.name, generation: 1, position: done + rows.length }, rows });
  }
  return new Map([...audiences].map(([unit, of]) => [unit, [...of]]));
}

function fillPeer(peer: Database, count: number): void {
  const make = madeUp(count);
  const insert = peer.prepare(`INSERT INTO findings VALUES (${columns.map(() => '?').join(',')}, ?, ?)`);
  for (let done = 0; done < count; done += 2_000) {
    peer.exec('BEGIN');
    for (let n = done; n < Math.min(count, done + 2_000); n += 1) {
      const row = make(n);
      insert.run(...columns.map((column) => row[column] as string | number | null), row.finding, JSON.stringify(row));
    }
    peer.exec('COMMIT');
  }
}

const columns = ['unit', 'status', 'stage', 'gravity', 'source', 'measure', 'indicator', 'campaign', 'light', 'level', 'number', 'serial', 'issuedAt', 'dueAt', 'lateAfter', 'byAge'] as const;

/** The peer's table: the same columns, and an index for each question. */
function peerTable(path: string): Database {
  const peer = openDatabase(path);
  peer.exec('PRAGMA synchronous = NORMAL');
  peer.exec(`CREATE TABLE findings (${columns.join(', ')}, key TEXT PRIMARY KEY, row TEXT NOT NULL)`);
  const indexes = [
    'issuedAt DESC, serial DESC, key, status', 'stage, dueAt, key, gravity, light', 'stage, lateAfter', 'unit, stage, lateAfter, dueAt', 'unit, issuedAt DESC, serial DESC, key', 'stage, light, byAge', 'measure, stage, issuedAt DESC',
    'indicator, issuedAt DESC', 'campaign, issuedAt DESC', 'source, issuedAt DESC, gravity', 'number', 'stage, gravity, dueAt', 'gravity, source, issuedAt DESC, serial DESC, key', 'status',
  ];
  indexes.forEach((index, n) => peer.exec(`CREATE INDEX findings_${n} ON findings (${index})`));
  return peer;
}

interface Measured {
  readonly ms: number;
  readonly total: number;
}

async function ask(store: SqliteReadStore, where: readonly Condition[], filters: LedgerFilters, pages: number): Promise<Measured> {
  const conditions = [...where, ...ledgerConditions(filters, now), ...(filters.unit === undefined ? [] : [{ field: 'unit', is: 'eq' as const, value: filters.unit }])];
  const order = ledgerOrder(filters);
  let after: string | undefined;
  for (let page = 1; page < pages; page += 1) after = (await store.query(table, { where: conditions, order, limit: pageSize, ...(after === undefined ? {} : { after }) })).next;
  const from = performance.now();
  await store.query(table, { where: conditions, order, limit: pageSize, ...(after === undefined ? {} : { after }) });
  const total = await store.count(table, conditions);
  return { ms: performance.now() - from, total };
}

function askPeer(peer: Database, [where, order, ...values]: ReturnType<Question['peer']>, pages: number): Measured {
  const from = performance.now();
  const rows = peer.prepare(`SELECT row FROM findings WHERE ${where} ORDER BY ${order} LIMIT ${pageSize + 1} OFFSET ${(pages - 1) * pageSize}`).all(...values) as { row: string }[];
  for (const { row } of rows) JSON.parse(row);
  const { n } = peer.prepare(`SELECT count(*) AS n FROM findings WHERE ${where}`).get(...values) as { n: number };
  return { ms: performance.now() - from, total: n };
}

interface Figure {
  readonly what: string;
  readonly total: number;
  readonly times: readonly number[];
}

const spread = (figures: readonly Figure[]) => spreadOf(figures.flatMap(({ times }) => times));

async function measured(rounds: number, one: (question: Question, n: number) => Promise<Measured> | Measured): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const question of questions) {
    const times: number[] = [];
    let total = 0;
    for (let n = 0; n < rounds; n += 1) {
      const { ms, total: found } = await one(question, n);
      times.push(ms);
      total += found;
    }
    figures.push({ what: question.what, total, times });
  }
  return figures;
}

/** Ours: filled, asked, and removed again before the peer is, so that the disk holds one of them at a time. */
async function ours(folder: string, count: number, rounds: number) {
  const path = join(folder, 'rows.db');
  const store = new SqliteReadStore(path);
  await store.ensure(table);
  const from = performance.now();
  const audiences = await fill(store, count);
  const fillSeconds = rounded((performance.now() - from) / 1_000);
  const figures = await measured(rounds, ({ asked, pages = 1 }, n) => ask(store, [], asked(n), pages));
  const seen: number[] = [];
  for (let n = 0; n < rounds; n += 1) seen.push((await ask(store, supportingOf(unitOf(n), audiences), { stage: n % 2 ? 'open' : undefined }, 1)).ms);
  const largest = Math.max(...[...audiences.values()].map((of) => of.length));
  figures.push({ what: `what a unit leads or supports, of up to ${largest} audiences`, total: 0, times: seen });
  const open = await store.count(table, [{ field: 'stage', is: 'eq', value: stageOpen }]);
  await store.close();
  const diskMiB = mib(path);
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  return { figures, fillSeconds, open, diskMiB };
}

async function peers(folder: string, count: number, rounds: number) {
  const path = join(folder, 'peer.db');
  const peer = peerTable(path);
  fillPeer(peer, count);
  const figures = await measured(rounds, ({ peer: words, pages = 1 }, n) => askPeer(peer, words(n), pages));
  peer.close();
  return { figures, diskMiB: mib(path) };
}

export async function ledgerBench({ say, keep }: BenchContext, count: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-bench-ledger-'));
  try {
    const own = await ours(folder, count, rounds);
    say(`${count} findings, ${own.open} of them open, written in ${own.fillSeconds} s, ${own.diskMiB} MiB`);
    for (const { what, times } of own.figures) say(`${what}: p50 ${spreadOf(times).median} p99 ${spreadOf(times).p99} ms`);
    say(`all questions: p99 ${spread(own.figures).p99} ms`);
    const peer = await peers(folder, count, rounds);
    const lines = own.figures.map(({ what, total, times }, n) => {
      const other = peer.figures[n];
      if (other && other.total !== total && !what.startsWith('issued in')) throw new Error(`${what}: ${total} findings in all rounds, the peer has ${other.total}`);
      return { what, total: Math.round(total / rounds), ms: spreadOf(times), ...(other ? { peerMs: spreadOf(other.times) } : {}) };
    });
    for (const { what, peerMs } of lines) if (peerMs) say(`plain SQL, ${what}: p50 ${peerMs.median} p99 ${peerMs.p99} ms`);
    const all = spread(own.figures);
    keep('ledger', {
      findings: count, open: own.open, rounds, pageSize, seed, fillSeconds: own.fillSeconds, diskMiB: { rows: own.diskMiB, peer: peer.diskMiB }, questions: lines, allQuestionsMs: all, peerMs: spread(peer.figures),
      targetP99Ms: 100, met: all.p99 < 100,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mib = (path: string): number => Math.round(statSync(path).size / 1_048_576);

if (isProgram(import.meta.url)) await ledgerBench(fileContext(), Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 40));
