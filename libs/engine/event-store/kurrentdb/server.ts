import type { Channel } from '@grpc/grpc-js';
import {
  BACKWARDS, END, ErrorType, excludeSystemEvents, isCommandError, KurrentDBClient, NO_STREAM, START, STREAM_STATE, streamNameFilter,
  type AllStreamSubscription, type AppendConsistencyViolationError, type AppendStreamState, type Filter, type JSONEventData, type RecordedEvent as ServerEvent, type WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import type { LogIdentity } from '../leaves.js';
import type { LogPlace } from './log-place.js';
import { refusals } from './refusals.js';
import { identityEvent, identityOf, identityStreamAt } from './server-events.js';

/** Events on their way to the server, in the order in which they are to come in `$all`. */
export interface Parcel {
  readonly records: readonly { readonly stream: string; readonly event: JSONEventData }[];
  /** Last revision that each stream of the records has before it; -1 for none. Never left open: so a repetition cannot be recorded twice. */
  readonly before: ReadonlyMap<string, number>;
}

/** What became of a parcel. */
export type Sent =
  /** It is in the log, from this time or from an earlier one. */
  | { readonly kind: 'recorded' }
  /** Nothing was recorded: these streams have other last revisions. */
  | { readonly kind: 'moved-on'; readonly streams: readonly { readonly stream: string; readonly actual: number }[] }
  /** Nothing was recorded, and never will be in this size. */
  | { readonly kind: 'too-large'; readonly reason: Error }
  /** Nothing was recorded: the server takes one stream a request only (before 26.1); see {@link KurrentDbServer.anyOrder}. */
  | { readonly kind: 'reorder' }
  /** Nothing was recorded, and an operator has to act. */
  | { readonly kind: 'refused'; readonly reason: Error }
  /** Recorded or not: nobody knows. */
  | { readonly kind: 'unknown'; readonly reason: Error };

/** How long one short read may take. */
const readWithinMs = 5_000;

/** The server as this adapter uses it: few calls, each with an answer for everything that may happen. Names of streams are the server's. */
export class KurrentDbServer {
  readonly #url: string;
  readonly #prefix: string;
  #client: KurrentDBClient;
  #anyOrder = true;

  /** @throws when the connection string cannot be read */
  constructor(url: string, prefix: string) {
    this.#url = url;
    this.#prefix = prefix;
    this.#client = KurrentDBClient.connectionString(url);
  }

  /** Whether a parcel may go back and forth between streams. Found out by trying. */
  get anyOrder(): boolean {
    return this.#anyOrder;
  }

  /** Record a parcel, all or none. */
  async append({ records, before }: Parcel): Promise<Sent> {
    try {
      if (this.#anyOrder) {
        const checks = [...before].map(([streamName, revision]) => ({ type: STREAM_STATE, streamName, expectedState: stateOf(revision) }) as const);
        await this.#client.appendRecords(records.map(({ stream, event }) => ({ streamName: stream, record: event })), checks);
      } else {
        const requests = [...before].map(([streamName, revision]) => ({ streamName, expectedState: stateOf(revision), events: records.filter(({ stream }) => stream === streamName).map(({ event }) => event) }));
        await this.#client.multiStreamAppend(requests);
      }
      return { kind: 'recorded' };
    } catch (error) {
      return this.#notRecorded(error as Error);
    }
  }

  /** Place of the last event that belongs to the log or might; undefined when there is none. @throws when the server cannot be asked */
  async head(): Promise<LogPlace | undefined> {
    const events = this.#client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, filter: this.#filter(), requiresLeader: true });
    return (await firstOf(events))?.event?.position;
  }

  /** The event of a stream at a revision; undefined when there is none. @throws ReplicaRefused when it may not be read · the client's error when the server cannot be asked */
  async eventAt(stream: string, revision: number): Promise<ServerEvent | undefined> {
    try {
      const found = await firstOf(this.#client.readStream(stream, { fromRevision: BigInt(revision), maxCount: 1, requiresLeader: true }));
      return found?.event?.revision === BigInt(revision) ? found.event : undefined;
    } catch (error) {
      if (isCommandError(error as Error) && (error as { type?: ErrorType }).type === ErrorType.STREAM_NOT_FOUND) return undefined;
      if (isCommandError(error as Error) && (error as { type?: ErrorType }).type === ErrorType.ACCESS_DENIED) throw refusals.serverRefuses(error);
      throw error;
    }
  }

  /**
   * Which log this is; recorded with the first process that asks, if it never was.
   * @throws ReplicaRefused when the server is too old or does not let this account write · the client's error when it cannot be asked ·
   *   when something else stands in its place
   */
  async identity(birth: () => LogIdentity): Promise<LogIdentity> {
    const known = await this.knownIdentity();
    const stream = identityStreamAt(this.#prefix);
    if (!known) {
      const sent = await this.append({ records: [{ stream, event: identityEvent(birth()) }], before: new Map([[stream, -1]]) });
      if (sent.kind === 'reorder') return this.identity(birth);
      if (sent.kind === 'refused') throw refusals.serverRefuses(sent.reason);
      if (sent.kind === 'unknown' || sent.kind === 'too-large') throw sent.reason;
    }
    const identity = known ?? (await this.knownIdentity());
    if (!identity) throw new Error(`stream ${stream} does not say which log this is`);
    return identity;
  }

  /** Which log this is; undefined while nobody has recorded it. @throws as {@link identity} */
  async knownIdentity(): Promise<LogIdentity | undefined> {
    const stream = identityStreamAt(this.#prefix);
    const event = await this.eventAt(stream, 0);
    const identity = event && identityOf(event);
    if (event && !identity) throw new Error(`stream ${stream} does not say which log this is`);
    return identity;
  }

  /** What comes after a place in `$all`, without the server's own events. At most `buffered` events wait in memory: the reader sets the pace. */
  subscribe(after: LogPlace | undefined, buffered: number): AllStreamSubscription {
    return this.#client.subscribeToAll({ fromPosition: after ? { ...after } : START, filter: this.#filter() }, { highWaterMark: buffered });
  }

  /** Look for the leader anew: the errors of some servers do not tell the client to. */
  renew(): void {
    const old = this.#client;
    this.#client = KurrentDBClient.connectionString(this.#url);
    void leave(old);
  }

  close(): Promise<void> {
    return leave(this.#client);
  }

  #filter(): Filter {
    return this.#prefix === '' ? excludeSystemEvents() : streamNameFilter({ prefixes: [this.#prefix] });
  }

  #notRecorded(error: Error): Sent {
    if (!isCommandError(error)) return { kind: 'unknown', reason: error };
    switch (error.type) {
      case ErrorType.APPEND_CONSISTENCY_VIOLATION:
        return { kind: 'moved-on', streams: (error as AppendConsistencyViolationError).violations.map(({ streamName, actualState }) => ({ stream: streamName, actual: revisionOf(actualState) })) };
      case ErrorType.WRONG_EXPECTED_VERSION: {
        const { streamName, actualState } = error as WrongExpectedVersionError;
        return { kind: 'moved-on', streams: [{ stream: streamName, actual: revisionOf(actualState) }] };
      }
      case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      case ErrorType.TRANSACTION_MAX_SIZE_EXCEEDED:
      case ErrorType.APPEND_RECORD_SIZE_EXCEEDED:
        return { kind: 'too-large', reason: error };
      case ErrorType.UNSUPPORTED:
        if (!this.#anyOrder) return { kind: 'refused', reason: error };
        this.#anyOrder = false;
        return { kind: 'reorder' };
      case ErrorType.ACCESS_DENIED:
      case ErrorType.STREAM_DELETED:
      case ErrorType.STREAM_TOMBSTONED:
        return { kind: 'refused', reason: error };
      default:
        if (error.type === ErrorType.UNKNOWN) this.renew();
        return { kind: 'unknown', reason: error };
    }
  }
}

const stateOf = (revision: number): AppendStreamState => (revision < 0 ? NO_STREAM : BigInt(revision));
const revisionOf = (state: unknown): number => (typeof state === 'bigint' ? Number(state) : -1);

/** The first of what a read gives. The client's reads know no deadline, so they get one here. */
async function firstOf<T>(events: AsyncIterableIterator<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the event server did not answer a read within ${readWithinMs} ms`)), readWithinMs);
  });
  try {
    const { value, done } = await Promise.race([events.next(), late]);
    return done ? undefined : (value as T);
  } finally {
    clearTimeout(timer);
    void events.return?.();
  }
}

/** Disposing of a client ends its calls but leaves its connection open. */
async function leave(client: KurrentDBClient): Promise<void> {
  await client.dispose();
  const channel = await (client as unknown as { getChannel(): Promise<Channel> }).getChannel().catch(() => undefined);
  channel?.close();
}
