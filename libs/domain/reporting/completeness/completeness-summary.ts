import type { DecimalText, Instant, PeriodKind } from '#engine/kernel';
import { rateOf, type CompletenessRow } from './completeness-row.js';

const counted = ['expected', 'notApplicable', 'notReleased', 'owed', 'missing', 'waiting', 'declared', 'returned', 'verified', 'onTime', 'late', 'beyond'] as const;

/** All units of one period together. */
export interface PeriodSummary extends Record<(typeof counted)[number], number> {
  readonly plan: string;
  readonly period: string;
  readonly kind: PeriodKind;
  readonly year: number;
  /** Units that owe something. */
  readonly units: number;
  /** Of them, those with every owed report verified. */
  readonly unitsComplete: number;
  readonly waitingSince: Instant | null;
  readonly onTimeRate: DecimalText | null;
}

/** Add up the units of each period; the rate is of the sums, not the mean of rates. Latest period first. */
export function summary(rows: readonly CompletenessRow[]): PeriodSummary[] {
  const groups = new Map<string, CompletenessRow[]>();
  for (const row of rows) {
    const known = groups.get(row.period);
    if (known) known.push(row);
    else groups.set(row.period, [row]);
  }
  return [...groups.values()].map(summed).sort((a, b) => (a.period < b.period ? 1 : -1));
}

function summed(rows: readonly CompletenessRow[]): PeriodSummary {
  const { plan, period, kind, year } = rows[0]!;
  const sums = Object.fromEntries(counted.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)])) as Record<(typeof counted)[number], number>;
  return {
    plan, period, kind, year, ...sums,
    units: rows.filter((row) => row.owed > 0).length,
    unitsComplete: rows.filter((row) => row.state === 'verified').length,
    waitingSince: earliest(rows),
    onTimeRate: rateOf(sums.onTime, sums.owed),
  };
}

/** One unit on the verification board. */
export interface BoardLine {
  readonly unit: string;
  /** Reports and declarations that wait, in all its periods. */
  readonly waiting: number;
  readonly waitingSince: Instant | null;
  readonly periods: readonly Pick<CompletenessRow, 'period' | 'state' | 'owed' | 'missing' | 'waiting' | 'declared' | 'returned' | 'verified' | 'late' | 'waitingSince'>[];
}

/** Units by periods: who waits longest comes first, who waits for nothing last, by code. */
export function boardLines(rows: readonly CompletenessRow[]): BoardLine[] {
  const units = new Map<string, CompletenessRow[]>();
  for (const row of rows) {
    const known = units.get(row.unit);
    if (known) known.push(row);
    else units.set(row.unit, [row]);
  }
  const lines = [...units].map(([unit, own]) => ({
    unit,
    waiting: own.reduce((sum, row) => sum + row.waiting + row.declared, 0),
    waitingSince: earliest(own),
    periods: own.sort((a, b) => (a.period < b.period ? -1 : 1)).map(({ period, state, owed, missing, waiting, declared, returned, verified, late, waitingSince }) => ({
      period, state, owed, missing, waiting, declared, returned, verified, late, waitingSince,
    })),
  }));
  return lines.sort((a, b) => compare(a.waitingSince ?? '9', b.waitingSince ?? '9') || compare(a.unit, b.unit));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function earliest(rows: readonly CompletenessRow[]): Instant | null {
  return rows.reduce<Instant | null>((first, { waitingSince }) => (waitingSince !== null && (first === null || waitingSince < first) ? waitingSince : first), null);
}
