import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** An operator's acts on deliveries. The caller of the runner records them, with actor and time. */
export const noticeEvents = defineEvents({
  'notices.DeliveryRetried': {
    version: 1,
    title: { zh: '通知重新投递', en: 'Retry of a delivery' },
    data: z.strictObject({
      delivery: z.uuid(),
      notice: z.uuid(),
      outlet: z.string().min(1),
      /** Why it had been given up. */
      failure: z.string(),
      attempts: z.number().int().positive(),
    }),
  },
});

export type NoticeEvent = EventsOf<typeof noticeEvents>;

/** The stream of the acts on an outlet's deliveries. */
export const outletStream = (outlet: string): string => `notices-${outlet}`;
