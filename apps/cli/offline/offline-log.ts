import type { RecordedEvent } from '#engine/kernel';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { logFile } from './data-folder.js';

export interface OfflineFilter {
  readonly after: number;
  /** At most this many events. */
  readonly most: number;
  /** Prefix of the type. */
  readonly type?: string;
  readonly stream?: string;
}

const pageSize = 1_000;

/** Pages of a log in a data folder, read beside its writer or without one. @throws CliProblem · the driver's error */
export async function* offlineEvents(folder: string, { after, most, type, stream }: OfflineFilter): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  const store = SqliteEventStore.openReadOnly({ path: logFile(folder) });
  try {
    let left = most;
    if (stream !== undefined) {
      for (let from = 0; left > 0; ) {
        const events = await store.readStream(stream, { from, limit: pageSize });
        const wanted = events.filter((event) => event.position > after && event.type.startsWith(type ?? '')).slice(0, left);
        if (wanted.length > 0) yield wanted;
        left -= wanted.length;
        if (events.length < pageSize) return;
        from = events.at(-1)!.revision + 1;
      }
      return;
    }
    for (let from = after; left > 0; ) {
      const limit = Math.min(left, pageSize);
      const page = await store.readAll({ after: from, limit, ...(type === undefined ? {} : { types: [type] }) });
      if (page.events.length > 0) yield page.events;
      if (page.events.length < limit) return;
      left -= page.events.length;
      from = page.scannedTo;
    }
  } finally {
    await store.close();
  }
}

/** Position of the last event of a log in a data folder. */
export async function offlineHead(folder: string): Promise<number> {
  const store = SqliteEventStore.openReadOnly({ path: logFile(folder) });
  try {
    return await store.head();
  } finally {
    await store.close();
  }
}
