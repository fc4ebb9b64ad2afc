/** How measured figures lie: least, middle, greatest, and the upper percentiles, in the unit they were measured in. */
export interface Spread {
  readonly n: number;
  readonly min: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/** Spread of some figures, to three significant decimals. @throws RangeError when there are none */
export function spreadOf(figures: readonly number[]): Spread {
  if (figures.length === 0) throw new RangeError('nothing was measured');
  const sorted = [...figures].sort((a, b) => a - b);
  // Nearest rank: a percentile is one of the measured figures.
  const at = (share: number): number => rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!);
  return { n: sorted.length, min: at(0), median: at(0.5), p99: at(0.99), max: at(1) };
}

export const rounded = (figure: number): number => (Math.abs(figure) >= 1_000 ? Math.round(figure) : Number(figure.toPrecision(4)));
