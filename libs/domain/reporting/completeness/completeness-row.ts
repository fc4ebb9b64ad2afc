import { daysOf, decimal, fixed, parsePeriod, type DecimalText, type Instant, type PeriodKind } from '#engine/kernel';
import type { ReportStatus } from '../report.state.js';

/** Where the reports of one unit in one period stand, by the least advanced of them; nothing owed has a name of its own. */
export const completenessStates = ['nothing-owed', 'missing', 'returned', 'waiting', 'verified'] as const;
export type CompletenessState = (typeof completenessStates)[number];

/**
 * The reports of one unit in one period. `expected` = notApplicable + notReleased + owed, and
 * `owed` = missing + waiting + declared + returned + verified. Indicators reported by event are never expected.
 */
export type CompletenessRow = {
  readonly plan: string;
  readonly period: string;
  readonly kind: PeriodKind;
  readonly year: number;
  readonly unit: string;
  readonly periodStatus: 'open' | 'closed';
  /** Due time as first set, and the one that holds for this unit now. */
  readonly firstDueAt: Instant;
  readonly dueAt: Instant;
  /** Reports that the definition cards ask of the unit for such a period. */
  readonly expected: number;
  readonly notApplicable: number;
  readonly notReleased: number;
  readonly owed: number;
  readonly missing: number;
  /** Reported and not yet verified. */
  readonly waiting: number;
  /** Declared not applicable and not yet settled. */
  readonly declared: number;
  readonly returned: number;
  readonly verified: number;
  /** Owed and first reported by the due time as first set; after it, within an extension or reopening. */
  readonly onTime: number;
  readonly late: number;
  /** Reports that no card expects for this period, such as those by event. */
  readonly beyond: number;
  /** Since when the report or declaration that waits longest has been waiting. */
  readonly waitingSince: Instant | null;
  readonly state: CompletenessState;
  /** onTime ÷ owed as a percentage with two places, rounded half up; null when nothing is owed. */
  readonly onTimeRate: DecimalText | null;
};

/** What is known of one report. Times are epoch milliseconds. */
export interface ReportCell {
  readonly status: ReportStatus;
  /** When a value was first reported. */
  readonly firstAt: number | null;
  /** When it came into its status. */
  readonly since: number;
}

/** A period as completeness needs it. */
export interface PeriodFacts {
  readonly status: 'open' | 'closed';
  readonly firstDueAt: Instant;
  readonly dueAt: Instant;
  readonly exceptions: Readonly<Record<string, Instant>>;
}

export interface CompletenessInput {
  readonly plan: string;
  readonly period: string;
  readonly unit: string;
  readonly facts: PeriodFacts;
  readonly expected: ReadonlySet<string>;
  readonly cells: ReadonlyMap<string, ReportCell>;
}

/** Count the reports of one unit in one period. */
export function completenessRow({ plan, period, unit, facts, expected, cells }: CompletenessInput): CompletenessRow {
  const count: Record<ReportStatus, number> = { reported: 0, verified: 0, returned: 0, 'not-applicable-declared': 0, 'not-applicable': 0, 'not-released': 0 };
  const firstDue = Date.parse(facts.firstDueAt);
  let [seen, beyond, onTime, late, since] = [0, 0, 0, 0, Infinity];
  for (const [indicator, cell] of cells) {
    if (cell.status === 'reported' || cell.status === 'not-applicable-declared') since = Math.min(since, cell.since);
    if (!expected.has(indicator)) {
      beyond += 1;
      continue;
    }
    seen += 1;
    count[cell.status] += 1;
    if (cell.firstAt === null || cell.status === 'not-applicable' || cell.status === 'not-released') continue;
    if (cell.firstAt <= firstDue) onTime += 1;
    else late += 1;
  }
  const missing = expected.size - seen;
  const owed = expected.size - count['not-applicable'] - count['not-released'];
  const { kind, year } = parsePeriod(period)!;
  const exception = facts.exceptions[unit];
  return {
    plan, period, kind, year, unit, periodStatus: facts.status, firstDueAt: facts.firstDueAt, dueAt: exception !== undefined && exception > facts.dueAt ? exception : facts.dueAt,
    expected: expected.size, notApplicable: count['not-applicable'], notReleased: count['not-released'], owed, missing,
    waiting: count.reported, declared: count['not-applicable-declared'], returned: count.returned, verified: count.verified, onTime, late, beyond,
    waitingSince: since === Infinity ? null : new Date(since).toISOString(),
    state: stateOf(owed, missing, count),
    onTimeRate: rateOf(onTime, owed),
  };
}

function stateOf(owed: number, missing: number, count: Readonly<Record<ReportStatus, number>>): CompletenessState {
  if (owed === 0) return 'nothing-owed';
  if (missing > 0) return 'missing';
  if (count.returned > 0) return 'returned';
  return count.reported + count['not-applicable-declared'] > 0 ? 'waiting' : 'verified';
}

/** A share as a percentage with two places; null of nothing. */
export function rateOf(part: number, whole: number): DecimalText | null {
  return whole === 0 ? null : fixed(decimal(part).times(100).div(whole), 2);
}

/** Whether a unit that is gone from a day on still owes reports for a period: only for those that ended before. */
export const goneFor = (period: string, goneFrom: string | undefined): boolean => goneFrom !== undefined && goneFrom <= daysOf(parsePeriod(period)!).last;
