import type { RecordedEvent } from '#engine/kernel';
import type { EventStore, Page } from '#engine/event-store';
import { unreadablePosition } from './log-feed.js';
import { reasonOf } from './folding.js';

const together = 500;

/** All events of a stream. */
export async function readAllOf(log: Pick<EventStore, 'readStream'>, stream: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await log.readStream(stream, { from: events.length, limit: together });
    events.push(...page);
    if (page.length < together) return events;
  }
}

/** A page of the log, and the event behind it that cannot be read, if one cannot. */
export interface ReadPage {
  readonly page: Page;
  readonly unreadable?: { readonly position: number; readonly type: string; readonly reason: string };
}

/** Read a page; where an event in it cannot be read or lifted, the part before it. */
export async function readPage(log: Pick<EventStore, 'readAll'>, after: number, limit: number, types: readonly string[], upTo?: number): Promise<ReadPage> {
  const range = { after, limit, types, ...(upTo === undefined ? {} : { upTo }) };
  try {
    return { page: await log.readAll(range) };
  } catch (error) {
    const position = unreadablePosition(error);
    if (position === undefined || position <= after) throw error;
    const page = await log.readAll({ ...range, upTo: position - 1 });
    if (page.events.length === limit) return { page };
    const { type } = error as { readonly type?: unknown };
    const unreadable = { position, type: typeof type === 'string' ? type : 'unknown', reason: reasonOf(error) };
    return { page: { events: page.events, scannedTo: position - 1 }, unreadable };
  }
}
