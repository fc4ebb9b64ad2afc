// A process that copies the log of a data folder to a server, to be killed on its way: <data folder> <url> <folder of the replica>
import { join } from 'node:path';
import { systemClock } from '#engine/kernel';
import { KurrentDbEventStore } from '#engine/event-store/kurrentdb';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { copyLog, sameRoots } from '../logs.js';

const [data, url, work] = process.argv.slice(2) as [string, string, string];
const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
const log = await SqliteEventStore.open({ path: join(data, 'events.db'), clock: systemClock, writer: 'main' });
const copy = await KurrentDbEventStore.open({ url, path: join(work, 'replica.db'), clock: systemClock, birth: log.info });
await copyLog(log, copy, await log.head(), quiet);
console.log(JSON.stringify(await sameRoots(data, join(work, 'replica.db'), await log.head(), quiet)));
await copy.close();
await log.close();
