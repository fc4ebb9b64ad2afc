import type { Clock, Instant, RecordedEvent, Uuid } from '#engine/kernel';
import { systemClock } from '#engine/kernel';
import { checkWrites, findRepetition, isExpected } from '../append-rules.js';
import type { Appended, EventStore, EventToAppend, FollowOptions, Page, ReadAllOptions, ReadStreamOptions, StreamWrite } from '../event-store.js';
import { StoreStopped, WrongRevision } from '../event-store.js';
import { followLog, WakeUps } from '../follow.js';

export interface MemoryEventStoreOptions {
  readonly clock?: Clock;
  /** How often a follower looks without having been woken, in milliseconds; 100 when absent. */
  readonly pollMs?: number;
  readonly wakeUps?: WakeUps;
}

/** Data and meta are kept as text: what is delivered is what a disk would give back, and nobody can change it. */
type Kept = Omit<RecordedEvent, 'data' | 'meta'> & { readonly data: string; readonly meta: string };

/** The log as a list in memory: the model the other adapters are measured against, and the store of quick tests. */
export class MemoryEventStore implements EventStore {
  readonly #log: Kept[] = [];
  readonly #streams = new Map<string, Kept[]>();
  readonly #ids = new Map<Uuid, Kept>();
  readonly #clock: Clock;
  readonly #wakeUps: WakeUps;
  readonly #pollMs: number;
  #closed = false;

  constructor(options: MemoryEventStoreOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#wakeUps = options.wakeUps ?? new WakeUps();
    this.#pollMs = options.pollMs ?? 100;
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
    const recordedAt = this.#stamp();
    for (const { stream, events } of writes) for (const event of events) this.#keep(stream, event, recordedAt);
    this.#wakeUps.ring();
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
        wakeUps: this.#wakeUps,
        pollMs: this.#pollMs,
      },
      options,
    );
  }

  async head(): Promise<number> {
    return this.#log.length;
  }

  async positionAt(instant: Instant): Promise<number> {
    return this.#log.findLast((event) => event.recordedAt <= instant)?.position ?? 0;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wakeUps.ring();
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

  #keep(stream: string, { id, type, schema, data, meta }: EventToAppend, recordedAt: Instant): void {
    const ofStream = this.#streams.get(stream) ?? [];
    const kept: Kept = {
      id,
      stream,
      revision: ofStream.length,
      position: this.#log.length + 1,
      type,
      schema,
      data: JSON.stringify(data),
      meta: JSON.stringify(meta),
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
