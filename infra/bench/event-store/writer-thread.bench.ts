import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Contestant } from './contest.js';
import { hold, quantile } from './contest.js';
import { closedLoop, eventSupply, openStore, streamSupply } from './workload.js';

/** Keep the calling thread busy, as deciding a command would. */
function compute(forMicroseconds: number): void {
  const until = performance.now() + forMicroseconds / 1000;
  while (performance.now() < until);
}

const host = (writer: 'main' | 'thread', callers: number, cpuMicroseconds: number): Contestant => ({
  name: writer === 'main' ? 'writer in the main thread' : 'writer in its own thread',
  measure: async (folder) => {
    const [event, stream] = [eventSupply(), streamSupply()];
    const store = await openStore(folder, writer);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const before = performance.eventLoopUtilization();
    const { perSecond, latencies } = await closedLoop(callers, async () => {
      if (cpuMicroseconds > 0) compute(cpuMicroseconds);
      await store.append([{ stream: stream(), expected: 'any', events: [event()] }]);
      return 1;
    });
    const { utilization } = performance.eventLoopUtilization(before);
    delay.disable();
    await store.close();
    return {
      perSecond,
      details: { p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99), loopDelayP99Ms: delay.percentile(99) / 1e6, loopBusy: utilization },
    };
  },
});

const both = (callers: number, cpuMicroseconds = 0): Contestant[] => [host('main', callers, cpuMicroseconds), host('thread', callers, cpuMicroseconds)];

await hold(import.meta.url, {
  name: 'event-store-writer-thread',
  title: 'Where the writing connection lives',
  method: 'Closed loop for 1.5 s after 0.3 s, one event an append, an fsync a commit. Loop delay is that of the calling thread, which in a server also answers requests.',
  cases: [
    { name: '1 caller', counts: 'events', contestants: both(1) },
    { name: '16 callers', counts: 'events', contestants: both(16) },
    { name: '64 callers', counts: 'events', contestants: both(64) },
    { name: '256 callers', counts: 'events', contestants: both(256) },
    { name: '64 callers, 100 µs of computing before each append', counts: 'events', contestants: both(64, 100) },
    { name: '256 callers, 100 µs of computing before each append', counts: 'events', contestants: both(256, 100) },
  ],
});
