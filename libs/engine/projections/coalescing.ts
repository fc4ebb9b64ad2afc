import type { Observable } from 'rxjs';
import type { ProjectionChange } from './projection.js';

const mostKeys = 1_000;

/**
 * Changes for a consumer that takes its time, such as a server-sent event stream: what piles up while it is busy is
 * merged per table, so that memory stays bounded and nothing is missed. Ends with the source or the signal.
 */
export async function* coalesced(changes$: Observable<ProjectionChange>, signal: AbortSignal): AsyncGenerator<readonly ProjectionChange[], void, undefined> {
  const waiting = new Map<string, ProjectionChange>();
  let ended = signal.aborted;
  let wake: () => void = () => undefined;
  const end = (): void => {
    ended = true;
    wake();
  };
  signal.addEventListener('abort', end);
  const subscription = changes$.subscribe({
    next: (change) => {
      const name = `${change.projection} ${change.table}`;
      waiting.set(name, merged(waiting.get(name), change));
      wake();
    },
    complete: end,
    error: end,
  });
  try {
    for (;;) {
      if (waiting.size > 0) {
        const taken = [...waiting.values()];
        waiting.clear();
        yield taken;
      } else if (ended) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    subscription.unsubscribe();
    signal.removeEventListener('abort', end);
  }
}

function merged(earlier: ProjectionChange | undefined, later: ProjectionChange): ProjectionChange {
  if (!earlier) return later;
  const keys = earlier.keys === 'all' || later.keys === 'all' ? [] : [...new Set([...earlier.keys, ...later.keys])];
  const all = keys.length === 0 || keys.length > mostKeys;
  return { ...later, position: Math.max(earlier.position, later.position), keys: all ? 'all' : keys };
}
