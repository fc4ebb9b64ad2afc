import { decimal, type Decimal } from '#engine/kernel';
import { meanOf, sortDecimals, sum } from '../methods/column.js';
import type { CompiledLeaf } from './compile.js';

type ColumnTreatment = CompiledLeaf['columnTreatments'][number];

/** How a column was treated: values outside the two limits were moved to them. */
export interface Limits {
  readonly type: ColumnTreatment['type'];
  readonly low: Decimal;
  readonly high: Decimal;
  /** Values that were moved. */
  readonly moved: number;
}

/** Limits that a treatment sets on a column; none when it leaves it as it is. */
export function limitsOf(treatment: ColumnTreatment, values: readonly Decimal[]): Limits | undefined {
  if (values.length === 0) return undefined;
  const sorted = sortDecimals([...values]);
  const [low, high] =
    treatment.type === 'winsorise-percentiles'
      ? [percentile(sorted, decimal(treatment.low)), percentile(sorted, decimal(treatment.high))]
      : outlierLimits(sorted, decimal(treatment.skew), decimal(treatment.kurtosis), treatment.maxPoints);
  const moved = values.filter((value) => value.lt(low) || value.gt(high)).length;
  return moved === 0 ? undefined : { type: treatment.type, low, high, moved };
}

export const within = (value: Decimal, limits: Limits): Decimal =>
  value.lt(limits.low) ? limits.low : value.gt(limits.high) ? limits.high : value;

/** Percentile by linear interpolation between order statistics (R's type 7, the default of most tools). */
export function percentile(sorted: readonly Decimal[], share: Decimal): Decimal {
  const place = share.times(sorted.length - 1);
  const index = Math.min(place.floor().toNumber(), sorted.length - 1);
  const low = sorted[index]!;
  const high = sorted[Math.min(index + 1, sorted.length - 1)]!;
  return low.plus(place.minus(index).times(high.minus(low)));
}

/**
 * COINr's `winsorise`: while |skew| and kurtosis both exceed their limits, set the most extreme point, on the side of
 * the skew, to the next one; at most so many points.
 */
function outlierLimits(sorted: readonly Decimal[], skewLimit: Decimal, kurtosisLimit: Decimal, maxPoints: number): [Decimal, Decimal] {
  const values = [...sorted];
  for (let moved = 0; moved < maxPoints; ) {
    const shape = shapeOf(values);
    if (!shape || shape.skew.abs().lte(skewLimit) || shape.kurtosis.lte(kurtosisLimit)) break;
    const high = shape.skew.gt(0);
    const extreme = high ? values.at(-1)! : values[0]!;
    const next = high ? values.findLast((value) => value.lt(extreme)) : values.find((value) => value.gt(extreme));
    if (next === undefined) break;
    for (let i = 0; i < values.length; i += 1) if (values[i]!.eq(extreme)) values[i] = next;
    moved = values.filter((value, i) => !value.eq(sorted[i]!)).length;
  }
  return [values[0]!, values.at(-1)!];
}

/**
 * Sample skewness and excess kurtosis with the usual bias corrections (type 2 of Joanes and Gill 1998, as in COINr,
 * SAS and Excel); none below four values or without spread.
 */
export function shapeOf(values: readonly Decimal[]): { readonly skew: Decimal; readonly kurtosis: Decimal } | undefined {
  const n = values.length;
  if (n < 4) return undefined;
  const mean = meanOf(values);
  const gaps = values.map((value) => value.minus(mean));
  const squares = gaps.map((gap) => gap.times(gap));
  const m2 = sum(squares).div(n);
  if (m2.isZero()) return undefined;
  const m3 = sum(gaps.map((gap, i) => gap.times(squares[i]!))).div(n);
  const m4 = sum(squares.map((square) => square.times(square))).div(n);
  const skew = m3.div(m2.times(m2.sqrt())).times(decimal(n * (n - 1)).sqrt()).div(n - 2);
  const excess = m4.div(m2.times(m2)).minus(3);
  const kurtosis = excess.times(n + 1).plus(6).times(n - 1).div((n - 2) * (n - 3));
  return { skew, kurtosis };
}
