import { cityDate, type DateText, type Instant } from '#engine/kernel';
import type { RoundCalendar } from '../round.events.js';
import { roundSteps, type OpenRound } from '../round.state.js';
import type { RoundUnitRow } from './round-units.projection.js';

/** What of a unit is later than the calendar of the round says. */
export const lateParts = ['self-assessment', 'site-check', 'marks', 'bonuses', 'reviews'] as const;
export type LatePart = (typeof lateParts)[number];

/** Where a unit stands in a round. */
export interface BoardLine {
  readonly unit: string;
  readonly group: string;
  readonly self: RoundUnitRow['self'];
  readonly selfAt: Instant | null;
  readonly selfScore: string | null;
  /** Day by which a self-assessment that was returned is to be there again. */
  readonly resubmitBy: DateText | null;
  readonly siteChecks: number;
  /** Items that raters mark and none has marked yet. */
  readonly marksMissing: readonly string[];
  readonly bonusesUndecided: number;
  readonly deductions: number;
  readonly conduct: number;
  readonly vetoes: number;
  readonly adjustments: number;
  readonly reviewsOpen: number;
  readonly reviewsLate: number;
  readonly stayed: boolean;
  readonly late: readonly LatePart[];
}

/** A unit's line. @param raterLeaves leaves of its group that raters mark */
export function boardLine(known: OpenRound, row: RoundUnitRow, raterLeaves: readonly string[], now: Instant): BoardLine {
  const { unit, group, self, selfAt, selfScore, resubmitBy, siteChecks, marks, claims, decided, adjustments, reviews } = row;
  const open = reviews.filter(({ status }) => status === 'open');
  const count = (kind: RoundUnitRow['entries'][string]): number => Object.values(row.entries).filter((one) => one === kind).length;
  const line = {
    unit, group, self, selfAt, selfScore, resubmitBy, siteChecks: siteChecks.length,
    marksMissing: raterLeaves.filter((leaf) => (marks[leaf] ?? []).length === 0), bonusesUndecided: claims.filter((claim) => decided[claim] === undefined).length,
    deductions: count('deduction'), conduct: count('conduct'), vetoes: count('veto'), adjustments: adjustments.length,
    reviewsOpen: open.length, reviewsLate: open.filter(({ decideBy }) => now > decideBy).length, stayed: open.some(({ stayed }) => stayed),
  };
  return { ...line, late: lateParts.filter((part) => isLate[part](known, line, cityDate(now))) };
}

type Counts = Omit<BoardLine, 'late'>;

const passed = ({ calendar }: OpenRound, until: Exclude<keyof RoundCalendar, 'requestDays' | 'decisionDays'>, today: DateText): boolean => today > calendar[until];
const before = ({ step }: OpenRound, later: OpenRound['step']): boolean => roundSteps.indexOf(step) < roundSteps.indexOf(later);

/** Late is what is not there after its day, as long as it can still come; a self-assessment that came late stays marked. */
const isLate: Readonly<Record<LatePart, (known: OpenRound, line: Counts, today: DateText) => boolean>> = {
  'self-assessment': (known, { self, resubmitBy }, today) => self === 'late' || (before(known, 'site-checks') && self !== 'submitted' && today > (resubmitBy ?? known.calendar.selfAssessmentBy)),
  'site-check': (known, { siteChecks }, today) => before(known, 'frozen') && siteChecks === 0 && passed(known, 'siteChecksBy', today),
  marks: (known, { marksMissing }, today) => before(known, 'notified') && marksMissing.length > 0 && passed(known, 'freezeBy', today),
  bonuses: (known, { bonusesUndecided }, today) => before(known, 'notified') && bonusesUndecided > 0 && passed(known, 'freezeBy', today),
  reviews: (_, { reviewsLate }) => reviewsLate > 0,
};
