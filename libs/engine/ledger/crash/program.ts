// A process that records facts and signs checkpoints until it is killed. Prints each checkpoint it was given: `signed <size> <root>`.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { newId, systemClock } from '#engine/kernel';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { Ledger } from '#engine/ledger';
import { SqliteLedgerKeys } from '#engine/ledger/sqlite';

const [folder = '', rounds = '1'] = process.argv.slice(2);
const store = await SqliteEventStore.open({ path: join(folder, 'events.db'), clock: systemClock, writer: 'main' });
const keys = new SqliteLedgerKeys(join(folder, 'ledger-keys.db'));
const ledger = await Ledger.open({ store, folder: join(folder, 'ledger'), keys, origin: 'crash.example/zhiheng', clock: systemClock });
await ledger.start();
const { state, damage } = ledger.status();
writeSync(1, `state ${state} ${damage?.kind ?? ''}\n`);
for (let round = 0; round < Number(rounds); round += 1) {
  const correlation = newId();
  const events = Array.from({ length: 150 }, (_, n) => ({ id: newId(), type: 'crash.Happened', schema: 1, data: { round, n }, meta: { actor: 'crash', correlation, causation: correlation } }));
  await store.append([{ stream: 'crash', expected: 'any', events }]);
  const { size, root } = await ledger.checkpoint();
  writeSync(1, `signed ${size} ${root.toString('base64')}\n`);
}
await ledger.stop();
await keys.close();
await store.close();
