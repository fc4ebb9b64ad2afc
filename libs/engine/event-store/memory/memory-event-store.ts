import type { Clock, Instant, RecordedEvent, Uuid } from '#engine/kernel';
import { newId, systemClock } from '#engine/kernel';
import { checkWrites, findRepetition, isExpected, storedText } from '../append-rules.js';
import type { Appended, EventStore, FollowOptions, Page, ReadAllOptions, ReadStreamOptions, StreamWrite } from '../event-store.js';
import { StoreStopped, WrongRevision } from '../event-store.js';
import { followLog, WakeUps } from '../follow.js';
import { leafOfTexts, type LeafListener, type LeafReader, type LeafSource, type LogIdentity } from '../leaves.js';

export interface MemoryEventStoreOptions {
  readonly clock?: Clock;
  /** How often a follower looks without having been woken, in milliseconds; 100 when absent. */
  readonly pollMs?: number;
  readonly wakeUps?: WakeUps;
}

/** Data and meta are kept as text: what is delivered is what a disk would give back, and nobody can change it. */
type Kept = Omit<RecordedEvent, 'data' | 'meta'> & { readonly data: string; readonly meta: string };

/** The log as a list in memory: the model the other adapters are measured against, and the store of quick tests. */
export class MemoryEventStore implements EventStore, LeafSource {
  readonly #log: Kept[] = [];
  readonly #streams = new Map<string, Kept[]>();
  readonly #ids = new Map<Uuid, Kept>();
  readonly #clock: Clock;
  readonly wakeUps: WakeUps;
  readonly pollMs: number;
  readonly #identity: LogIdentity;
  readonly #listeners = new Set<LeafListener>();
  #closed = false;

  constructor(options: MemoryEventStoreOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.wakeUps = options.wakeUps ?? new WakeUps();
    this.pollMs = options.pollMs ?? 100;
    this.#identity = { format: 2, origin: newId(), createdAt: this.#clock.now() };
  }

  async append(writes: readonly StreamWrite[]): Promise<Appended> {
    checkWrites(writes);
    if (this.#closed) throw new StoreStopped('the event store is closed');
    const repeated = findRepetition(writes, (id) => this.#ids.get(id));
    if (repeated) return repeated;
    for (const { stream, expected } of writes) {
      const actual = this.#revision(stream);
      if (!isExpected(expected, actual)) throw new WrongRevision(stream, expected, actual);
    }
    const texts = writes.map(({ stream, events }) => ({ stream, events: events.map((event) => ({ ...event, data: storedText(event.data), meta: storedText(event.meta) })) }));
    const recordedAt = this.#stamp();
    const before = this.#log.length;
    for (const { stream, events } of texts) for (const event of events) this.#keep(stream, event, recordedAt);
    for (const listener of this.#listeners) listener(before + 1, this.#log.slice(before).map(leafOfTexts));
    this.wakeUps.ring();
    return { position: this.#log.length, revisions: writes.map(({ stream }) => this.#revision(stream)), recordedAt, repeated: false };
  }

  async find(stream: string, id: Uuid): Promise<RecordedEvent | undefined> {
    const event = this.#ids.get(id);
    return event?.stream === stream ? delivered(event) : undefined;
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { backwards = false, limit = Infinity } = options;
    const events = this.#streams.get(stream) ?? [];
    const from = options.from ?? (backwards ? events.length - 1 : 0);
    const chosen = backwards ? events.slice(0, from + 1).reverse() : events.slice(from);
    return chosen.slice(0, limit).map(delivered);
  }

  async readAll({ after, limit, types, upTo = Infinity }: ReadAllOptions): Promise<Page> {
    return this.#look(after, limit, types, upTo);
  }

  follow(options: FollowOptions): AsyncIterable<Page> {
    return followLog(
      {
        head: () => this.#log.length,
        look: (after, limit, types) => this.#look(after, limit, types, Infinity),
        closed: () => this.#closed,
        wakeUps: this.wakeUps,
        pollMs: this.pollMs,
      },
      options,
    );
  }

  async head(): Promise<number> {
    return this.#log.length;
  }

  current(): Promise<number> {
    return this.head();
  }

  async positionAt(instant: Instant): Promise<number> {
    return this.#log.findLast((event) => event.recordedAt <= instant)?.position ?? 0;
  }

  listen(listener: LeafListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  openLeaves(): LeafReader {
    const leaf = (event: Kept) => ({ position: event.position, prefixed: Buffer.from(`\u0000${leafOfTexts(event)}`), wellFormed: true });
    return {
      head: () => this.#log.length,
      identity: () => this.#identity,
      page: (after, limit) => this.#log.slice(after, after + limit).map(leaf),
      texts: (position) => this.#log[position - 1],
      close: () => undefined,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.wakeUps.ring();
  }

  #look(after: number, limit: number, types: readonly string[] | undefined, upTo: number): Page {
    const events: RecordedEvent[] = [];
    let scannedTo = after;
    while (scannedTo < Math.min(upTo, this.#log.length) && events.length < limit) {
      const event = this.#log[scannedTo]!;
      scannedTo += 1;
      if (!types || types.some((prefix) => event.type.startsWith(prefix))) events.push(delivered(event));
    }
    return { events, scannedTo };
  }

  #revision(stream: string): number {
    return (this.#streams.get(stream)?.length ?? 0) - 1;
  }

  #stamp(): Instant {
    const now = this.#clock.now();
    const last = this.#log.at(-1)?.recordedAt ?? now;
    return now > last ? now : last;
  }

  #keep(stream: string, { id, type, schema, data, meta }: Pick<Kept, 'id' | 'type' | 'schema' | 'data' | 'meta'>, recordedAt: Instant): void {
    const ofStream = this.#streams.get(stream) ?? [];
    const kept: Kept = {
      id,
      stream,
      revision: ofStream.length,
      position: this.#log.length + 1,
      type,
      schema,
      data,
      meta,
      recordedAt,
    };
    ofStream.push(kept);
    this.#streams.set(stream, ofStream);
    this.#log.push(kept);
    this.#ids.set(id, kept);
  }
}

function delivered({ data, meta, ...rest }: Kept): RecordedEvent {
  return { ...rest, data: JSON.parse(data), meta: JSON.parse(meta) };
}
