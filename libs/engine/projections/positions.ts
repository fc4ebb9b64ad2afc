interface Waiter {
  readonly projections: readonly string[];
  readonly position: number;
  readonly settle: (reached: boolean) => void;
}

/** Positions that the serving generations reflect, and those who wait for them. */
export class Positions {
  private readonly reached = new Map<string, number>();
  private readonly waiters = new Set<Waiter>();

  of(projection: string): number | undefined {
    return this.reached.get(projection);
  }

  /** Set a position; a switch to another generation may also set it back. */
  set(projection: string, position: number): void {
    if (this.reached.get(projection) === position) return;
    this.reached.set(projection, position);
    for (const waiter of [...this.waiters]) if (this.have(waiter)) waiter.settle(true);
  }

  /** Resolves true once all have reached a position, false when time runs out or the signal aborts. */
  wait(projections: readonly string[], position: number, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    if (this.have({ projections, position })) return Promise.resolve(true);
    if (signal?.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const giveUp = (): void => waiter.settle(false);
      const timer = setTimeout(giveUp, timeoutMs);
      const waiter: Waiter = {
        projections,
        position,
        settle: (reached) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          this.waiters.delete(waiter);
          resolve(reached);
        },
      };
      signal?.addEventListener('abort', giveUp);
      this.waiters.add(waiter);
    });
  }

  /** Nobody will get further: answer all who wait. */
  close(): void {
    for (const waiter of [...this.waiters]) waiter.settle(false);
  }

  private have({ projections, position }: Pick<Waiter, 'projections' | 'position'>): boolean {
    return projections.every((name) => (this.reached.get(name) ?? -1) >= position);
  }
}
