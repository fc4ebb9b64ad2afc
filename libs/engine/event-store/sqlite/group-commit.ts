import type { Instant } from '#engine/kernel';
import { crashPoint } from '../../testing/crash-point.js';
import type { LogWriter, Outcome, PreparedAppend } from './log-writer.js';

/** An append waiting for its turn. */
export interface Ticket {
  readonly append: PreparedAppend;
}

export interface GroupCommitOptions<T extends Ticket> {
  /** At most this many events a transaction; a larger append goes alone. */
  readonly maxEvents: number;
  readonly now: () => Instant;
  /** A group is on the disk; an outcome for each of its tickets. */
  readonly settle: (group: readonly T[], outcomes: readonly Outcome[]) => void;
  /** The first I/O error: nothing is written any more. */
  readonly stopped: (reason: unknown) => void;
}

/**
 * Gathers the appends that arrive while others are written into one transaction: with many callers, one fsync
 * serves them all. The event loop turns between two groups.
 */
export class GroupCommit<T extends Ticket> {
  readonly #writer: LogWriter;
  readonly #options: GroupCommitOptions<T>;
  #queue: T[] = [];
  #scheduled = false;
  #failed = false;

  constructor(writer: LogWriter, options: GroupCommitOptions<T>) {
    this.#writer = writer;
    this.#options = options;
  }

  add(ticket: T): void {
    if (this.#failed) return;
    this.#queue.push(ticket);
    this.#schedule();
  }

  /**
   * Write what is waiting, then close the writer's connection. After a failure the connection is left to the
   * end of the process: closing it would copy the write-ahead log, and nothing may be written any more.
   */
  close(): void {
    while (this.#queue.length > 0) this.#commitGroup();
    if (!this.#failed) this.#writer.close();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#queue.length > 0) this.#commitGroup();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #commitGroup(): void {
    try {
      const group = this.#takeGroup();
      const outcomes = this.#writer.commit(
        group.map(({ append }) => append),
        this.#options.now(),
      );
      crashPoint('append-before-acknowledgement');
      this.#options.settle(group, outcomes);
      this.#writer.checkpointIfDue();
    } catch (reason) {
      // After a failed write the kernel may call pages clean that never reached the disk: later successes would prove nothing.
      this.#failed = true;
      this.#queue = [];
      this.#options.stopped(reason);
    }
  }

  #takeGroup(): readonly T[] {
    let events = 0;
    let taken = 0;
    for (const { append } of this.#queue) {
      let size = 0;
      for (const write of append) size += write.events.length;
      if (taken > 0 && events + size > this.#options.maxEvents) break;
      events += size;
      taken += 1;
    }
    return this.#queue.splice(0, taken);
  }
}
