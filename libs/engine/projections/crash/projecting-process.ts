// A process that runs the trial projections until it is told to end, or dies. Arguments: log file, rows file, owner,
// lease in milliseconds, page size. One JSON line per report; `{"handled": n}` once everything up to n is in the rows.
import { systemClock } from '#engine/kernel';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { ProjectionRunner } from '../projection-runner.js';
import { trialEvents, trialProjections } from '../trial/trial-projections.js';

const [path = '', rowsPath = '', owner = '', leaseMs = '', pageSize = ''] = process.argv.slice(2);
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const log = SqliteEventStore.openReadOnly({ path, pollMs: 5 });
const store = new SqliteReadStore(rowsPath);
const runner = new ProjectionRunner({
  projections: trialProjections,
  log,
  store,
  clock: systemClock,
  catalogues: [trialEvents],
  owner,
  settings: { leaseMs: Number(leaseMs), standbyPollMs: 10, retryMs: 20, pageSize: Number(pageSize), commitEvents: 3 * Number(pageSize) },
  report: ({ kind, projection, ...rest }) => say({ kind, projection, ...('error' in rest ? { error: String(rest.error) } : {}) }),
});
await runner.start();

let asked = true;
process.on('SIGTERM', () => (asked = false));
let told = 0;
while (asked) {
  const head = await log.head();
  const handled = await runner.whenProcessed(trialProjections.map(({ name }) => name), head, 50);
  const owned = (await runner.status()).every((status) => status.owned);
  if (handled && owned && head > told) say({ handled: (told = head) });
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await runner.stop();
await store.close();
await log.close();
