import type { EventStore } from '#engine/event-store';
import type { Clock, RecordedEvent } from '#engine/kernel';
import {
  actOn, Follower, LogSource, NotParked, realWait, reasonOf,
  type Act, type Acted, type BackOff, type Failure, type Handled, type Item, type LeaseOptions, type Parked, type ParkedRef, type ReactionState, type Source, type Wait,
} from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import { crashPoint } from '../testing/crash-point.js';
import { checkOrigin, toMessages, type CloudEventOptions, type MessageCause } from './cloud-event.js';
import { BadTopic, MessageCheck } from './message-check.js';
import { BodyGone, MessageRejected, type AnyTopic, type BodyLoader, type ChangeFeed, type MappedMessage, type MessageSink, type OutboundMessage, type RelayStatus } from './relay.js';
import { RowSource, type RowItem } from './row-source.js';

export interface RelayRunnerOptions extends CloudEventOptions {
  readonly store: EventStore;
  /** Keeps position and parked streams of each topic, under `relay/<topic>`. */
  readonly state: ReactionState;
  readonly sink: MessageSink;
  readonly topics: readonly AnyTopic[];
  /** Changes by table, for topics made of rows. */
  readonly feeds?: Readonly<Record<string, ChangeFeed>>;
  /** Loaders by topic, for messages that carry what is kept outside the log. */
  readonly bodies?: Readonly<Record<string, BodyLoader>>;
  readonly clock: Clock;
  /** Topics that begin with the next fact instead of the first: what was before is never sent. */
  readonly fromHead?: readonly string[];
  readonly lease?: LeaseOptions;
  readonly log?: Log;
  readonly backOff?: BackOff;
  /** How often a table is asked for changes; 200 ms when absent. */
  readonly rowPollMs?: number;
  readonly wait?: Wait;
}

interface Outgoing<I extends Item> {
  readonly item: I;
  readonly messages: readonly OutboundMessage[];
}

/** One topic: what is mapped, checked and sent. */
class TopicRelay<I extends Item> {
  sent = 0;
  private readonly check: MessageCheck;

  constructor(
    readonly topic: AnyTopic,
    private readonly mapItem: (item: I) => { readonly cause: MessageCause; readonly mapped: readonly MappedMessage[] },
    private readonly options: RelayRunnerOptions,
  ) {
    this.check = new MessageCheck(topic);
  }

  /** Map and send a page in log order. An item that cannot be mapped or delivered fails, with its stream behind it. */
  async handle(items: readonly I[]): Promise<Handled<I>> {
    const failed = new Map<string, Failure<I>>();
    const outgoing: Outgoing<I>[] = [];
    for (const item of items) {
      if (failed.has(item.stream)) continue;
      const made = await this.make(item);
      if (typeof made === 'string') failed.set(item.stream, { item, reason: made, attempts: 1 });
      else outgoing.push({ item, messages: made });
    }
    await this.deliver(outgoing, failed);
    crashPoint('relay-after-send');
    return { failed: [...failed.values()] };
  }

  /** The messages of an item, or why there can be none. A loader's fault is thrown on: what it reads may be there again later. */
  async make(item: I): Promise<readonly OutboundMessage[] | string> {
    let made: { readonly cause: MessageCause; readonly mapped: readonly MappedMessage[] };
    try {
      made = this.mapItem(item);
    } catch (error) {
      return `map: ${reasonOf(error)}`;
    }
    const mapped = await this.filled(made.mapped);
    if (typeof mapped === 'string') return mapped;
    const problem = mapped.map((message) => this.check.problem(message)).find((each) => each !== undefined);
    return problem ?? toMessages(this.topic, made.cause, mapped, this.options);
  }

  private async filled(mapped: readonly MappedMessage[]): Promise<readonly MappedMessage[] | string> {
    const load = this.options.bodies?.[this.topic.topic];
    if (!load) return mapped;
    const whole: MappedMessage[] = [];
    try {
      for (const message of mapped) whole.push(await load(message));
    } catch (error) {
      if (error instanceof BodyGone) return reasonOf(error);
      throw error;
    }
    return whole;
  }

  private async deliver(outgoing: readonly Outgoing<I>[], failed: Map<string, Failure<I>>): Promise<void> {
    const messages = outgoing.flatMap((each) => each.messages);
    if (messages.length === 0) return;
    try {
      await this.options.sink.send(messages);
      this.sent += messages.length;
    } catch (error) {
      const rejected = error instanceof MessageRejected ? outgoing.find((each) => each.messages.some(({ event }) => event.id === error.messageId)) : undefined;
      if (!rejected) throw error;
      const { item } = rejected;
      failed.set(item.stream, { item, reason: reasonOf(error), attempts: 1 });
      await this.deliver(outgoing.filter((other) => other.item.stream !== item.stream || other.item.position < item.position), failed);
    }
  }
}

/**
 * Carries facts to the outside: follows the log topic by topic, maps to CloudEvents, checks them against the published
 * schema, sends, and remembers the position after the sink has them. A crash in between repeats messages under the
 * same ids and never loses one. While the sink is away the backlog is the log itself.
 */
export class RelayRunner {
  private readonly running = new Map<string, { readonly relay: TopicRelay<any>; readonly follower: Follower<any>; readonly source: Source<any> }>();

  /** @throws BadTopic · RangeError for a bad origin */
  constructor(private readonly options: RelayRunnerOptions) {
    checkOrigin(options.origin);
    const stranger = Object.keys(options.bodies ?? {}).find((name) => !options.topics.some(({ topic }) => topic === name));
    if (stranger !== undefined) throw new BadTopic(`bodies are loaded for ${stranger}, which is no topic`);
    for (const topic of options.topics) {
      if (this.running.has(topic.topic)) throw new BadTopic(`two topics are named ${topic.topic}`);
      this.running.set(topic.topic, 'table' in topic ? this.ofRows(topic) : this.ofFacts(topic));
    }
  }

