import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, Instant, RecordedEvent, Uuid } from '#engine/kernel';
import { newId } from '#engine/kernel';
import type { Appended, EventStore, FollowOptions, Page, ReadAllOptions, ReadStreamOptions, StreamWrite } from '../event-store.js';
import { StoreStopped, StoreUnavailable } from '../event-store.js';
import { WakeUps } from '../follow.js';
import { leafOfTexts, type LeafListener, type LeafReader, type LeafSource, type LogIdentity } from '../leaves.js';
import { lockLog, type LogLock } from '../sqlite/log-lock.js';
import { logFormat } from '../sqlite/log-schema.js';
import { SqliteEventStore } from '../sqlite/sqlite-event-store.js';
import { AppendLine } from './append-line.js';
import { backOffMs, Filler } from './filling.js';
import { importInto } from './importing.js';
import { refusals, ReplicaRefused } from './refusals.js';
import { Replica, type FilledEvent } from './replica.js';
import { KurrentDbServer } from './server.js';
import type { ReplicaStatus } from './status.js';

export interface KurrentDbEventStoreOptions {
  /** Connection string of the client, with servers, TLS and credentials: `kurrentdb://user:password@a:2113,b:2113,c:2113?tls=true`. */
  readonly url: string;
  /** File of this process's replica; `<path>.writer.lock` and `<path>.writer.json` lie beside it. No other process may share it. */
  readonly path: string;
  readonly clock: Clock;
  /** Put before the name of every stream, so that several logs can lie on one server; none when absent. */
  readonly prefix?: string;
  /** Identity of a log that is about to be imported, so that its ledger goes on; a new one when absent. Settled by the first process. */
  readonly birth?: LogIdentity;
  /** Who says when an event was recorded: the `server`, or the `clock` of the process that writes. `server` when absent. */
  readonly recordedBy?: 'server' | 'clock';
  /** How often a follower looks without having been woken, in milliseconds; 100 when absent. */
  readonly pollMs?: number;
  readonly wakeUps?: WakeUps;
  /** How long opening may wait for the server, in milliseconds; 30 s when absent. */
  readonly openWithinMs?: number;
  /** How long an append may wait for the server, in milliseconds; 30 s when absent. */
  readonly appendWithinMs?: number;
  /** How often the server is asked how far the log is, in milliseconds; 2 s when absent. */
  readonly probeMs?: number;
  /** Called once, when the replica stopped. The process should say so and exit with an error code. */
  readonly onStopped?: (reason: StoreStopped) => void;
}

/**
 * An event log in KurrentDB. Appends go there; everything is read from a replica on this process's disk, which one subscription fills. An
 * append is answered once the replica has it, so a writer reads its own writes; what other processes wrote may be a moment away, and
 * {@link current} waits for it.
 */
export class KurrentDbEventStore implements EventStore, LeafSource {
  readonly info: LogIdentity;
  readonly #server: KurrentDbServer;
  readonly #lock: LogLock;
  readonly #replica: Replica;
  readonly #reads: SqliteEventStore;
  readonly #filler: Filler;
  readonly #line: AppendLine;
  readonly #prefix: string;
  readonly #listeners = new Set<LeafListener>();
  readonly #ended = new AbortController();
  #closing: Promise<void> | undefined;

  private constructor(options: KurrentDbEventStoreOptions, server: KurrentDbServer, lock: LogLock, replica: Replica) {
    const { path, clock, prefix = '', pollMs, wakeUps, recordedBy, onStopped } = options;
    this.#prefix = prefix;
    this.#server = server;
    this.#lock = lock;
    this.#replica = replica;
    this.#reads = SqliteEventStore.openReadOnly({ path, wakeUps: wakeUps ?? new WakeUps(), ...(pollMs === undefined ? {} : { pollMs }) });
    this.info = this.#reads.info;
    const stopped = (reason: ReplicaRefused): void => {
      const stop = new StoreStopped(reason.message, { cause: reason });
      this.#line.stop(stop);
      onStopped?.(stop);
    };
    this.#filler = new Filler({ server, replica, prefix, clock, filled: (events) => this.#filled(events), stopped, probeMs: options.probeMs ?? 2_000 });
    this.#line = new AppendLine({ server, replica, filler: this.#filler, prefix, withinMs: options.appendWithinMs ?? 30_000, ...(recordedBy === 'clock' ? { stamp: () => clock.now() } : {}) });
  }

