import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Instant, RecordedEvent, Uuid } from '#engine/kernel';
import type { Appended, EventStore, FollowOptions, Page, ReadAllOptions, ReadStreamOptions, StreamWrite } from '../event-store.js';
import { StoreStopped } from '../event-store.js';
import { followLog, WakeUps } from '../follow.js';
import type { LeafListener, LeafReader, LeafSource } from '../leaves.js';
import type { WriterHost } from './append-desk.js';
import { AppendDesk } from './append-desk.js';
import type { Database } from './driver.js';
import { openDatabase, syncFolder } from './driver.js';
import type { LogLock } from './log-lock.js';
import { lockLog } from './log-lock.js';
import { SqliteLeafReader } from './leaf-reader.js';
import { LogReader } from './log-reader.js';
import type { LogInfo } from './log-schema.js';
import { ensureLog, logInfo } from './log-schema.js';
import type { WriterHostOptions } from './writer-hosts.js';
import { mainThreadWriter, ownThreadWriter } from './writer-hosts.js';

export interface SqliteLogOptions {
  /** The log's file; `<path>.writer.lock` and `<path>.writer.json` lie beside it. */
  readonly path: string;
  /** How often a follower looks without having been woken, in milliseconds; 100 when absent. */
  readonly pollMs?: number;
  readonly wakeUps?: WakeUps;
}

export interface SqliteEventStoreOptions extends SqliteLogOptions {
  readonly clock: Clock;
  /**
   * Where the writing connection lives. `thread` keeps fsyncs off the calling thread: for servers.
   * `main` starts faster and answers a single caller sooner: for tests and one-off programs.
   */
  readonly writer: 'main' | 'thread';
  /** The compiled writer thread; the one beside this file when absent. */
  readonly threadProgram?: URL;
  /** At most this many events a transaction, 256 when absent; a larger append goes alone. */
  readonly maxGroup?: number;
  /** Called once, at the first I/O error. The process should say so and exit with an error code. */
  readonly onStopped?: (reason: StoreStopped) => void;
}

/** An event log in a SQLite file. */
export class SqliteEventStore implements EventStore, LeafSource {
  /** Identity and format of the log. */
  readonly info: LogInfo;
  readonly #desk: AppendDesk;
  readonly #host: WriterHost | undefined;
  readonly #lock: LogLock | undefined;
  readonly #reader: LogReader;
  readonly wakeUps: WakeUps;
  readonly pollMs: number;
  readonly #path: string;
  #closing: Promise<void> | undefined;

  private constructor(options: SqliteLogOptions, desk: AppendDesk, wakeUps: WakeUps, host?: WriterHost, lock?: LogLock) {
    const database = openDatabase(options.path, { readOnly: true });
    this.info = logInfo(database);
    this.#reader = new LogReader(database);
    this.#desk = desk;
    this.#host = host;
    this.#lock = lock;
    this.wakeUps = wakeUps;
    this.pollMs = options.pollMs ?? 100;
    this.#path = options.path;
  }

  /**
   * Open a log for writing; made when it is not there.
   * @throws LogInUse · NotALog · SqliteTooOld · UnsafeDatabase · the driver's error
   */
  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const lock = lockLog(options.path, options.clock.now());
    let first: Database | undefined;
    try {
      first = openDatabase(options.path);
      ensureLog(first, options.clock.now());
      const desk = new AppendDesk();
      const wakeUps = options.wakeUps ?? new WakeUps();
      const host = await startWriter(options, desk, wakeUps);
      syncFolder(dirname(options.path));
      return new SqliteEventStore(options, desk, wakeUps, host, lock);
    } catch (error) {
      lock.release();
      throw error;
    } finally {
      // Not before the writer has opened the log: the last connection to close copies the write-ahead log and hides its errors.
      first?.close();
    }
  }

  /**
   * Open a log for reading beside its writer, or without one. Needs no lock; appending is refused.
   * @throws NotALog · SqliteTooOld · UnsafeDatabase · the driver's error, also when there is no file
   */
  static openReadOnly(options: SqliteLogOptions): SqliteEventStore {
    const desk = new AppendDesk();
    desk.stop(new StoreStopped('the event log is open for reading only'));
    return new SqliteEventStore(options, desk, options.wakeUps ?? new WakeUps());
  }

  append(writes: readonly StreamWrite[]): Promise<Appended> {
    return this.#desk.submit(writes, this.#host!);
  }

  async find(stream: string, id: Uuid): Promise<RecordedEvent | undefined> {
    return this.#reader.find(stream, id);
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.#reader.stream(stream, options);
  }

  async readAll({ after, limit, types, upTo }: ReadAllOptions): Promise<Page> {
    let page = this.#reader.look(after, limit, types, upTo);
    while (page.events.length < limit) {
      const next = this.#reader.look(page.scannedTo, limit - page.events.length, types, upTo);
      if (next.scannedTo === page.scannedTo) break;
      page = { events: page.events.concat(next.events), scannedTo: next.scannedTo };
      await nextTurn();
    }
    return page;
  }

  follow(options: FollowOptions): AsyncIterable<Page> {
    const reader = this.#reader;
    return followLog(
      {
        head: () => reader.head(),
        look: (after, limit, types) => reader.look(after, limit, types),
        closed: () => this.#closing !== undefined,
        wakeUps: this.wakeUps,
        pollMs: this.pollMs,
      },
      options,
    );
  }

  async head(): Promise<number> {
    return this.#reader.head();
  }

  current(): Promise<number> {
    return this.head();
  }

  async positionAt(instant: Instant): Promise<number> {
    return this.#reader.positionAt(instant);
  }

  listen(listener: LeafListener): () => void {
    return this.#desk.listen(listener);
  }

  openLeaves(): LeafReader {
    return new SqliteLeafReader(this.#path);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#desk.shut();
    this.wakeUps.ring();
    try {
      await this.#host?.close();
      this.#reader.close();
    } finally {
      this.#lock?.release();
    }
  }
}

async function startWriter(options: SqliteEventStoreOptions, desk: AppendDesk, wakeUps: WakeUps): Promise<WriterHost> {
  const hostOptions: WriterHostOptions = {
    path: options.path,
    clock: options.clock,
    maxEvents: options.maxGroup ?? 256,
    settle: (group, outcomes) => {
      desk.settle(group, outcomes);
      wakeUps.ring();
    },
    stopped: (cause) => {
      const reason = new StoreStopped(`the event log ${options.path} takes no more appends: ${String(cause)}`, { cause });
      if (desk.stop(reason)) options.onStopped?.(reason);
    },
  };
  if (options.writer === 'main') return mainThreadWriter(hostOptions);
  return ownThreadWriter(hostOptions, options.threadProgram ?? new URL('./writer-thread.js', import.meta.url));
}
