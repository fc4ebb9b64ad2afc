import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** A scheme's content as it was validated when the fact was recorded; its own `schemaVersion` tells how to read it. */
const content = z.record(z.string(), z.json());

export const schemeEvents = defineEvents({
  'scoring.SchemeDrafted': {
    version: 1,
    title: { zh: '评分细则起草', en: 'Scheme drafted' },
    data: z.strictObject({ scheme: z.string(), plan: z.string(), content }),
  },
  'scoring.SchemeRevised': {
    version: 1,
    title: { zh: '评分细则修改', en: 'Scheme revised' },
    data: z.strictObject({ scheme: z.string(), plan: z.string(), content }),
  },
  'scoring.SchemePublished': {
    version: 1,
    title: { zh: '评分细则印发', en: 'Scheme published' },
    data: z.strictObject({
      scheme: z.string(), plan: z.string(), year: z.int(),
      /** 1 for the first published content, then one more each time. */
      version: z.int().min(1),
      content,
      /** SHA-256 of the canonical content, hex. */
      hash: z.string(),
      document: z.string(),
    }),
  },
  'scoring.SchemeWithdrawn': {
    version: 1,
    title: { zh: '评分细则废止', en: 'Scheme withdrawn' },
    data: z.strictObject({ scheme: z.string(), plan: z.string(), year: z.int(), version: z.int(), reason: z.string(), document: z.string() }),
  },
});
export type SchemeEvent = EventsOf<typeof schemeEvents>;

/** The stream of a scheme: `scheme-<id>`. */
export const schemeStream = (scheme: string): string => `scheme-${scheme}`;
