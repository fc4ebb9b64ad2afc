import { decimal, monthsElapsed, parsePeriod, round, textOf, Decimal, type DecimalText } from '#engine/kernel';
import type { DefinitionCard, QuarterlyProfile, Target } from '#domain/plan';
import type { ProgressLight } from './progress-warning.events.js';

/** What a value is held against. */
export interface ProgressBasis {
  readonly card: Pick<DefinitionCard, 'accumulation'>;
  readonly target: Target;
  /** Where a level stood when the year began: last year's target, or the city's baseline. */
  readonly start?: DecimalText;
}

/** How a value compares with what was expected by the end of its period. */
export interface Judgement {
  readonly target: DecimalText;
  readonly expected: DecimalText;
  readonly actual: DecimalText;
  readonly share: DecimalText;
  readonly light: ProgressLight;
}

const [nearly, full] = [new Decimal('0.8'), new Decimal(1)];

/**
 * 时序进度: expected progress against the year's target. 绿 at least 100 %, 黄 at least 80 %, 红 below.
 *
 * - Counted up over the year (`cumulative`): expected = target × share of the year; a limit (`<=`) is an allowance used up evenly.
 * - A level (`latest`): expected = start + (target − start) × share, and what counts is the way made from the start, because a ratio of
 *   levels hides standing still. Without a start, or with one beyond the target: target × share, for a limit the limit itself at any time.
 * - The share is months passed over 12 (`linear`), nothing before the year ends (`year-end`), or the last listed quarter that has ended.
 *
 * @returns undefined where nothing is expected: no numeric "at least" or "at most", values of single periods, nothing expected yet
 */
export function judged({ card, target, start }: ProgressBasis, period: string, value: DecimalText): Judgement | undefined {
  const { comparator, profile } = target;
  if (target.value === undefined || (comparator !== '>=' && comparator !== '<=') || card.accumulation === 'period') return undefined;
  const passed = sharePassed(profile, monthsElapsed(parsePeriod(period)!));
  if (passed === undefined) return undefined;
  const goal = decimal(target.value);
  const way = { goal, passed, actual: decimal(value), rising: comparator === '>=' };
  const from = card.accumulation === 'latest' && start !== undefined ? decimal(start) : undefined;
  const { expected, share } = from !== undefined && (way.rising ? from.lt(goal) : from.gt(goal)) ? fromStart(way, from) : fromNothing(way, card.accumulation === 'latest');
  return {
    target: target.value, expected: textOf(round(expected, 6)), actual: value, share: textOf(round(share, 4, 'down')),
    light: share.gte(full) ? 'green' : share.gte(nearly) ? 'yellow' : 'red',
  };
}

interface Way {
  readonly goal: Decimal;
  readonly passed: Decimal;
  readonly actual: Decimal;
  readonly rising: boolean;
}

function fromStart({ goal, passed, actual }: Way, from: Decimal): { expected: Decimal; share: Decimal } {
  const expected = from.plus(goal.minus(from).times(passed));
  // Both are falls or both are rises, so their quotient is positive when the way goes to the goal. A way that is not expected yet is made.
  return { expected, share: expected.eq(from) ? full : actual.minus(from).div(expected.minus(from)) };
}

function fromNothing({ goal, passed, actual, rising }: Way, level: boolean): { expected: Decimal; share: Decimal } {
  const expected = !rising && level ? goal : goal.times(passed);
  const kept = rising ? actual.gte(expected) : actual.lte(expected);
  const [made, due] = rising ? [actual, expected] : [expected, actual];
  if (kept) return { expected, share: due.gt(0) ? Decimal.max(full, made.div(due)) : full };
  return { expected, share: due.gt(0) ? Decimal.max(0, made.div(due)) : new Decimal(0) };
}

/** Share of the year's target that is expected after some months; undefined before anything is. */
function sharePassed(profile: QuarterlyProfile, months: number): Decimal | undefined {
  if (profile === 'linear') return new Decimal(months).div(12);
  if (profile === 'year-end') return months === 12 ? full : undefined;
  const quarters = Math.floor(months / 3);
  return quarters === 0 ? undefined : decimal(profile[quarters - 1]!);
}
