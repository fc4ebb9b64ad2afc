import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

const about = { plan: z.string(), year: z.int(), round: z.string() };

export const assessmentYearEvents = defineEvents({
  'assessment.YearClaimed': {
    version: 1,
    title: { zh: '考核年度登记', en: 'Assessment year claimed' },
    data: z.strictObject({
      ...about,
      /** Groups of the scheme that the round assesses in this year, and no other round does. */
      groups: z.array(z.string()).min(1),
    }),
  },
  'assessment.YearReleased': {
    version: 1,
    title: { zh: '考核年度登记撤销', en: 'Assessment year released' },
    data: z.strictObject(about),
  },
});
export type AssessmentYearEvent = EventsOf<typeof assessmentYearEvents>;

/** The stream that says which round assesses which group in a year of a plan. */
export const assessmentYearStream = (plan: string, year: number): string => `assessmentYear-${plan}.${year}`;
