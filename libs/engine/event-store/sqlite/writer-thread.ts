// Program of the writing thread: owns the writing connection, commits what arrives, answers in groups.
import { parentPort, workerData } from 'node:worker_threads';
import type { Instant } from '#engine/kernel';
import { openDatabase } from './driver.js';
import type { Ticket } from './group-commit.js';
import { GroupCommit } from './group-commit.js';
import type { Outcome } from './log-writer.js';
import { LogWriter } from './log-writer.js';

/** What the thread is started with. */
export interface WriterThreadData {
  readonly path: string;
  readonly maxEvents: number;
  readonly now: Instant;
}

/** A ticket under the number by which the other side knows it. */
export interface NumberedTicket extends Ticket {
  readonly number: number;
}

/** To the thread: tickets of one turn with the clock's time, or the wish to close. */
export type ToWriter = { readonly kind: 'tickets'; readonly tickets: readonly NumberedTicket[]; readonly now: Instant } | { readonly kind: 'close' };

/** From the thread. */
export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'settled'; readonly numbers: readonly number[]; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'stopped'; readonly message: string };

if (parentPort) {
  const port = parentPort;
  const tell = (message: FromWriter): void => port.postMessage(message);
  const { path, maxEvents, now: startedAt } = workerData as WriterThreadData;
  const stopped = (reason: unknown): void => {
    tell({ kind: 'stopped', message: String(reason) });
  };
  let now = startedAt;
  const group = new GroupCommit<NumberedTicket>(new LogWriter(openDatabase(path)), {
    maxEvents,
    now: () => now,
    settle: (tickets, outcomes) => tell({ kind: 'settled', numbers: tickets.map(({ number }) => number), outcomes }),
    stopped,
  });
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'tickets') {
      now = message.now;
      for (const ticket of message.tickets) group.add(ticket);
      return;
    }
    try {
      group.close();
    } catch (reason) {
      stopped(reason);
    }
    port.close();
  });
  tell({ kind: 'ready' });
}
