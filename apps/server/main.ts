import 'reflect-metadata';
import { systemClock } from '#engine/kernel';
import { demoAccounts, demonstrationPassword } from '../../libs/domain/identity/demo/demo-accounts.js';
import { banner, demoBanner } from './banner.js';
import { DemoCity, demoCast, pastProcesses } from './demo/demo-city.js';
import { die, leaveOver, stopOnSignals } from './process-end.js';
import { serve } from './serve.js';
import { readSettings } from './settings.js';
import { compose } from './wiring.js';

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
  stopOnSignals(() => app.close(), runtime);
}

main().catch(leaveOver);
