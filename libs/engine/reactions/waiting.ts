/** Resolves after some milliseconds, or at once when the signal aborts. Handed in, so that specs need not wait. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export const realWait: Wait = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });

/** Delays that double from the first up to the longest; `attempt` is 1 after the first failure. */
export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

export const delayAfter = (attempt: number, { firstMs, longestMs }: BackOff): number => Math.min(longestMs, firstMs * 2 ** (attempt - 1));

/** A step was left because the runner stops; what it was doing is done again after the restart. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

/** One after another: a task starts when those before it have ended, however they ended. */
export class Exclusive {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task);
    this.last = result.catch(() => undefined);
    return result;
  }
}

const longestReason = 2_000;

/** A fault as an operator reads it. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, longestReason);
}
