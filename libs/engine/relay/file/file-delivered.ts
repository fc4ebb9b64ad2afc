import type { DeliveredMessages } from '../delivered.js';
import { readFeed } from './feed.js';

const pageSize = 256;

/** The files that the sink writes: nothing is ever cleared away. */
export const fileDelivered = (folder: string): DeliveredMessages => ({
  read: async (topic, take, signal) => {
    for (let after: string | undefined; !signal.aborted; ) {
      const { events, next, more } = await readFeed(folder, topic, { limit: pageSize, ...(after === undefined ? {} : { after }) });
      if (events.length > 0) await take(events);
      if (!more || next === after) return {};
      after = next;
    }
    return {};
  },
});
