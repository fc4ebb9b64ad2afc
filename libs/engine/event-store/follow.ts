import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FollowOptions, Page } from './event-store.js';
import { AheadOfLog } from './event-store.js';

/** Tells the followers in this process that something was recorded. A hint: a follower that misses it finds out by polling. */
export class WakeUps {
  #rings = 0;
  readonly #waiting = new Set<() => void>();

  /** How often it rang; {@link wait} compares, so that a ring between reading and waiting is not missed. */
  get rings(): number {
    return this.#rings;
  }

  ring(): void {
    this.#rings += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves at the next ring after `since`, after `forMs`, or when the signal aborts. */
  wait(since: number, forMs: number, signal: AbortSignal): Promise<void> {
    if (this.#rings !== since || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, forMs);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}

/** What following needs of a log. */
export interface Followed {
  head(): number;
  /** One bounded look: it may stop before the limit and before the end of the log. */
  look(after: number, limit: number, types: readonly string[] | undefined): Page;
  /** Ends the iteration as the signal does. */
  closed(): boolean;
  readonly wakeUps: WakeUps;
  readonly pollMs: number;
}

const defaultPageSize = 500;

/** Catch up page by page, then wait for a ring or the poll, until the signal aborts or the store is closed. */
export async function* followLog(log: Followed, options: FollowOptions): AsyncGenerator<Page, void, undefined> {
  const { signal, types, pageSize = defaultPageSize } = options;
  let after = options.after;
  const head = log.head();
  if (after > head) throw new AheadOfLog(after, head);
  while (!signal.aborted && !log.closed()) {
    const rings = log.wakeUps.rings;
    const page = log.look(after, pageSize, types);
    if (page.scannedTo > after) {
      after = page.scannedTo;
      yield page;
      // A long catch-up must leave room for everything else this thread does.
      await nextTurn();
    } else {
      await log.wakeUps.wait(rings, log.pollMs, signal);
    }
  }
}
