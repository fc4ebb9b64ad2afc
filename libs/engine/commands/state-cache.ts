import type { Fold, RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';

/** A stream's folded state and the revision it includes; -1 when the stream does not exist. */
export interface Loaded<State> {
  readonly state: State;
  readonly revision: number;
}

const pageSize = 500;

/**
 * Folded states of recently used streams. A cache only: what it holds is brought up to date from the log
 * at each load, and dropping it changes no answer.
 */
export class StateCache {
  private readonly states = new Map<string, Loaded<unknown>>();

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    /** States kept; the least recently used goes first. 0 keeps none. */
    private readonly capacity: number,
  ) {}

  /** The state of a stream with every event that is in the log now. */
  async load<State>(stream: string, fold: Fold<State, never>): Promise<Loaded<State>> {
    const key = `${fold.name} ${stream}`;
    let { state, revision } = (this.states.get(key) as Loaded<State> | undefined) ?? { state: fold.initial, revision: -1 };
    for (;;) {
      const page = await this.store.readStream(stream, { from: revision + 1, limit: pageSize });
      for (const event of page) {
        state = fold.evolve(state, event as RecordedEvent<never> as never);
        revision = event.revision;
      }
      if (page.length < pageSize) break;
    }
    const loaded = { state, revision };
    this.keep(key, loaded);
    return loaded;
  }

  private keep(key: string, loaded: Loaded<unknown>): void {
    if (this.capacity === 0 || loaded.revision < 0) return;
    this.states.delete(key);
    this.states.set(key, loaded);
    if (this.states.size > this.capacity) this.states.delete(this.states.keys().next().value!);
  }
}
