import { Worker } from 'node:worker_threads';
import type { Clock } from '#engine/kernel';
import type { Waiting, WriterHost } from './append-desk.js';
import { openDatabase } from './driver.js';
import { GroupCommit } from './group-commit.js';
import type { Outcome } from './log-writer.js';
import { LogWriter } from './log-writer.js';
import type { FromWriter, NumberedTicket, ToWriter, WriterThreadData } from './writer-thread.js';

export interface WriterHostOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly maxEvents: number;
  readonly settle: (group: readonly Waiting[], outcomes: readonly Outcome[]) => void;
  readonly stopped: (reason: unknown) => void;
}

/** The writer in the calling thread. */
export function mainThreadWriter({ path, clock, maxEvents, settle, stopped }: WriterHostOptions): WriterHost {
  const group = new GroupCommit<Waiting>(new LogWriter(openDatabase(path)), { maxEvents, now: () => clock.now(), settle, stopped });
  return {
    add: (append) => group.add(append),
    close: async () => group.close(),
  };
}

/**
 * The writer in a thread of its own: fsyncs and checkpoints no longer hold the calling thread's event loop.
 * @param program the compiled writer thread
 */
export async function ownThreadWriter({ path, clock, maxEvents, settle, stopped }: WriterHostOptions, program: URL): Promise<WriterHost> {
  const workerData: WriterThreadData = { path, maxEvents, now: clock.now() };
  const thread = new Worker(program, { workerData });
  const post = (message: ToWriter): void => thread.postMessage(message);
  const waiting = new Map<number, Waiting>();
  let sent = 0;
  let turn: NumberedTicket[] = [];
  const hear = (message: FromWriter): void => {
    if (message.kind === 'stopped') {
      thread.unref();
      stopped(message.message);
    }
    if (message.kind !== 'settled') return;
    const group = message.numbers.map((number) => waiting.get(number)!);
    for (const number of message.numbers) waiting.delete(number);
    if (waiting.size === 0) thread.unref();
    settle(group, message.outcomes);
  };
  await started(thread);
  thread.on('message', hear);
  thread.on('error', stopped);
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  let closing = false;
  void ended.then(() => {
    if (!closing) stopped('the writing thread ended');
  });
  thread.unref();
  const flush = (): void => {
    const tickets = turn;
    turn = [];
    if (tickets.length > 0) post({ kind: 'tickets', tickets, now: clock.now() });
  };
  return {
    add: (caller) => {
      // One message per turn: sending costs more than writing.
      if (turn.length === 0) process.nextTick(flush);
      if (waiting.size === 0) thread.ref();
      sent += 1;
      waiting.set(sent, caller);
      turn.push({ number: sent, append: caller.append });
    },
    close: async () => {
      closing = true;
      thread.ref();
      flush();
      post({ kind: 'close' });
      await ended;
    },
  };
}

/** Resolves when the thread has opened the log; rejects with the reason when it could not. */
function started(thread: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.once('message', () => {
      thread.off('error', reject);
      resolve();
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the writing thread ended before it had opened the log')));
  });
}
