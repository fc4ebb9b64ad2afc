import type { Fold, RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';

/** A stream's folded state and the revision it includes; -1 when the stream does not exist. */
export interface Loaded<State> {
  readonly state: State;
  readonly revision: number;
}

interface Kept extends Loaded<unknown> {
  readonly fold: Fold<unknown, never>;
}

/** A stream that is being read while others catch up. */
interface Reading {
  readonly stream: string;
  /** Highest revision of the stream that was caught up with meanwhile. */
  passed: number;
}

const pageSize = 500;
/** Behind by as many events, the cache is emptied rather than caught up. */
const mostCaughtUp = 500;

/**
 * Folded states of recently used streams, also of those that do not exist. A cache only: {@link catchUp} folds in what
 * was recorded meanwhile, read from the log once for all states, and dropping everything changes no answer.
 */
export class StateCache {
  /** By stream, then by the fold's name; the least recently used stream first. */
  private readonly streams = new Map<string, Map<string, Kept>>();
  private size = 0;
  private readonly readings = new Set<Reading>();
  /** Log position up to which every kept state is complete. */
  private seen = -1;

  constructor(
    private readonly store: Pick<EventStore, 'readStream' | 'readAll' | 'head'>,
    /** States kept; those of the least recently used stream go first. 0 keeps none. */
    private readonly capacity: number,
  ) {}

  /** Fold in everything that is in the log now. States loaded afterwards include at least that. */
  async catchUp(): Promise<void> {
    if (this.capacity === 0) return;
    const head = await this.store.head();
    if (head === this.seen) return;
    if (this.streams.size === 0) return this.forget(head);
    try {
      const page = await this.store.readAll({ after: this.seen, limit: mostCaughtUp });
      if (page.events.length === mostCaughtUp) return this.forget(head);
      for (const event of page.events) this.foldIn(event);
      this.seen = Math.max(this.seen, page.scannedTo);
    } catch {
      // Some event cannot be read or lifted. It need not concern the stream that is asked for: read that one by itself.
      this.forget(head);
    }
  }

  /** The state of a stream with every event that was in the log at the last {@link catchUp}, or later ones too. */
  async load<State>(stream: string, fold: Fold<State, never>): Promise<Loaded<State>> {
    const kept = this.streams.get(stream)?.get(fold.name) as Loaded<State> | undefined;
    if (kept) {
      this.touch(stream);
      return kept;
    }
    const reading: Reading = { stream, passed: -1 };
    this.readings.add(reading);
    try {
      const loaded = await this.read(stream, fold);
      // An event caught up with after this read looked, but before it is kept, would never be folded in.
      if (reading.passed <= loaded.revision) this.keep(stream, { ...loaded, fold: fold as Fold<unknown, never> });
      return loaded;
    } finally {
      this.readings.delete(reading);
    }
  }

  /** The same, without keeping what had to be read: for a batch that asks for more streams than anybody asks for again. */
  peek<State>(stream: string, fold: Fold<State, never>): Promise<Loaded<State>> {
    const kept = this.streams.get(stream)?.get(fold.name) as Loaded<State> | undefined;
    return kept ? Promise.resolve(kept) : this.read(stream, fold);
  }

  private async read<State>(stream: string, fold: Fold<State, never>): Promise<Loaded<State>> {
    let [state, revision] = [fold.initial, -1];
    for (;;) {
      const page = await this.store.readStream(stream, { from: revision + 1, limit: pageSize });
      for (const event of page) {
        state = fold.evolve(state, event as RecordedEvent<never> as never);
        revision = event.revision;
      }
      if (page.length < pageSize) return { state, revision };
    }
  }

  private foldIn(event: RecordedEvent): void {
    for (const reading of this.readings) if (reading.stream === event.stream) reading.passed = Math.max(reading.passed, event.revision);
    const states = this.streams.get(event.stream);
    for (const [name, { state, revision, fold }] of states ?? []) {
      if (event.revision <= revision) continue;
      try {
        if (event.revision !== revision + 1) throw new RangeError(`revision ${revision + 1} of ${event.stream} is missing`);
        states!.set(name, { fold, state: fold.evolve(state, event as RecordedEvent<never> as never), revision: event.revision });
      } catch {
        // Whoever asks for this stream gets the reason from reading it.
        this.drop(event.stream);
        return;
      }
    }
  }

  private keep(stream: string, kept: Kept): void {
    if (this.capacity === 0) return;
    const states = this.streams.get(stream) ?? new Map<string, Kept>();
    if (!states.has(kept.fold.name)) this.size += 1;
    states.set(kept.fold.name, kept);
    this.streams.set(stream, states);
    this.touch(stream);
    while (this.size > this.capacity) this.drop(this.streams.keys().next().value!);
  }

  private touch(stream: string): void {
    const states = this.streams.get(stream)!;
    this.streams.delete(stream);
    this.streams.set(stream, states);
  }

  private drop(stream: string): void {
    this.size -= this.streams.get(stream)?.size ?? 0;
    this.streams.delete(stream);
  }

  private forget(seen: number): void {
    for (const reading of this.readings) reading.passed = Infinity;
    this.streams.clear();
    this.size = 0;
    this.seen = Math.max(this.seen, seen);
  }
}