  /**
   * Connect, make sure that replica and server belong together, and begin to fill. What the log had before is in the replica once
   * {@link current} resolves.
   * @throws ReplicaRefused · LogInUse when another process has the replica · StoreUnavailable when the server does not answer in time
   */
  static async open(options: KurrentDbEventStoreOptions): Promise<KurrentDbEventStore> {
    const { path, clock, prefix = '', birth } = options;
    const lock = lockLog(path, clock.now());
    const server = new KurrentDbServer(options.url, prefix);
    let replica: Replica | undefined;
    let store: KurrentDbEventStore | undefined;
    try {
      const withinMs = options.openWithinMs ?? 30_000;
      const identity = await answered(() => server.identity(() => birth ?? { format: logFormat, origin: newId(), createdAt: clock.now() }), withinMs);
      if (birth && birth.origin !== identity.origin) throw refusals.otherLog(path, birth.origin, identity.origin);
      replica = new Replica(path, identity);
      store = new KurrentDbEventStore(options, server, lock, replica);
      await answered(() => store!.#filler.begin(), withinMs);
      return store;
    } catch (error) {
      if (store) await store.#reads.close();
      replica?.close();
      await server.close();
      lock.release();
      throw error;
    }
  }

  /**
   * Which log a server holds, without recording anything; undefined when it holds none yet.
   * @throws ReplicaRefused · StoreUnavailable when the server does not answer in time
   */
  static async look({ url, prefix = '', withinMs = 10_000 }: { readonly url: string; readonly prefix?: string; readonly withinMs?: number }): Promise<LogIdentity | undefined> {
    const server = new KurrentDbServer(url, prefix);
    try {
      return await answered(() => server.knownIdentity(), withinMs);
    } finally {
      await server.close();
    }
  }

  get wakeUps(): WakeUps {
    return this.#reads.wakeUps;
  }

  get pollMs(): number {
    return this.#reads.pollMs;
  }

  /**
   * @throws as the port says, and StoreUnavailable when the server did not confirm in time: whether the append was recorded is then
   *   unknown, and appending the same ids again settles it
   */
  append(writes: readonly StreamWrite[]): Promise<Appended> {
    return this.#line.submit(writes);
  }

  find(stream: string, id: Uuid): Promise<RecordedEvent | undefined> {
    return this.#reads.find(stream, id);
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.#reads.readStream(stream, options);
  }

  readAll(options: ReadAllOptions): Promise<Page> {
    return this.#reads.readAll(options);
  }

  /** Whoever has seen more than this replica, in another process, is let wait until it has caught up. */
  async *follow(options: FollowOptions): AsyncGenerator<Page, void, undefined> {
    if (options.after > this.#replica.head) {
      await this.current(options.signal).catch((error: unknown) => {
        if (!options.signal.aborted && !this.#ended.signal.aborted) throw error;
      });
      if (options.signal.aborted || this.#ended.signal.aborted) return;
    }
    yield* this.#reads.follow(options);
  }

  head(): Promise<number> {
    return this.#reads.head();
  }

  positionAt(instant: Instant): Promise<number> {
    return this.#reads.positionAt(instant);
  }

  listen(listener: LeafListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  openLeaves(): LeafReader {
    return this.#reads.openLeaves();
  }

  /**
   * Resolves once the replica has everything the server had at the call, with the position of the last event. For whoever takes over
   * from another process, and before a ledger is resumed.
   * @throws ReplicaRefused when the replica stopped · the signal's reason · StoreStopped when closed
   */
  current(signal: AbortSignal = this.#ended.signal): Promise<number> {
    return this.#filler.current(AbortSignal.any([signal, this.#ended.signal]));
  }

  /** How this process stands to the log, for readiness. */
  status(): ReplicaStatus {
    return this.#filler.status();
  }

  /**
   * Record the next events of another log, in its order and with its times. Events the log has already are passed over when they are the
   * same, so an import that broke off is taken up by handing in everything again, or from {@link head} on. Nothing else may write meanwhile.
   * @param events without gaps, as stored (not upcast), the first no later than one after this log's last
   * @returns position of the last event of the log
   * @throws ImportRefused when the log holds something else than these events
   */
  async importEvents(events: readonly RecordedEvent[]): Promise<number> {
    return importInto({ server: this.#server, replica: this.#replica, filler: this.#filler, prefix: this.#prefix, signal: this.#ended.signal }, events);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await this.#line.shut();
      this.#ended.abort(new StoreStopped('the event store is closed'));
      await this.#filler.end();
      await this.#reads.close();
      this.#replica.close();
      await this.#server.close();
    } finally {
      this.#lock.release();
    }
  }

  #filled(events: readonly FilledEvent[]): void {
    if (events.length > 0 && this.#listeners.size > 0) {
      const leaves = events.map(leafOfTexts);
      for (const listener of this.#listeners) listener(events[0]!.position, leaves);
    }
    this.#line.filled(events);
    this.wakeUps.ring();
  }
}

/** Ask until the server answers. */
async function answered<T>(ask: () => Promise<T>, withinMs: number): Promise<T> {
  const signal = AbortSignal.timeout(withinMs);
  for (let failures = 0; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ReplicaRefused) throw error;
      if (signal.aborted) throw new StoreUnavailable(`the event server did not answer within ${withinMs} ms: ${String(error)}`, { cause: error });
      await pause(backOffMs(failures));
    }
  }
}
