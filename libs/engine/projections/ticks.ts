/** Wakes all who wait at the same moment: a store on the network that answers together what is asked together is then asked once for all. */
export class Ticks {
  private readonly waiting = new Set<() => void>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly everyMs: number) {}

  /** Resolves at the next tick, or when the signal aborts. Ticks come only while somebody waits. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        signal.removeEventListener('abort', end);
        this.waiting.delete(end);
        if (this.waiting.size === 0) this.stop();
        resolve();
      };
      signal.addEventListener('abort', end);
      this.waiting.add(end);
      this.timer ??= setTimeout(() => this.tick(), this.everyMs);
    });
  }

  private tick(): void {
    this.stop();
    for (const end of [...this.waiting]) end();
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
