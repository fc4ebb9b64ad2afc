import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

/** What was parked, as it stood when an operator decided. */
const parked = {
  process: z.string().min(1),
  stream: z.string().min(1),
  /** Position of the failed event; for a timer, of the event that set it. */
  position: z.number().int().positive(),
  eventId: z.uuid(),
  timer: z.string().min(1).optional(),
  /** Why it was parked. */
  failure: z.string(),
  attempts: z.number().int().positive(),
  /** Events of the stream that waited behind it. */
  waiting: z.number().int().nonnegative(),
};

/** An operator's acts on what is parked. The caller of the runner records them, with actor and time. */
export const reactionEvents = defineEvents({
  'reactions.ParkedRetried': {
    version: 1,
    title: { zh: '挂起事项重试', en: 'Retry of a parked item' },
    data: z.strictObject(parked),
  },
  'reactions.ParkedDiscarded': {
    version: 1,
    title: { zh: '挂起事项放弃', en: 'Discard of a parked item' },
    data: z.strictObject({ ...parked, reason: z.string().min(1) }),
  },
});

export type ReactionEvent = EventsOf<typeof reactionEvents>;
