import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

export const inclusionEvents = defineEvents({
  'cadre-review.InclusionDecided': {
    version: 1,
    title: { zh: '垂管单位纳入', en: 'Vertically managed unit included' },
    data: z.strictObject({ unit: z.string(), document: z.string(), reason: z.string().optional() }),
  },
  'cadre-review.InclusionEnded': {
    version: 1,
    title: { zh: '垂管单位不再纳入', en: 'Inclusion of a unit ended' },
    data: z.strictObject({ unit: z.string(), document: z.string(), reason: z.string().optional() }),
  },
});
export type InclusionEvent = EventsOf<typeof inclusionEvents>;

/** The stream of decisions to include a vertically managed unit: `cadreInclusion-<unit>`. */
export const inclusionStream = (unit: string): string => `cadreInclusion-${unit}`;
