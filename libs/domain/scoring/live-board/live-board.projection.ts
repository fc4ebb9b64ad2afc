import type { JsonObject, Recorded } from '#engine/kernel';
import { model, type ModelRowChange } from '#engine/projections';
import type { PlanEvent } from '#domain/plan';
import type { PeriodEvent, ReportEvent } from '#domain/reporting';
import { LiveBoard } from '../board/live-board.js';
import { leavesOf } from '../scheme/check.js';
import { parseScheme, type Group, type Scheme } from '../scheme/scheme.js';
import type { RunningResult } from '../sheet/result.js';
import type { SchemeEvent } from '../scheme.events.js';
import { everyUnit, factKey, factOf, PlanFacts, type BoardFact } from './board-facts.js';

type BoardEvent = PlanEvent | ReportEvent | PeriodEvent | SchemeEvent;

/** A line of a board: a unit's running score. The rank is told when the board is read: it depends on every line. */
export type ScoreRow = RunningResult & {
  /** Plan, year and group in one, as rows of a board are looked up: {@link boardKey}. */
  readonly board: string;
  readonly plan: string;
  readonly year: number;
  readonly group: string;
  readonly scheme: string;
  readonly schemeVersion: number;
};

/** A published scheme that a board runs on. */
export type BoardScheme = { readonly kind: 'scheme'; readonly plan: string; readonly unit: typeof everyUnit; readonly year: number; readonly scheme: string; readonly version: number; readonly position: number; readonly content: JsonObject };

interface Board {
  readonly year: number;
  readonly group: string;
  readonly scheme: Scheme;
  readonly indicators: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly live: LiveBoard;
}

interface PlanModel {
  readonly facts: PlanFacts;
  readonly schemes: Map<string, BoardScheme>;
  readonly boards: Map<string, Board>;
  /** Rows as written, to write only what changes. */
  readonly shown: Map<string, ScoreRow>;
  /** Boards are built when first needed, so that restoring facts costs no calculation. */
  built: boolean;
}

export class BoardModel {
  readonly plans = new Map<string, PlanModel>();

  plan(code: string): PlanModel {
    let plan = this.plans.get(code);
    if (!plan) this.plans.set(code, (plan = { facts: new PlanFacts(), schemes: new Map(), boards: new Map(), shown: new Map(), built: false }));
    return plan;
  }
}

export const scoreTable = {
  name: 'scores',
  fields: { board: 'text' },
  indexes: [['board']],
  temporal: true,
} as const;

export const boardFactTable = {
  name: 'board-facts',
  fields: { plan: 'text', unit: 'text', indicator: 'text' },
  indexes: [['unit', 'plan'], ['indicator', 'plan']],
  temporal: true,
} as const;

/** The running score of every unit while the year goes on, by plan, year and group. */
export const liveBoard = model<BoardModel, BoardEvent>({
  name: 'live-board',
  version: 2,
  events: ['plan.Indicator', 'plan.Target', 'reporting.', 'scoring.SchemePublished', 'scoring.SchemeWithdrawn'],
  tables: [boardFactTable, scoreTable],
  initial: () => new BoardModel(),
  restore: (boards, table, key, row) => {
    if (table === boardFactTable.name) restoreFact(boards, row as unknown as BoardFact | BoardScheme);
    else boards.plan(String(row['plan'])).shown.set(key, row as unknown as ScoreRow);
  },
  apply: (boards, event) => {
    if (event.type === 'scoring.SchemePublished' || event.type === 'scoring.SchemeWithdrawn') return schemeChanged(boards, event);
    const plan = boards.plan(event.data.plan);
    build(plan);
    const fact = factOf(event as Recorded<PlanEvent | ReportEvent | PeriodEvent>, plan.facts);
    if (!fact) return [];
    plan.facts.put(fact);
    return [{ table: boardFactTable.name, key: factKey(fact), row: fact as never }, ...scoreChanges(plan, fact)];
  },
});

function restoreFact(boards: BoardModel, fact: BoardFact | BoardScheme): void {
  const plan = boards.plan(fact.plan);
  if (fact.kind === 'scheme') plan.schemes.set(schemeKey(fact), fact);
  else plan.facts.put(fact);
}

const schemeKey = (s: { readonly year: number; readonly scheme: string }): string => `${s.year}/${s.scheme}`;

function build(plan: PlanModel): void {
  if (plan.built) return;
  plan.built = true;
  for (const year of new Set([...plan.schemes.values()].map((s) => s.year))) buildYear(plan, year);
}

/** The boards of a year, from the schemes in force: where two cover a group, the one published last holds. */
function buildYear(plan: PlanModel, year: number): Board[] {
  for (const [key, board] of plan.boards) if (board.year === year) plan.boards.delete(key);
  const inForce = [...plan.schemes.values()].filter((s) => s.year === year).sort((a, b) => a.position - b.position);
  const groups = new Map<string, { readonly scheme: Scheme; readonly group: Group }>();
  for (const { content, version } of inForce) {
    const parsed = parseScheme(content);
    if ('problems' in parsed) continue;
    for (const group of parsed.scheme.groups) groups.set(group.code, { scheme: { ...parsed.scheme, version }, group });
  }
  const built = [...groups.values()].map(({ scheme, group }) => buildBoard(plan.facts, scheme, group, year));
  for (const board of built) plan.boards.set(`${year}/${board.group}`, board);
  return built;
}

function buildBoard(facts: PlanFacts, scheme: Scheme, group: Group, year: number): Board {
  const indicators = indicatorsOf(group);
  const units = unitsOf(group, facts);
  return { year, group: group.code, scheme, indicators: new Set(indicators), units: new Set(units), live: new LiveBoard(scheme, group.code, facts.groupInput(units, indicators, year)) };
}

