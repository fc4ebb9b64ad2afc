import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '#engine/kernel';
import { newId } from '#engine/kernel';
import { crashPoint } from '../../testing/crash-point.js';
import { checkWrites, storedText } from '../append-rules.js';
import type { Appended, StreamWrite } from '../event-store.js';
import { BadAppend, StoreStopped, StoreUnavailable, WrongRevision } from '../event-store.js';
import { planAppends, type Group, type PlannedAppend, type PlannedWrite } from './append-planning.js';
import { backOffMs, type Filler } from './filling.js';
import { ReplicaRefused } from './refusals.js';
import type { FilledEvent, Replica } from './replica.js';
import { toServer } from './server-events.js';
import type { KurrentDbServer, Sent } from './server.js';
import { checkNames, serverStream, streamOf } from './stream-names.js';

export interface AppendLineOptions {
  readonly server: KurrentDbServer;
  readonly replica: Replica;
  readonly filler: Filler;
  readonly prefix: string;
  /** How long an append may take before its caller is told that nobody knows. */
  readonly withinMs: number;
  /** Stamps every event; without it the server's clock does. */
  readonly stamp?: () => Instant;
}

const maxAppends = 128;
const maxEvents = 512;
/** Half of what a server takes in one append unless it is told otherwise. */
const maxBytes = 512 * 1024;

/** An append whose caller waits. */
class Waiting implements PlannedAppend {
  /** Marks its events, so that it knows its own when they come back. */
  readonly attempt = newId();
  settled = false;
  checked = false;
  #missing: number;
  readonly #revisions: number[];

  constructor(
    readonly writes: readonly PlannedWrite[],
    readonly bytes: number,
    public resolve: (result: Appended) => void,
    public reject: (error: Error) => void,
  ) {
    this.#missing = writes.reduce((sum, { events }) => sum + events.length, 0);
    this.#revisions = writes.map(() => -1);
  }

  /** One of its own events is in the replica. Answers the result when that was the last of them. */
  arrived({ stream, revision, position, recordedAt }: FilledEvent): Appended | undefined {
    this.#missing -= 1;
    this.#revisions[this.writes.findIndex((write) => write.stream === stream)] = revision;
    return this.#missing === 0 ? { position, revisions: this.#revisions, recordedAt, repeated: false } : undefined;
  }
}

/**
 * Appends of this process, one group at a time, each with the exact revisions of its streams: so an answer that was lost can be asked for
 * again without ever recording twice, whatever the server remembers. Decisions rest on the replica; the server has the last word.
 */
export class AppendLine {
  readonly #options: AppendLineOptions;
  readonly #queue: Waiting[] = [];
  readonly #byAttempt = new Map<string, Waiting>();
  #running: Promise<void> | undefined;
  #stopped: StoreStopped | undefined;
  /** Attempts in a row after which nobody was answered. */
  #failures = 0;
  #oneByOne = false;

  constructor(options: AppendLineOptions) {
    this.#options = options;
  }

