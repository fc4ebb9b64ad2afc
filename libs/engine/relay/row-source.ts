import type { EventStore } from '#engine/event-store';
import type { Instant } from '#engine/kernel';
import type { Item, ItemPage, ParkedStream, Source, Wait } from '#engine/reactions';
import { rowChangeId, type MessageCause } from './cloud-event.js';
import type { ChangeFeed, RowChange, RowTopicDefinition } from './relay.js';

/** A change of a row with the fact behind it. The row's key is its stream. */
export interface RowItem extends Item {
  readonly change: RowChange;
  readonly cause: MessageCause;
}

const pageSize = 256;

export interface RowSourceOptions {
  readonly topic: RowTopicDefinition<any>;
  readonly feed: ChangeFeed;
  /** Tells when the fact at a position was recorded. */
  readonly store: EventStore;
  readonly wait: Wait;
  readonly pollMs: number;
}

/** The changes of a projection's temporal table, as far as the table is complete. */
export class RowSource implements Source<RowItem> {
  private last: { readonly position: number; readonly recordedAt: Instant; readonly traceparent?: string } | undefined;

  constructor(private readonly options: RowSourceOptions) {}

  async *follow(from: number, signal: AbortSignal): AsyncIterable<ItemPage<RowItem>> {
    const { wait, pollMs } = this.options;
    let after = from;
    while (!signal.aborted) {
      const page = await this.pageAfter(after);
      if (page.scannedTo > after) {
        after = page.scannedTo;
        yield page;
      } else {
        await wait(pollMs, signal);
      }
    }
  }

  async *behind(parked: ParkedStream, upTo: number): AsyncIterable<RowItem> {
    for (const version of await this.options.feed.versions(parked.stream)) {
      if (version.position >= parked.position && version.position <= upTo) yield this.item({ key: parked.stream, ...version });
    }
  }

  head(): Promise<number> {
    return this.options.feed.position();
  }

  async oldestAfter(position: number): Promise<Instant | undefined> {
    const [first] = await this.options.feed.changes(position, 1);
    return first && (await this.factAt(first.position)).recordedAt;
  }

  /**
   * One fact may change many rows. A page never ends amid them: going on after its position would skip the rest.
   */
  private async pageAfter(after: number): Promise<ItemPage<RowItem>> {
    const complete = await this.options.feed.position();
    if (complete <= after) return { items: [], scannedTo: after };
    for (let limit = pageSize; ; limit *= 2) {
      const changes = await this.options.feed.changes(after, limit);
      const full = changes.length === limit;
      const cut = full ? changes.at(-1)!.position : Infinity;
      const whole = changes.filter(({ position }) => position < cut && position <= complete);
      if (full && whole.length === 0 && cut <= complete) continue;
      const items: RowItem[] = [];
      for (const change of whole) items.push(await this.item(change));
      return { items, scannedTo: full && cut <= complete ? whole.at(-1)!.position : complete };
    }
  }

  private async item(change: RowChange): Promise<RowItem> {
    const { topic, table } = this.options.topic;
    const { key, position } = change;
    const id = rowChangeId(topic, table, key, position);
    const fact = await this.factAt(position);
    return { id, stream: key, revision: position, position, change, cause: { ...fact, id } };
  }

  private async factAt(position: number): Promise<Omit<MessageCause, 'id'>> {
    if (this.last?.position === position) return this.last;
    const { events } = await this.options.store.readAll({ after: position - 1, limit: 1, upTo: position });
    const event = events[0];
    if (!event) throw new Error(`the table has a change at position ${position}, which the log does not have`);
    const { recordedAt, meta } = event;
    this.last = { position, recordedAt, ...(meta.traceparent === undefined ? {} : { traceparent: meta.traceparent }) };
    return this.last;
  }
}