/** Units of a group; `*` is every unit that reports one of its indicators. */
export function unitsOf(group: Group, facts: PlanFacts): readonly string[] {
  if (group.units !== '*') return group.units;
  const units = new Set<string>();
  for (const indicator of indicatorsOf(group)) for (const unit of facts.cards.get(indicator)?.card.reportedBy ?? []) units.add(unit);
  return [...units].sort();
}

/** Codes of every indicator that a group reads: scored ones, denominators, those a method or a veto looks at. */
export function indicatorsOf(group: Group): readonly string[] {
  const found = new Set<string>(group.vetoes.flatMap((veto) => (veto.indicator ? [veto.indicator.code] : [])));
  for (const leaf of leavesOf(group.tree)) {
    found.add(leaf.indicator);
    for (const treatment of leaf.treat ?? []) if (treatment.type === 'per') found.add(treatment.indicator);
    for (const part of Object.values(leaf.method)) if (typeof part === 'object' && part !== null && 'indicator' in part) found.add(String(part.indicator));
  }
  return [...found];
}

function schemeChanged(boards: BoardModel, event: Recorded<SchemeEvent>): ModelRowChange[] {
  if (event.type !== 'scoring.SchemePublished' && event.type !== 'scoring.SchemeWithdrawn') return [];
  const { plan: code, year, scheme } = event.data;
  const plan = boards.plan(code);
  build(plan);
  const key = schemeKey({ year, scheme });
  const row: BoardScheme | undefined =
    event.type === 'scoring.SchemePublished'
      ? { kind: 'scheme', plan: code, unit: everyUnit, year, scheme, version: event.data.version, position: event.position, content: event.data.content as JsonObject }
      : undefined;
  if (row) plan.schemes.set(key, row);
  else plan.schemes.delete(key);
  return [{ table: boardFactTable.name, key: `scheme/${code}/${key}`, row: row as never }, ...yearChanges(plan, code, year)];
}

/** Rows of a year whose boards were built anew: those that changed, and those that nothing stands for any more. */
function yearChanges(plan: PlanModel, code: string, year: number): ModelRowChange[] {
  const built = buildYear(plan, year);
  const kept = new Set(built.flatMap((board) => [...board.units].map((unit) => scoreKey(code, year, board.group, unit))));
  const gone = [...plan.shown.keys()].filter((key) => key.startsWith(`${code}/${year}/`) && !kept.has(key));
  for (const key of gone) plan.shown.delete(key);
  return [
    ...gone.map((key): ModelRowChange => ({ table: scoreTable.name, key, row: undefined })),
    ...built.flatMap((board) => rowsOf(plan, code, board, board.live.running)),
  ];
}

/** Rows that a new fact changes: a value or target reaches its unit, a card or period the whole board. */
function scoreChanges(plan: PlanModel, fact: BoardFact): ModelRowChange[] {
  const changes: ModelRowChange[] = [];
  for (const [key, board] of plan.boards) {
    if (fact.kind === 'card' || fact.kind === 'period') {
      const concerned = fact.kind === 'card' ? board.indicators.has(fact.indicator) : fact.period.startsWith(`${board.year}`);
      if (!concerned) continue;
      const group = board.scheme.groups.find((g) => g.code === board.group)!;
      const rebuilt = buildBoard(plan.facts, board.scheme, group, board.year);
      plan.boards.set(key, rebuilt);
      changes.push(...rowsOf(plan, fact.plan, rebuilt, rebuilt.live.running));
      continue;
    }
    if (yearOf(fact) > board.year || !board.indicators.has(fact.indicator)) continue;
    const unit = fact.unit === 'city' ? plan.facts.onlyReporter(fact.indicator) : fact.unit;
    if (unit === undefined || !board.units.has(unit)) continue;
    const changed = board.live.applyRunning(unit, fact.indicator, plan.facts.indicatorInput(unit, fact.indicator, board.year));
    changes.push(...rowsOf(plan, fact.plan, board, changed));
  }
  return changes;
}

const yearOf = (fact: { readonly year?: number; readonly period?: string }): number => fact.year ?? Number(fact.period!.slice(0, 4));

function rowsOf(plan: PlanModel, code: string, { year, group, scheme }: Board, results: readonly RunningResult[]): ModelRowChange[] {
  const board = boardKey(code, year, group);
  const changes: ModelRowChange[] = [];
  for (const r of results) {
    const key = scoreKey(code, year, group, r.unit);
    // Field by field: spreading costs more than the comparison, and this runs for each value of each unit in a rebuild.
    const row: ScoreRow = {
      board, plan: code, year, group, scheme: scheme.id, schemeVersion: scheme.version,
      unit: r.unit, base: r.base, bonus: r.bonus, deduction: r.deduction, raw: r.raw, published: r.published, grade: r.grade, scoreGrade: r.scoreGrade,
      vetoed: r.vetoed, quota: r.quota, coverage: r.coverage, gaps: r.gaps, provisional: r.provisional, noTotal: r.noTotal,
    };
    const before = plan.shown.get(key);
    if (before && sameRow(before, row)) continue;
    plan.shown.set(key, row);
    changes.push({ table: scoreTable.name, key, row });
  }
  return changes;
}

/** Rows hold plain values only. */
function sameRow(before: ScoreRow, row: ScoreRow): boolean {
  for (const field in row) if (before[field as keyof ScoreRow] !== row[field as keyof ScoreRow]) return false;
  return true;
}

/** What rows of one board have in common. */
export const boardKey = (plan: string, year: number, group: string): string => `${plan}/${year}/${group}`;

/** Key of a score row. */
export const scoreKey = (plan: string, year: number, group: string, unit: string): string => `${boardKey(plan, year, group)}/${unit}`;
