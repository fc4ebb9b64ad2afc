import { told, type Fold } from '#engine/kernel';
import { numberSeriesStream, type NumberSeriesEvent } from './number-series.events.js';

export interface NumberSeriesState {
  readonly last: number;
  /** Stream of the thing that has the last number. */
  readonly to?: string;
}

export const numberSeries: Fold<NumberSeriesState, NumberSeriesEvent> = {
  name: 'supervision.number-series',
  initial: { last: 0 },
  evolve: (_, { data: { number, to } }) => ({ last: number, to }),
};

export const toldNumberSeries = (series: string, year: number) => told(numberSeriesStream(series, year), numberSeries);
