import { command } from '#engine/kernel';
import { mayInspect } from '../supervision.policies.js';
import { numberSeriesStream } from './number-series.events.js';
import { numberSeries } from './number-series.state.js';

/** Series of supervision orders 督办单. */
export const orderSeries = '督字';

/** A paper gets the next number of its series, without gaps. Sent together with the act that prints it, so that neither is without the other. */
export interface GiveNumber {
  readonly series: string;
  readonly year: number;
  /** Stream of the thing that gets it. */
  readonly to: string;
  /** Unit that the thing concerns. */
  readonly unit: string;
}

export const giveNumber = command({
  name: 'supervision.GiveNumber',
  policy: mayInspect,
  unit: (c: GiveNumber) => c.unit,
  stream: (c) => numberSeriesStream(c.series, c.year),
  state: numberSeries,
  // Year and unit are looked up for it: a repetition is known without them.
  stated: ({ series, to }) => ({ series, to }),
  decide: ({ last }, { series, year, to }) => [{ type: 'supervision.NumberGiven' as const, data: { series, year, number: last + 1, to } }],
});

/** A number as it is printed: six-cornered brackets, whole year, no leading zero: `〔2025〕督字第12号`. */
export const printedNumber = (series: string, year: number, number: number): string => `〔${year}〕${series}第${number}号`;
