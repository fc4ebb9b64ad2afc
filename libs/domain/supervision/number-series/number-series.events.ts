import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

export const numberSeriesEvents = defineEvents({
  'supervision.NumberGiven': {
    version: 1,
    title: { zh: '编号', en: 'Number given' },
    data: z.strictObject({ series: z.string(), year: z.int(), number: z.int().min(1), to: z.string() }),
  },
});
export type NumberSeriesEvent = EventsOf<typeof numberSeriesEvents>;

/** The stream of a number series in a year: `numberSeries-督字.2025`. */
export const numberSeriesStream = (series: string, year: number): string => `numberSeries-${series}.${year}`;
