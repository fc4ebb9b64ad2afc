// Program of the thread that looks at the pages of a log while another reads its events.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#engine/event-store/sqlite';
import { integrityDamages } from './integrity.js';

if (parentPort) {
  const database = openDatabase((workerData as { readonly path: string }).path, { readOnly: true });
  parentPort.postMessage(integrityDamages(database));
  database.close();
}
