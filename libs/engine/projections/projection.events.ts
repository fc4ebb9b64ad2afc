import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

const generation = { projection: z.string(), generation: z.int().min(1) };

/** What operators do to projections. The runner acts when it reads these facts, in whichever process it is. */
export const projectionEvents = defineEvents({
  'projections.ProjectionResumed': {
    version: 1,
    title: { zh: '投影恢复', en: 'Projection resumed' },
    data: z.strictObject({
      ...generation,
      /** Version of the projection that halted: a later version handles a superseded event anew. */
      version: z.int().min(1),
      /** The event it halted at. */
      position: z.int().min(1),
      eventId: z.string(),
      /** Try the event again, or pass over exactly this one. */
      how: z.enum(['retry', 'supersede']),
      reason: z.string(),
    }),
  },
  'projections.RebuildStarted': {
    version: 1,
    title: { zh: '投影重建开始', en: 'Projection rebuild started' },
    data: z.strictObject({
      ...generation,
      version: z.int().min(1),
      /** Take over always, or only when equal to the old generation at the same position. */
      takeOver: z.enum(['always', 'when-equal']),
      reason: z.string(),
    }),
  },
  'projections.RebuildSwitched': {
    version: 1,
    title: { zh: '投影切换到新一代', en: 'Projection switched to its new generation' },
    data: z.strictObject({
      ...generation,
      from: z.int().min(1),
      /** Position at which the new generation took over. */
      position: z.int().min(0),
      /** Whether it was equal to the old one; null when they were not compared. */
      equal: z.boolean().nullable(),
    }),
  },
  'projections.RebuildDropped': {
    version: 1,
    title: { zh: '投影重建撤销', en: 'Projection rebuild dropped' },
    data: z.strictObject({ ...generation, reason: z.string() }),
  },
});
export type ProjectionEvent = EventsOf<typeof projectionEvents>;

/** The stream of a projection's own history. */
export const projectionStream = (projection: string): string => `projection-${projection}`;