  start(): void {
    for (const { follower } of this.running.values()) follower.start();
  }

  /** Finish what is under way and stop. The sink stays open: it belongs to the caller. */
  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map(({ follower }) => follower.stop()));
  }

  /** Resolves when every topic has sent or parked everything up to a position. */
  async whenProcessed(position: number): Promise<void> {
    await Promise.all([...this.running.values()].map(({ follower }) => follower.whenProcessed(position)));
  }

  async status(): Promise<readonly RelayStatus[]> {
    return Promise.all([...this.running].map(async ([topic, { relay, follower }]) => ({ topic, ...(await follower.status()), sent: relay.sent })));
  }

  /** Followers that act here at this moment: `relay/<topic>`. */
  acting(): readonly string[] {
    return [...this.running.values()].filter(({ follower }) => follower.acting).map(({ follower }) => follower.name);
  }

  /** What is parked; `process` is `relay/<topic>`. */
  async parked(): Promise<readonly Parked[]> {
    const lists = [...this.running.values()].map(async ({ follower }) => (await this.options.state.standing(follower.name))?.parked ?? []);
    return (await Promise.all(lists)).flat().map(({ revision: _revision, ...parked }) => parked);
  }

  /** Map and send again what is parked. Recorded first, like a reaction's. @throws NotParked · NotActing */
  retry(ref: ParkedRef, record: Act): Promise<Acted> {
    return this.act(ref, record, undefined);
  }

  /** Give up what is parked and go on with what waits behind it. Recorded first. @throws NotParked · NotActing */
  discard(ref: ParkedRef, reason: string, record: Act): Promise<Acted> {
    return this.act(ref, record, reason);
  }

  /** Up to where a topic has handed its messages over; undefined before its first page, and where it began at the head of a log, which is not remembered. */
  async reached(topic: string): Promise<number | undefined> {
    if (this.options.fromHead?.includes(topic)) return undefined;
    return (await this.options.state.standing(`relay/${topic}`))?.position;
  }

  /**
   * What a topic must have handed over up to a position, made once more, page by page in order. What is parked is left out, and what an
   * operator gave up: `gaveUp` says at which positions.
   */
  async *handedOver(topic: string, upTo: number, gaveUp: ReadonlySet<number>, signal: AbortSignal): AsyncGenerator<readonly OutboundMessage[], void> {
    const { relay, follower, source } = this.running.get(topic)!;
    const parked = new Map(((await this.options.state.standing(follower.name))?.parked ?? []).map(({ stream, position }) => [stream, position]));
    if (upTo === 0) return;
    for await (const { items, scannedTo } of source.follow(0, signal)) {
      const page: OutboundMessage[] = [];
      for (const item of items) {
        if (item.position > upTo) break;
        if (item.position >= (parked.get(item.stream) ?? Infinity) || gaveUp.has(item.position)) continue;
        const made = await relay.make(item);
        if (typeof made !== 'string') page.push(...made);
      }
      yield page;
      if (scannedTo >= upTo) return;
    }
  }

  private act(ref: ParkedRef, record: Act, reason: string | undefined): Promise<Acted> {
    const found = [...this.running.values()].find(({ follower }) => follower.name === ref.process);
    if (!found) throw new NotParked(`there is no topic behind ${ref.process}`);
    return actOn(ref, record, {
      ...(reason === undefined ? {} : { reason }),
      stream: (announce) => found.follower.release(ref.stream, { discardFirst: reason !== undefined, announce }),
      timer: () => Promise.reject(new NotParked('a relay has no timers')),
    });
  }

  private ofFacts(topic: Extract<AnyTopic, { events: unknown }>) {
    const mapItem = (event: RecordedEvent) => ({ cause: causeOf(event), mapped: topic.map(event) });
    return this.assemble(new TopicRelay<RecordedEvent>(topic, mapItem, this.options), new LogSource(this.options.store, topic.events));
  }

  private ofRows(topic: Extract<AnyTopic, { table: unknown }>) {
    const { feeds = {}, store, wait = realWait, rowPollMs: pollMs = 200 } = this.options;
    const feed = feeds[topic.table];
    if (!feed) throw new BadTopic(`${topic.topic} is made of the table ${topic.table}, whose changes nobody feeds`);
    const mapItem = ({ cause, change }: RowItem) => ({ cause, mapped: topic.map(change) });
    return this.assemble(new TopicRelay<RowItem>(topic, mapItem, this.options), new RowSource({ topic, feed, store, wait, pollMs }));
  }

  private assemble<I extends Item>(relay: TopicRelay<I>, source: Source<I>) {
    const { state, clock, lease, log = silentLog, wait = realWait, backOff = { firstMs: 100, longestMs: 30_000 }, fromHead = [] } = this.options;
    const { topic } = relay.topic;
    const startAt = fromHead.includes(topic) ? 'head' : 'beginning';
    const follower = new Follower<I>({ name: `relay/${topic}`, source, handle: (items) => relay.handle(items), state, clock, wait, log, backOff, startAt, lease });
    return { relay, follower, source };
  }
}

function causeOf({ id, position, recordedAt, meta }: RecordedEvent): MessageCause {
  const cause = { id, position, recordedAt };
  return meta.traceparent === undefined ? cause : { ...cause, traceparent: meta.traceparent };
}
