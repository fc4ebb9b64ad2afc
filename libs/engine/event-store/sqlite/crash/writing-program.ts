// A process that writes until it is killed, or until its store stops. Started by the specs beside it.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { systemClock } from '#engine/kernel';
import type { EventStore } from '../../event-store.js';
import { StoreStopped } from '../../event-store.js';
import { SqliteEventStore } from '../sqlite-event-store.js';
import { writesOf } from './commands.js';

/** What the program is told on its standard input, in one line. */
export interface Orders {
  readonly path: string;
  readonly host: 'main' | 'thread';
  /** Tell the events after this position before writing. */
  readonly after: number;
  /** For each writer the number of its next command. */
  readonly next: readonly number[];
  /** Give up after this many commands of a writer. */
  readonly most: number;
  /** Characters of padding in each event. */
  readonly padding: number;
}

/** What it tells, one JSON array a line, in the file that is its descriptor 3: what is written there survives the process. */
export type Told =
  | readonly ['event', position: number, id: string, stream: string, revision: number, recordedAt: string]
  | readonly ['opened', head: number]
  | readonly ['acknowledged', writer: number, n: number, position: number, repeated: boolean]
  | readonly ['stopped', message: string]
  | readonly ['after the stop', appended: boolean, readable: number]
  | readonly ['not opened', message: string];

/** Exit codes: its store stopped; it could not open the log. */
export const storeStopped = 70;
export const notOpened = 71;

const tell = (...lines: readonly Told[]): void => {
  writeSync(3, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
};

async function run(orders: Orders): Promise<void> {
  const store = await SqliteEventStore.open({
    path: orders.path,
    clock: systemClock,
    writer: orders.host,
    onStopped: (reason) => void stop(store, reason),
  }).catch((error: unknown) => {
    tell(['not opened', String(error)]);
    process.exit(notOpened);
  });
  await tellEvents(store, orders.after);
  await Promise.all(orders.next.map((n, writer) => writeOn(store, writer, n, orders)));
  if (!stopping) await store.close();
}

let stopping = false;
let announced = false;

/** The store gave up: show that it takes nothing more and can still be read, then leave with an error code. */
async function stop(store: EventStore, reason: StoreStopped): Promise<void> {
  stopping = true;
  tell(['stopped', reason.message]);
  const appended = await store.append(writesOf(999, 1, '')).then(
    () => true,
    (error) => !(error instanceof StoreStopped),
  );
  const { events } = await store.readAll({ after: 0, limit: 1_000_000 });
  tell(['after the stop', appended, events.length]);
  process.exit(storeStopped);
}

async function tellEvents(store: EventStore, after: number): Promise<void> {
  const { events, scannedTo } = await store.readAll({ after, limit: 1_000_000 });
  tell(
    ...events.map(({ position, id, stream, revision, recordedAt }): Told => ['event', position, id, stream, revision, recordedAt]),
    ['opened', scannedTo],
  );
}

async function writeOn(store: EventStore, writer: number, from: number, { most, padding }: Orders): Promise<void> {
  const note = '质'.repeat(padding);
  try {
    for (let n = from; n < from + most; n += 1) {
      const { position, repeated } = await store.append(writesOf(writer, n, note));
      tell(['acknowledged', writer, n, position, repeated]);
      if (!announced) announced = writeSync(1, 'writing\n') > 0;
    }
  } catch (error) {
    if (!(error instanceof StoreStopped)) throw error;
  }
}

// Loaded and waiting: the parent decides when it begins, and takes the program with it when it goes away first.
const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  lines.close();
  process.stdin.destroy();
  void run(JSON.parse(line) as Orders);
});
