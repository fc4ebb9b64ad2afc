import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { systemClock } from '#engine/kernel';
import { LogInUse } from '#engine/event-store';
import { demoAccounts, demonstrationPassword } from '../../libs/domain/identity/demo/demo-accounts.js';
import { banner, demoBanner } from './banner.js';
import { DemoCity, demoCast, pastProcesses } from './demo/demo-city.js';
import { serve } from './serve.js';
import { BadSettings, readSettings } from './settings.js';
import { compose, type Runtime } from './wiring.js';

const demo = process.argv.includes('--demo');
const accounts = demo ? demoAccounts() : [];

/** Compose, seed when asked to, listen, say where to look; stop cleanly on a signal. */
async function main(): Promise<void> {
  const started = Date.now();
  process.umask(0o077); // what this process writes is for its own account: the log, the registry of persons, the keys
  const settings = readSettings(process.env);
  const runtime = await compose(settings, { clock: systemClock, demo, onFatal: die });
  const city = demo ? await DemoCity.open({ ...runtime, cast: demoCast, accounts, processes: pastProcesses }) : undefined;
  if (city && !city.done) console.log('演示城市准备中 · preparing the demo city …');
  await city?.recordHistory();
  await runtime.start();
  const app = await serve(runtime, settings, accounts);
  runtime.startFollowers();
  await city?.recordPresent();
  await runtime.projections.whenProcessed(runtime.projectionNames, await runtime.log.head(), 60_000);
  const address = (await app.getUrl()).replace('[::1]', 'localhost');
  console.log(banner(address, (Date.now() - started) / 1000));
  if (city) console.log(demoBanner(address, accounts, demonstrationPassword));
  stopOnSignals(app, runtime);
}

/** Nothing keeps the process longer than this once it was told to stop; what is acknowledged is on the disk. */
const longestStopMs = 10_000;

function stopOnSignals(app: NestFastifyApplication, runtime: Runtime): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), longestStopMs).unref();
    await app.close();
    await runtime.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

/** The log takes no more facts: say so and leave; a restart recovers from what is on the disk. */
function die(reason: string): void {
  console.error(`事件日志停止写入，进程退出 · the event log stopped, leaving: ${reason}`);
  process.exit(70);
}

main().catch((error: unknown) => {
  if (error instanceof BadSettings || error instanceof LogInUse) {
    console.error(error.message);
    process.exit(78);
  }
  console.error(error);
  process.exit(1);
});
