import { decimal, monthsElapsed, parsePeriod, textOf, type Decimal, type DecimalText } from '#engine/kernel';
import type { DefinitionCard, QuarterlyProfile, Target } from '#domain/plan';

const quarterMonths = 3;
const monthsInYear = 12;

/**
 * Share of a year's target that is expected by the end of a period, from 0 to 1. `linear` grows by a twelfth a month, `year-end`
 * expects everything in December, four shares are met at the ends of the quarters and grow evenly in between.
 */
export function expectedShare(profile: QuarterlyProfile, period: string): Decimal {
  const months = monthsElapsed(parsePeriod(period)!);
  if (profile === 'linear') return decimal(months).div(monthsInYear);
  if (profile === 'year-end') return decimal(months === monthsInYear ? 1 : 0);
  const shares = profile.map((share) => decimal(share));
  const quarter = Math.ceil(months / quarterMonths);
  const before = shares[quarter - 2] ?? decimal(0);
  const within = decimal(months - (quarter - 1) * quarterMonths).div(quarterMonths);
  return before.plus(shares[quarter - 1]!.minus(before).times(within));
}

/**
 * The value expected by the end of a period, by the target and its profile (时序进度). What accumulates grows from nothing to the target;
 * a latest figure grows from the target of the year before, or the card's baseline; a figure of each period for itself is expected to
 * meet the target every time. Undefined where the target names no number, or a latest figure has nothing to grow from.
 *
 * @param last target of the year before
 */
export function expectedValue(card: DefinitionCard, { value, profile }: Target, period: string, last?: Target): DecimalText | undefined {
  if (value === undefined) return undefined;
  const target = decimal(value);
  if (card.accumulation === 'period') return value;
  const share = expectedShare(profile, period);
  if (card.accumulation === 'cumulative') return textOf(target.times(share));
  const start = last?.value ?? card.baseline?.value;
  if (start === undefined) return undefined;
  const from = decimal(start);
  return textOf(from.plus(target.minus(from).times(share)));
}
