import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

const about = { plan: z.string(), period: z.string() };

export const periodEvents = defineEvents({
  'reporting.PeriodOpened': {
    version: 1,
    title: { zh: '填报期开放', en: 'Period opened' },
    data: z.strictObject({ ...about, dueAt: z.string() }),
  },
  'reporting.PeriodExtended': {
    version: 1,
    title: { zh: '填报期延长', en: 'Period extended' },
    data: z.strictObject({
      ...about, dueAt: z.string(),
      /** Only these units; absent for all. */
      units: z.array(z.string()).optional(),
      reason: z.string(),
    }),
  },
  'reporting.PeriodClosed': {
    version: 1,
    title: { zh: '填报期关闭', en: 'Period closed' },
    data: z.strictObject({ ...about, how: z.enum(['deadline', 'by-hand']) }),
  },
  'reporting.PeriodReopened': {
    version: 1,
    title: { zh: '填报期重开', en: 'Period reopened' },
    data: z.strictObject({ ...about, dueAt: z.string(), units: z.array(z.string()).optional(), reason: z.string() }),
  },
});
export type PeriodEvent = EventsOf<typeof periodEvents>;

/** The stream of a reporting period of a plan. */
export const periodStream = (plan: string, period: string): string => `period-${plan}.${period}`;
