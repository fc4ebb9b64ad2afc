import type { EventStore, Page } from '#engine/event-store';

/** Someone who has caught up and takes the log's pages as they come. */
export interface FeedConsumer {
  /** Takes a page; false leaves the feed. */
  take(page: Page): Promise<boolean>;
}

export interface LogFeedOptions {
  readonly store: Pick<EventStore, 'follow'>;
  readonly types: readonly string[];
  readonly pageSize: number;
  readonly retryMs: number;
  /** Reading failed; the feed goes on behind the event that cannot be read, if it is one, or tries again. */
  readonly failed: (error: unknown) => void;
}

/**
 * The one follower of the log in this process. Its pages go to everyone who has joined; a page is finished
 * when all have taken it. Whoever is behind catches up with reads of its own and joins then.
 */
export class LogFeed {
  private readonly consumers = new Map<FeedConsumer, () => void>();
  private reached: number;

  constructor(
    private readonly options: LogFeedOptions,
    from: number,
  ) {
    this.reached = from;
  }

  /** Pages up to here have been given out, or are being given out. Who joins must stand here or further: what is before never comes again. */
  get position(): number {
    return this.reached;
  }

  /**
   * Take the pages behind {@link position}. Resolves when the consumer has left: by its own answer, by the signal, or because the feed stumbled and everybody has to look for themselves.
   */
  join(consumer: FeedConsumer, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const leave = (): void => {
        signal.removeEventListener('abort', leave);
        this.consumers.delete(consumer);
        resolve();
      };
      signal.addEventListener('abort', leave);
      this.consumers.set(consumer, leave);
    });
  }

  /** Follow until the signal aborts; the page in hand is finished. */
  async run(signal: AbortSignal): Promise<void> {
    const { store, types, pageSize, retryMs, failed } = this.options;
    while (!signal.aborted) {
      try {
        for await (const page of store.follow({ after: this.reached, types, pageSize, signal })) await this.giveOut(page);
        if (!signal.aborted) return;
      } catch (error) {
        failed(error);
        const unreadable = unreadablePosition(error);
        if (unreadable !== undefined) this.reached = Math.max(this.reached, unreadable);
        for (const leave of [...this.consumers.values()]) leave();
        if (unreadable === undefined) await pause(retryMs, signal);
      }
    }
  }

  private async giveOut(page: Page): Promise<void> {
    // Before it is given out: who joins meanwhile does not get this page, and must see that it is there.
    this.reached = Math.max(this.reached, page.scannedTo);
    await Promise.all([...this.consumers].map(async ([consumer, leave]) => {
      if (!(await consumer.take(page))) leave();
    }));
  }
}

/** The position of the one event that cannot be read or lifted, where an error names it. */
export function unreadablePosition(error: unknown): number | undefined {
  const position = (error as { readonly position?: unknown } | null)?.position;
  return error instanceof Error && typeof position === 'number' ? position : undefined;
}

/** Resolves after a time, or when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
