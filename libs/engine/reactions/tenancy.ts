import type { Clock } from '#engine/kernel';
import type { Lease } from '#engine/read-store';
import type { Wait } from './waiting.js';

/** Who hands out leases: a read store, or anything else that all processes share. */
export interface Leases {
  /** Take or renew for some milliseconds of the caller's clock; undefined while another owner's is still good. */
  lease(name: string, owner: string, now: number, forMs: number): Promise<Lease | undefined>;
}

export interface LeaseOptions {
  readonly leases: Leases;
  /** Name of this process among those that share the work. */
  readonly owner: string;
  /** How long a lease is good for without being renewed: the longest time to a takeover. 6 s when absent. */
  readonly forMs?: number;
}

/** The right to work for a while. */
export interface Tenure {
  readonly lease?: Lease;
  /** Aborts when the lease is lost, or when the runner stops. */
  readonly signal: AbortSignal;
  /** Give the lease up, so that another process need not wait for it to run out. */
  end(): Promise<void>;
}

const defaultLeaseMs = 6_000;

/** Wait for the lease of a name, then keep renewing it. Without lease options the right is there at once and for good. */
export async function takeTenure(
  name: string,
  stopping: AbortSignal,
  { lease: options, clock, wait }: { readonly lease?: LeaseOptions | undefined; readonly clock: Clock; readonly wait: Wait },
): Promise<Tenure | undefined> {
  if (!options) return stopping.aborted ? undefined : { signal: stopping, end: async () => undefined };
  const { leases, owner, forMs = defaultLeaseMs } = options;
  const ask = (ms: number): Promise<Lease | undefined> => leases.lease(name, owner, Date.parse(clock.now()), ms);
  const between = Math.ceil(forMs / 3);
  while (!stopping.aborted) {
    const lease = await ask(forMs);
    if (lease) return keep(lease, ask, { forMs, between, stopping, wait });
    await wait(between, stopping);
  }
  return undefined;
}

/** Do some work whenever this process has the lease of a name, from each time it is given until it is lost or `stopping` aborts. */
export async function whileTenant(
  name: string,
  stopping: AbortSignal,
  options: { readonly lease?: LeaseOptions | undefined; readonly clock: Clock; readonly wait: Wait },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  for (let tenure = await takeTenure(name, stopping, options); tenure; tenure = await takeTenure(name, stopping, options)) {
    try {
      await work(tenure.signal);
    } finally {
      await tenure.end();
    }
  }
}

function keep(
  lease: Lease,
  ask: (ms: number) => Promise<Lease | undefined>,
  { forMs, between, stopping, wait }: { readonly forMs: number; readonly between: number; readonly stopping: AbortSignal; readonly wait: Wait },
): Tenure {
  const over = new AbortController();
  const stop = (): void => over.abort();
  stopping.addEventListener('abort', stop);
  if (stopping.aborted) stop();
  const renewing = (async () => {
    while (!over.signal.aborted) {
      await wait(between, over.signal);
      if (over.signal.aborted) return;
      // A renewal that fails is not a loss yet: the epoch guards every write, and the next one may succeed.
      const renewed = await ask(forMs).catch(() => lease);
      if (renewed?.epoch !== lease.epoch) over.abort();
    }
  })();
  return {
    lease,
    signal: over.signal,
    end: async () => {
      stopping.removeEventListener('abort', stop);
      const lost = over.signal.aborted && !stopping.aborted;
      over.abort();
      await renewing;
      if (!lost) await ask(0).catch(() => undefined);
    },
  };
}
