import { checkWrites, storedText } from '../append-rules.js';
import type { Appended, StreamWrite } from '../event-store.js';
import { EventIdTaken, StoreStopped, WrongRevision } from '../event-store.js';
import { leafOfTexts, type LeafListener } from '../leaves.js';
import type { Ticket } from './group-commit.js';
import type { Outcome, PreparedAppend } from './log-writer.js';

/** An append whose caller waits. */
export interface Waiting extends Ticket {
  readonly resolve: (result: Appended) => void;
  readonly reject: (error: Error) => void;
}

/** Where appends go: to the writer in this thread, or in one of its own. */
export interface WriterHost {
  add(append: Waiting): void;
  /** Write what is waiting, close the log; resolves when that is done. */
  close(): Promise<void>;
}

/** Takes appends in, and gives each caller its answer once it is on the disk. */
export class AppendDesk {
  readonly #waiting = new Set<Waiting>();
  readonly #listeners = new Set<LeafListener>();
  #stopped: StoreStopped | undefined;
  #failed = false;

  listen(listener: LeafListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Hand an append to the writer and wait for its outcome. */
  submit(writes: readonly StreamWrite[], host: WriterHost): Promise<Appended> {
    return new Promise((resolve, reject) => {
      checkWrites(writes);
      if (this.#stopped) throw this.#stopped;
      const waiting: Waiting = { append: prepare(writes), resolve, reject };
      this.#waiting.add(waiting);
      host.add(waiting);
    });
  }

  settle(group: readonly Waiting[], outcomes: readonly Outcome[]): void {
    for (const [i, waiting] of group.entries()) {
      const outcome = outcomes[i]!;
      this.#waiting.delete(waiting);
      if (outcome.kind === 'appended') waiting.resolve(outcome.result);
      else waiting.reject(errorOf(outcome));
    }
    if (this.#listeners.size > 0) this.#tell(group, outcomes);
  }

  #tell(group: readonly Waiting[], outcomes: readonly Outcome[]): void {
    for (const [i, { append }] of group.entries()) {
      const outcome = outcomes[i]!;
      if (outcome.kind !== 'appended' || outcome.result.repeated) continue;
      const leaves = leavesOf(append, outcome.result);
      for (const listener of this.#listeners) listener(outcome.result.position - leaves.length + 1, leaves);
    }
  }

  /** Refuse everything from now on, also what is waiting. Says whether this was the first failure. */
  stop(reason: StoreStopped): boolean {
    if (this.#failed) return false;
    this.#failed = true;
    this.#stopped = reason;
    for (const { reject } of this.#waiting) reject(reason);
    this.#waiting.clear();
    return true;
  }

  /** Take no more; what is waiting is still answered. */
  shut(): void {
    this.#stopped ??= new StoreStopped('the event store is closed');
  }
}

function prepare(writes: readonly StreamWrite[]): PreparedAppend {
  return writes.map(({ stream, expected, events }) => ({
    stream,
    expected,
    events: events.map(({ id, type, schema, data, meta }) => ({ id, type, schema, data: storedText(data), meta: storedText(meta) })),
  }));
}

function leavesOf(append: PreparedAppend, { position: last, revisions, recordedAt }: Appended): readonly string[] {
  let position = last - append.reduce((sum, { events }) => sum + events.length, 0);
  const leaves: string[] = [];
  for (const [w, { stream, events }] of append.entries()) {
    for (const [e, event] of events.entries()) {
      position += 1;
      leaves.push(leafOfTexts({ id: event.id, stream, revision: revisions[w]! - events.length + 1 + e, position, type: event.type, schema: event.schema, data: event.data, meta: event.meta, recordedAt }));
    }
  }
  return leaves;
}

function errorOf(outcome: Exclude<Outcome, { kind: 'appended' }>): Error {
  return outcome.kind === 'id-taken' ? new EventIdTaken(outcome.eventId) : new WrongRevision(outcome.stream, outcome.expected, outcome.actual);
}
