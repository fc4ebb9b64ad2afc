import { LogInUse } from '#engine/event-store';
import { BadSettings } from './settings.js';
import type { Runtime } from './wiring.js';

/** Nothing keeps the process longer than this once it was told to stop; what is acknowledged is on the disk. */
const longestStopMs = 10_000;

/** Stop listening, then everything else, when the operating system says so. */
export function stopOnSignals(close: () => Promise<unknown>, runtime: Runtime): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), longestStopMs).unref();
    await close();
    await runtime.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

/** The log takes no more facts: say so and leave; a restart recovers from what is on the disk. */
export function die(reason: string): void {
  console.error(`事件日志停止写入，进程退出 · the event log stopped, leaving: ${reason}`);
  process.exit(70);
}

/** The process cannot begin: say why and leave. 78 for what the operator has to put right. */
export function leaveOver(error: unknown): void {
  const known = error instanceof BadSettings || error instanceof LogInUse;
  console.error(known ? error.message : error);
  process.exit(known ? 78 : 1);
}
