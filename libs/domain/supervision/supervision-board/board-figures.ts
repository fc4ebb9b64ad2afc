import { cityDate, decimal, fixed, type DecimalText, type Instant } from '#engine/kernel';
import type { BoardFinding } from './board-finding.js';
import { noCounts, plus, type BoardCell, type Counts, type Grouping } from './board-cell.js';

/** A share or an average with what it is made of; no value of nothing. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  /** A percentage, or a number of days, with two places, rounded half up. */
  readonly value: DecimalText | null;
}

/** Days since issue of the open findings 库龄: first and last day of each bucket, the last one without end. */
export const ageBuckets = [[0, 7], [8, 15], [16, 30], [31, 60], [61, null]] as const;

export interface BoardFigures extends Omit<Counts, 'days' | 'timed' | 'onceClosed'> {
  readonly overdue: number;
  /** Open findings in each of {@link ageBuckets}. */
  readonly ageing: readonly number[];
  /** 按期办结率: closed in time ÷ due to be closed, which are the closed ones and those overdue. Contested, under check or suspended is not yet due. */
  readonly onTimeRate: Ratio;
  /** 办结率: closed ÷ issued. */
  readonly closingRate: Ratio;
  /** 平均用时: working days from issue to closing. */
  readonly averageDays: Ratio;
  /** 退回率: returned at least once ÷ issued. */
  readonly returnRate: Ratio;
  /** 延期率: extended at least once ÷ issued. */
  readonly extensionRate: Ratio;
  /** 反弹率: relapsed at least once ÷ closed at least once. */
  readonly relapseRate: Ratio;
}

interface Clocked {
  overdue: number;
  readonly ageing: number[];
}

/** Figures by value of a grouping, in the order of the values, and of all together. */
export function boardFigures(by: Grouping, cells: readonly BoardCell[], open: readonly BoardFinding[], now: Instant): { readonly items: readonly ({ readonly value: string } & BoardFigures)[]; readonly total: BoardFigures } {
  const counts = new Map<string, Counts>();
  for (const cell of cells) counts.set(cell.value, plus(counts.get(cell.value) ?? noCounts, cell));
  const clocks = new Map<string, Clocked>();
  const today = Date.parse(cityDate(now));
  for (const finding of open) {
    const clock = clocks.get(finding[by]) ?? { overdue: 0, ageing: ageBuckets.map(() => 0) };
    if (finding.lateAfter < now) clock.overdue += 1;
    const age = Math.max(0, today - Date.parse(finding.issuedOn)) / 86_400_000;
    clock.ageing[ageBuckets.findLastIndex(([from]) => age >= from)]! += 1;
    clocks.set(finding[by], clock);
  }
  const none = { overdue: 0, ageing: ageBuckets.map(() => 0) };
  const all: Clocked = { overdue: 0, ageing: ageBuckets.map(() => 0) };
  for (const clock of clocks.values()) {
    all.overdue += clock.overdue;
    clock.ageing.forEach((count, bucket) => (all.ageing[bucket]! += count));
  }
  return {
    items: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, counted]) => ({ value, ...figures(counted, clocks.get(value) ?? none) })),
    total: figures([...counts.values()].reduce((sum, one) => plus(sum, one), noCounts), all),
  };
}

function figures({ days, timed, onceClosed, ...counts }: Counts, { overdue, ageing }: Clocked): BoardFigures {
  const { issued, open, closed, withdrawn, onTime, returned, extended, relapsed } = counts;
  return {
    issued, open, closed, withdrawn, onTime, returned, extended, relapsed, overdue, ageing,
    onTimeRate: percent(onTime, closed + overdue), closingRate: percent(closed, issued), averageDays: ratio(days, timed, 1),
    returnRate: percent(returned, issued), extensionRate: percent(extended, issued), relapseRate: percent(relapsed, onceClosed),
  };
}

const percent = (part: number, whole: number): Ratio => ratio(part, whole, 100);

const ratio = (numerator: number, denominator: number, times: number): Ratio => ({
  numerator, denominator, value: denominator === 0 ? null : fixed(decimal(numerator).times(times).div(denominator), 2),
});

