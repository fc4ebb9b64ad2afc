import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { escalationLevels } from '../finding.events.js';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

const about = { plan: z.string(), indicator: z.string(), unit: z.string(), period: z.string() };

/** 时序灯: at least what is expected · at least four fifths of it · less. */
export const progressLights = ['green', 'yellow', 'red'] as const;
export type ProgressLight = (typeof progressLights)[number];

/** What a verified value was held against; decimals as text. */
const judged = {
  /** Of the indicator, as it was called then. */
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  measure: z.union([z.int().min(1), z.literal('general')]),
  target: z.string(),
  /** What was expected by the end of the period, and what was verified. Rounded to six decimals; the judgement is made on the exact figures. */
  expected: z.string(),
  actual: z.string(),
  /** Progress made over progress expected, cut to four decimals. */
  share: z.string(),
  light: z.enum(progressLights),
};

export const progressWarningEvents = defineEvents({
  'supervision.ProgressFellBehind': {
    version: 1,
    title: { zh: '落后于时序进度', en: 'Progress fell behind' },
    data: z.strictObject({
      ...about, ...judged,
      /** Periods running, up to this one, that were behind. */
      running: z.int().min(1),
    }),
  },
  'supervision.ProgressCaughtUp': {
    version: 1,
    title: { zh: '赶上时序进度', en: 'Progress caught up' },
    data: z.strictObject({ ...about, ...judged }),
  },
  'supervision.ProgressWarned': {
    version: 1,
    title: { zh: '时序预警', en: 'Warning about progress' },
    data: z.strictObject({
      ...about,
      level: z.enum(escalationLevels),
      trigger: z.enum(['behind-months', 'behind-quarter']),
      running: z.int().min(1),
      policy: z.strictObject({ code: z.string(), version: z.int().min(1) }),
      recipients: z.array(z.strictObject({ role: z.string(), unit: z.string().optional() })),
      text: z.strictObject({ zh: z.string(), en: z.string() }),
    }),
  },
});
export type ProgressWarningEvent = EventsOf<typeof progressWarningEvents>;

/** The stream of the progress of one unit on one indicator, over the years. */
export const progressWarningStream = (plan: string, indicator: string, unit: string): string => `progressWarning-${plan}.${indicator}.${unit}`;
