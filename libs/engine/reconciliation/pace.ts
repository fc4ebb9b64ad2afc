import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Wait } from '#engine/reactions';
import { Interrupted } from './reconciliation.js';

/** Shorter rests are put together: a timer costs more than they are worth. */
const shortestRestMs = 5;
const longestRestMs = 2_000;

/**
 * Work for a share of the time: after each piece it rests so long that work and rest are in that proportion.
 * @param share of the time, above 0 and at most 1
 */
export function pacing(share: number, { wait, signal }: { readonly wait: Wait; readonly signal: AbortSignal }): () => Promise<void> {
  let [begun, owed] = [performance.now(), 0];
  return async () => {
    owed += Math.min(longestRestMs, (performance.now() - begun) * (1 / share - 1));
    if (owed >= shortestRestMs) {
      await wait(owed, signal);
      owed = 0;
    } else await nextTurn();
    if (signal.aborted) throw new Interrupted('the reconciliation was given up');
    begun = performance.now();
  };
}
