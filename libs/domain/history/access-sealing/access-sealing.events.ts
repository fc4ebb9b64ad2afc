import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** Number and hash of an entry of the access log: the hash chains it to all before it. */
const head = { seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) };

/** What the event log, and with it the ledger, keeps of the access log. */
export const accessSealingEvents = defineEvents({
  'history.AccessLogSealed': {
    version: 1,
    title: { zh: '访问日志封存', en: 'Access log sealed' },
    data: z.strictObject({
      ...head,
      /** Entries since the seal before. */
      entries: z.int().min(1),
    }),
  },
  'history.AccessLogTrimmed': {
    version: 1,
    title: { zh: '到期访问日志清除', en: 'Access log trimmed under retention' },
    data: z.strictObject({
      /** The last entry that was removed, with all before it; the chain goes on from its hash. */
      ...head,
      /** When that entry was written. */
      upTo: z.string(),
      /** Days that entries were kept at least. */
      keptDays: z.int().min(183),
      reason: z.string(),
    }),
  },
});
export type AccessSealingEvent = EventsOf<typeof accessSealingEvents>;

/** Seals and removals of the access log. */
export const accessLogStream = 'access-log';
