import type { JsonObject, Recorded } from '#engine/kernel';
import { model, type ModelRowChange } from '#engine/projections';
import type { PlanEvent } from '#domain/plan';
import type { PeriodEvent, ReportEvent } from '#domain/reporting';
import type { RunningResult } from '../sheet/result.js';
import type { SchemeEvent } from '../scheme.events.js';
import { everyUnit, factKey, type BoardFact, type PlanFact } from './board-facts.js';
import { BoardModel, schemeKey, type Board, type BoardScheme, type PlanModel, type ScoreRow } from './board-model.js';
import { factOf } from './fact-of.js';
import { factEventTypes } from './facts-replay.js';
import { supervisionFactOf, type SupervisionEvent } from './supervision-fact-of.js';
import { unitFactKey, yearsOf } from './supervision-facts.js';

type PlanBoundEvent = PlanEvent | ReportEvent | PeriodEvent;
type BoardEvent = PlanBoundEvent | SchemeEvent | SupervisionEvent;

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

export type { ScoreRow };

/** The running score of every unit while the year goes on, by plan, year and group. */
export const liveBoard = model<BoardModel, BoardEvent>({
  name: 'live-board',
  version: 4,
  events: [...factEventTypes, 'scoring.SchemePublished', 'scoring.SchemeWithdrawn'],
  tables: [boardFactTable, scoreTable],
  initial: () => new BoardModel(),
  restore: (boards, table, key, row) => {
    if (table === boardFactTable.name) boards.restore(row as unknown as BoardFact | BoardScheme);
    else boards.plan(String(row['plan'])).shown.set(key, row as unknown as ScoreRow);
  },
  apply: (boards, event) => {
    if (event.type.startsWith('supervision.')) return supervisionChanged(boards, event as Recorded<SupervisionEvent>);
    if (event.type.startsWith('scoring.')) return schemeChanged(boards, event as Recorded<SchemeEvent>);
    return planChanged(boards, event as Recorded<PlanBoundEvent>);
  },
});

const factRow = (key: string, fact: BoardFact | BoardScheme | undefined): ModelRowChange => ({ table: boardFactTable.name, key, row: fact as never });

function planChanged(boards: BoardModel, event: Recorded<PlanBoundEvent>): ModelRowChange[] {
  const plan = boards.plan(event.data.plan);
  plan.build();
  const before = 'period' in event.data ? plan.facts.periods.get(event.data.period)?.status : undefined;
  const fact = factOf(event, plan.facts);
  if (!fact) return [];
  plan.facts.put(fact);
  // More time alone moves no score: whether a report was late is settled when it comes.
  const moved = fact.kind !== 'period' || fact.status !== before;
  return [factRow(factKey(fact), fact), ...(moved ? scoreChanges(plan, fact) : [])];
}

function schemeChanged(boards: BoardModel, event: Recorded<SchemeEvent>): ModelRowChange[] {
  if (event.type !== 'scoring.SchemePublished' && event.type !== 'scoring.SchemeWithdrawn') return [];
  const { plan: code, year, scheme } = event.data;
  const plan = boards.plan(code);
  plan.build();
  const key = schemeKey({ year, scheme });
  const row: BoardScheme | undefined =
    event.type === 'scoring.SchemePublished'
      ? { kind: 'scheme', plan: code, unit: everyUnit, year, scheme, version: event.data.version, position: event.position, content: event.data.content as JsonObject }
      : undefined;
  if (row) plan.schemes.set(key, row);
  else plan.schemes.delete(key);
  return [factRow(`scheme/${code}/${key}`, row), ...yearChanges(plan, year)];
}

/** Rows of a year whose boards were built anew: those that changed, and those that nothing stands for any more. */
function yearChanges(plan: PlanModel, year: number): ModelRowChange[] {
  const built = plan.buildYear(year);
  const kept = new Set(built.flatMap((board) => [...board.units].map((unit) => scoreKey(plan.code, year, board.group, unit))));
  const gone = [...plan.shown.keys()].filter((key) => key.startsWith(`${plan.code}/${year}/`) && !kept.has(key));
  for (const key of gone) plan.shown.delete(key);
  return [
    ...gone.map((key): ModelRowChange => ({ table: scoreTable.name, key, row: undefined })),
    ...built.flatMap((board) => rowsOf(plan, board, board.live.running)),
  ];
}

/** A finding or interview reaches its unit, on the boards of the years in which it counts or counted; taken over by another unit, both. */
function supervisionChanged(boards: BoardModel, event: Recorded<SupervisionEvent>): ModelRowChange[] {
  const fact = supervisionFactOf(event, boards.unitFacts);
  const before = fact && boards.unitFacts.get(unitFactKey(fact));
  if (!fact || fact === before) return [];
  const units = new Set([fact.unit, before?.unit ?? fact.unit]);
  const years = new Set([...yearsOf(before), ...yearsOf(fact)]);
  const changes = boards.putUnitFact(fact).flatMap((plan) => {
    plan.build();
    const concerned = [...plan.boards.values()].filter((board) => years.has(board.year));
    return concerned.flatMap((board) => [...units].flatMap((unit) => supervisedRows(plan, board, unit)));
  });
  return [factRow(unitFactKey(fact), fact), ...changes];
}

function supervisedRows(plan: PlanModel, board: Board, unit: string): ModelRowChange[] {
  if (!board.units.has(unit)) return [];
  return rowsOf(plan, board, board.live.applyUnitRunning(unit, { supervision: plan.facts.supervisionInput(unit, [...board.indicators], board.year) }));
}

/** Rows that a new fact of a plan changes: a value or target reaches its unit, a card or period the whole board. */
function scoreChanges(plan: PlanModel, fact: PlanFact): ModelRowChange[] {
  const changes: ModelRowChange[] = [];
  for (const board of [...plan.boards.values()]) {
    if (fact.kind === 'card' || fact.kind === 'period') {
      const concerned = fact.kind === 'card' ? board.indicators.has(fact.indicator) : fact.period.startsWith(`${board.year}`);
      if (!concerned) continue;
      const rebuilt = plan.rebuild(board);
      changes.push(...rowsOf(plan, rebuilt, rebuilt.live.running));
      continue;
    }
    if (yearOf(fact) > board.year || !board.indicators.has(fact.indicator)) continue;
    const unit = fact.unit === 'city' ? plan.facts.onlyReporter(fact.indicator) : fact.unit;
    if (unit === undefined || !board.units.has(unit)) continue;
    const changed = board.live.applyRunning(unit, fact.indicator, plan.facts.indicatorInput(unit, fact.indicator, board.year));
    changes.push(...rowsOf(plan, board, changed));
    if (fact.kind === 'report' && fact.late && yearOf(fact) === board.year) changes.push(...supervisedRows(plan, board, unit));
  }
  return changes;
}

const yearOf = (fact: { readonly year?: number; readonly period?: string }): number => fact.year ?? Number(fact.period!.slice(0, 4));

function rowsOf(plan: PlanModel, { year, group, scheme }: Board, results: readonly RunningResult[]): ModelRowChange[] {
  const board = boardKey(plan.code, year, group);
  const changes: ModelRowChange[] = [];
  for (const r of results) {
    const key = scoreKey(plan.code, year, group, r.unit);
    // Field by field: spreading costs more than the comparison, and this runs for each value of each unit in a rebuild.
    const row: ScoreRow = {
      board, plan: plan.code, year, group, scheme: scheme.id, schemeVersion: scheme.version,
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
