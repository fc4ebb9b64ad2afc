import type { EventStore } from '#engine/event-store';
import type { Instant, RecordedEvent, Uuid } from '#engine/kernel';
import type { ParkedStream } from './reaction-state.js';

/** Anything that is followed in position order and kept in order per stream. */
export interface Item {
  readonly id: Uuid;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

export interface ItemPage<I extends Item> {
  readonly items: readonly I[];
  readonly scannedTo: number;
}

/** Where a follower gets its items. */
export interface Source<I extends Item> {
  /** Catch up, then live, until the signal aborts. */
  follow(after: number, signal: AbortSignal): AsyncIterable<ItemPage<I>>;
  /** The items of a parked stream, the failed one first, up to a position. */
  behind(parked: ParkedStream, upTo: number): AsyncIterable<I>;
  /** The last position there is. */
  head(): Promise<number>;
  /** When the first item after a position came into being; undefined when there is none. */
  oldestAfter(position: number): Promise<Instant | undefined>;
}

const pageSize = 256;

/** The log, filtered by type prefixes. */
export class LogSource implements Source<RecordedEvent> {
  constructor(
    private readonly store: EventStore,
    private readonly types: readonly string[],
  ) {}

  async *follow(after: number, signal: AbortSignal): AsyncIterable<ItemPage<RecordedEvent>> {
    for await (const { events, scannedTo } of this.store.follow({ after, types: this.types, pageSize, signal })) {
      yield { items: events, scannedTo };
    }
  }

  async *behind(parked: ParkedStream, upTo: number): AsyncIterable<RecordedEvent> {
    let from = parked.revision;
    for (;;) {
      const events = await this.store.readStream(parked.stream, { from, limit: pageSize });
      for (const event of events) {
        if (event.position > upTo) return;
        if (this.covers(event)) yield event;
      }
      if (events.length < pageSize) return;
      from += events.length;
    }
  }

  head(): Promise<number> {
    return this.store.head();
  }

  async oldestAfter(position: number): Promise<Instant | undefined> {
    const { events } = await this.store.readAll({ after: position, limit: 1, types: this.types });
    return events[0]?.recordedAt;
  }

  private covers({ type }: RecordedEvent): boolean {
    return this.types.some((prefix) => type.startsWith(prefix));
  }
}