  submit(writes: readonly StreamWrite[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      checkWrites(writes);
      for (const { stream, events } of writes) checkNames(stream, events.map(({ type }) => type));
      if (this.#stopped) throw this.#stopped;
      const planned = this.#planned(writes);
      const bytes = planned.reduce((sum, { events }) => sum + events.reduce((size, { data, meta }) => size + 300 + 2 * (data.length + meta.length), 0), 0);
      const waiting = new Waiting(planned, bytes, resolve, reject);
      this.#queue.push(waiting);
      this.#byAttempt.set(waiting.attempt, waiting);
      const timer = setTimeout(() => this.#reject(waiting, new StoreUnavailable('the event server did not confirm the append in time')), this.#options.withinMs);
      waiting.resolve = (result) => (clearTimeout(timer), resolve(result));
      waiting.reject = (error) => (clearTimeout(timer), reject(error));
      this.#running ??= this.#run();
    });
  }

  /** The replica has taken these in. */
  filled(events: readonly FilledEvent[]): void {
    for (const event of events) {
      const waiting = this.#byAttempt.get(event.attempt);
      const result = waiting?.arrived(event);
      if (waiting && result) this.#resolve(waiting, result);
    }
  }

  /** Refuse everything from now on, also what waits. */
  stop(reason: StoreStopped): void {
    this.#stopped = reason;
    for (const waiting of this.#queue) this.#reject(waiting, reason);
  }

  /** Take no more; resolves when what waits is answered. */
  async shut(): Promise<void> {
    this.#stopped ??= new StoreStopped('the event store is closed');
    await this.#running;
  }

  #planned(writes: readonly StreamWrite[]): readonly PlannedWrite[] {
    const recordedAt = this.#options.stamp?.();
    return writes.map(({ stream, expected, events }) => ({
      stream,
      expected,
      events: events.map(({ id, type, schema, data, meta }) => ({ id, type, schema, data: storedText(data), meta: storedText(meta), ...(recordedAt === undefined ? {} : { recordedAt }) })),
    }));
  }

  async #run(): Promise<void> {
    // Appends of the same turn of the event loop go together.
    await pause(0);
    while (this.#queue.length > 0) {
      try {
        await this.#step();
      } catch (error) {
        // Whatever it was, the callers' deadlines bound how often this comes round.
        this.#failures += 1;
        if (this.#options.filler.refusal) this.stop(new StoreStopped(String(error), { cause: error }));
        else await pause(backOffMs(this.#failures));
      }
      while (this.#queue[0]?.settled) this.#queue.shift();
    }
    this.#running = undefined;
  }

  async #step(): Promise<void> {
    const { replica, server, filler } = this.#options;
    const limits = { anyOrder: server.anyOrder, maxAppends: this.#oneByOne ? 1 : maxAppends, maxEvents, maxBytes };
    const { decided, group, doubtful } = planAppends(this.#queue, replica, limits);
    for (const { append, answer } of decided) {
      if (answer instanceof Error) this.#reject(append, answer);
      else this.#resolve(append, answer);
    }
    if (group) return this.#handle(group, await this.#send(group));
    if (!doubtful) return;
    await filler.current(this.#deadline());
    doubtful.checked = true;
  }

  #send({ appends, before }: Group<Waiting>): Promise<Sent> {
    const { server, prefix } = this.#options;
    const records = appends.flatMap(({ writes, attempt }) => writes.flatMap(({ stream, events }) => events.map((event) => ({ stream: serverStream(prefix, stream), event: toServer(event, attempt) }))));
    crashPoint('append-before-send');
    return server.append({ records, before: new Map([...before].map(([stream, revision]) => [serverStream(prefix, stream), revision])) });
  }

  async #handle({ appends }: Group<Waiting>, sent: Sent): Promise<void> {
    this.#oneByOne = sent.kind === 'too-large' || (sent.kind === 'moved-on' && this.#failures > 2);
    this.#failures += sent.kind === 'recorded' || sent.kind === 'reorder' ? 0 : 1;
    switch (sent.kind) {
      case 'recorded':
        crashPoint('append-after-send');
        return this.#until(() => appends.every(({ settled, writes }) => settled || this.#isIn(writes.at(-1)!)));
      case 'moved-on':
        await this.#catchUp(appends, sent.streams.map(({ stream, actual }) => ({ stream: streamOf(this.#options.prefix, stream) ?? stream, actual })));
        return this.#failures > 1 ? pause(backOffMs(this.#failures - 2)) : undefined;
      case 'too-large':
        if (appends.length === 1) this.#reject(appends[0]!, new BadAppend(`larger than the event server takes: ${sent.reason.message}`, { cause: sent.reason }));
        return;
      case 'refused':
        for (const waiting of appends) this.#reject(waiting, new StoreUnavailable(`the event server refuses: ${sent.reason.message}`, { cause: sent.reason }));
        return;
      case 'unknown':
        await pause(backOffMs(this.#failures - 1));
        // Once this has all the server had, it tells which of them were recorded; the rest is sent again, under the same ids and revisions.
        await this.#options.filler.current(this.#deadline());
    }
  }

  #isIn({ stream, events }: PlannedWrite): boolean {
    return this.#options.replica.find(events.at(-1)!.id)?.stream === stream;
  }

  /** Have the replica know what the server said of these streams, so that a caller who is refused loads what is new. */
  async #catchUp(appends: readonly Waiting[], streams: readonly { readonly stream: string; readonly actual: number }[]): Promise<void> {
    const { replica, filler } = this.#options;
    const differing = () => streams.filter(({ stream, actual }) => replica.revision(stream) !== actual);
    if (differing().length === 0) return;
    await filler.current(this.#deadline());
    for (const { stream, actual } of differing()) {
      if (actual < replica.revision(stream)) {
        // Somebody was faster still, or the server has lost something.
        await filler.checkServer().catch((error: unknown) => (error instanceof ReplicaRefused ? filler.fail(error) : undefined));
        continue;
      }
      // What the stream holds is not of this log: nothing of it can ever be appended there.
      for (const waiting of appends) {
        const write = waiting.writes.find((candidate) => candidate.stream === stream);
        if (write && actual > replica.revision(stream)) this.#reject(waiting, new WrongRevision(stream, write.expected, actual));
      }
    }
  }

  /** Wait for the replica; not longer than anybody waits for this. */
  async #until(met: () => boolean): Promise<void> {
    const { progress } = this.#options.filler;
    const signal = this.#deadline();
    for (let rings = progress.rings; !met() && !signal.aborted && !this.#queue.every(({ settled }) => settled); rings = progress.rings) await progress.wait(rings, 250, signal);
  }

  #deadline(): AbortSignal {
    return AbortSignal.timeout(this.#options.withinMs);
  }

  #resolve(waiting: Waiting, result: Appended): void {
    if (this.#settle(waiting)) waiting.resolve(result);
  }

  #reject(waiting: Waiting, error: Error): void {
    if (this.#settle(waiting)) waiting.reject(error);
  }

  #settle(waiting: Waiting): boolean {
    if (waiting.settled) return false;
    waiting.settled = true;
    this.#failures = 0;
    this.#byAttempt.delete(waiting.attempt);
    return true;
  }
}
