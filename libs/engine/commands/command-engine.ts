import {
  covers, derivedId, isRefusal, refuse,
  type AnyCommand, type Clock, type DecisionContext, type DomainEvent, type EventCatalogue, type EventMeta, type JsonObject, type Refusal, type RecordedEvent, type Told,
} from '#engine/kernel';
import { WrongRevision, type EventStore, type EventToAppend, type StreamWrite } from '#engine/event-store';
import { fingerprint, PreconditionFailed, TooContended, type Envelope, type Outcome, type Receipt } from './envelope.js';
import { StateCache, type Loaded } from './state-cache.js';

/** A command with its use case, as {@link CommandEngine.executeAll} takes them. */
export interface CommandItem {
  readonly definition: AnyCommand;
  readonly command: unknown;
}

/** What became of a batch: everything recorded in one append, or nothing and the refusal of each item that was refused. */
export interface BatchOutcome {
  readonly accepted: number;
  readonly refused: readonly { readonly index: number; readonly refusal: Refusal }[];
  /** Absent when something was refused or nothing was to be recorded. */
  readonly receipt?: { readonly position: number; readonly recordedAt: string; readonly events: number; readonly repeated: boolean };
}

export interface BatchOptions {
  /** Decide only; record nothing. */
  readonly dryRun?: boolean;
  /** Called now and then with the number of items decided. */
  readonly onProgress?: (decided: number) => void;
  /** The last command is the one that is asked for: the envelope's If-Match is about its stream. */
  readonly lastAnswers?: boolean;
}

/** What became of a command, for metrics. */
export type CommandResult = 'accepted' | 'unchanged' | 'repeated' | 'refused' | 'conflict' | 'fault';

export interface CommandEngineOptions {
  /** Folded states kept in memory; 0 for none. */
  readonly cachedStates?: number;
  /** Told of every command with the seconds from its arrival to its durable answer. */
  readonly observe?: (command: string, result: CommandResult, seconds: number) => void;
}

const attempts = 4;
const yieldEvery = 500;
const batchItemsLookedAt = 50;

/** Load, decide, append: the one way a fact enters the log. */
export class CommandEngine {
  private readonly states: StateCache;

  constructor(
    private readonly store: EventStore,
    private readonly catalogue: EventCatalogue,
    private readonly clock: Clock,
    private readonly options: CommandEngineOptions = {},
  ) {
    this.states = new StateCache(store, options.cachedStates ?? 20_000);
  }

  /**
   * Carry out one command. A lost race is retried against the new state; a repetition of a recorded command is
   * answered with its first receipt.
   * @throws PreconditionFailed when the envelope's If-Match does not hold
   * @throws TooContended when every attempt lost its race
   * @throws StoreStopped when the log takes no more appends
   */
  async execute(definition: AnyCommand, command: unknown, envelope: Envelope): Promise<Outcome> {
    const { observe } = this.options;
    if (!observe) return this.carryOut(definition, command, envelope);
    const started = performance.now();
    let result: CommandResult = 'fault';
    try {
      const outcome = await this.carryOut(definition, command, envelope);
      result = isRefusal(outcome) ? 'refused' : outcome.repeated ? 'repeated' : outcome.changed ? 'accepted' : 'unchanged';
      return outcome;
    } catch (error) {
      if (error instanceof PreconditionFailed || error instanceof TooContended) result = 'conflict';
      throw error;
    } finally {
      observe(definition.name, result, (performance.now() - started) / 1000);
    }
  }

  private async carryOut(definition: AnyCommand, command: unknown, envelope: Envelope): Promise<Outcome> {
    const stream = definition.stream(command);
    const mark = fingerprint(definition.name, statedOf(definition, command), envelope.actor);
    if (envelope.retryable) {
      const earlier = await this.earlier(stream, envelope, mark);
      if (earlier) return earlier;
    }
    for (let attempt = 1; ; attempt += 1) {
      await this.states.catchUp();
      const loaded = await this.states.load<unknown>(stream, definition.state);
      if (envelope.ifMatch !== undefined && envelope.ifMatch !== loaded.revision) {
        throw new PreconditionFailed(stream, envelope.ifMatch, loaded.revision);
      }
      const told = await this.tell(definition.told?.(command, loaded.state) ?? {});
      const decision = this.decide(definition, command, loaded.state, told, envelope);
      if (isRefusal(decision)) return decision;
      if (decision.length === 0) return this.unchanged(stream, loaded.revision);
      const events = decision.map((event, index) => this.toAppend(event, envelope, mark, told, derivedId(envelope.commandId, String(index))));
      try {
        const appended = await this.store.append([{ stream, expected: expectedOf(loaded), events }]);
        return receiptOf(stream, appended.revisions[0]!, appended.position, appended.recordedAt, events, appended.repeated);
      } catch (error) {
        if (!(error instanceof WrongRevision)) throw error;
        if (envelope.ifMatch !== undefined) throw new PreconditionFailed(stream, envelope.ifMatch, error.actual);
        if (attempt === attempts) throw new TooContended(`${stream} moved on ${attempts} times`);
      }
    }
  }

  /**
   * Carry out many commands as one: each is decided on the state that those before it leave, and all facts are
   * recorded in a single append, or none if any command is refused. When another writer moved one of the streams
   * meanwhile, all is decided again.
   * @throws TooContended when every attempt lost its race
   * @throws StoreStopped when the log takes no more appends
   */
  async executeAll(items: readonly CommandItem[], envelope: Envelope, options: BatchOptions = {}): Promise<BatchOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.decideAll(items, envelope, options);
      } catch (error) {
        if (!(error instanceof WrongRevision)) throw error;
        if (attempt === attempts) throw new TooContended(`${error.stream} moved on ${attempts} times`);
      }
    }
  }

  /**
   * Carry out a command together with others that it rests on (a number given, a timer's mark): all are decided in order, each told
   * what those before it leave, and recorded in one append. Answers for the last one.
   * @throws PreconditionFailed when the envelope's If-Match does not hold for the last one's stream
   * @throws TooContended when every attempt lost its race
   * @throws StoreStopped when the log takes no more appends
   */
  async executeWith(before: readonly CommandItem[], main: CommandItem, envelope: Envelope): Promise<Outcome> {
    const { refused, receipt } = await this.executeAll([...before, main], envelope, { lastAnswers: true });
    const no = refused.at(-1);
    if (no) return no.refusal;
    const stream = main.definition.stream(main.command);
    const recorded: RecordedEvent[] = [];
    for (let n = 0; receipt; n += 1) {
      const event = await this.store.find(stream, derivedId(envelope.commandId, `${before.length}/${n}`));
      if (!event) break;
      recorded.push(event);
    }
    const last = recorded.at(-1);
    if (!last) return this.unchanged(stream, (await this.states.peek(stream, main.definition.state)).revision);
    return receiptOf(stream, last.revision, last.position, last.recordedAt, recorded.map(({ id, type }) => ({ id, type })), receipt!.repeated);
  }

  private async decideAll(items: readonly CommandItem[], envelope: Envelope, options: BatchOptions): Promise<BatchOutcome> {
    const states = new Map<string, { loaded: Loaded<unknown>; revision: number; events: EventToAppend[] }>();
    const toldStates = new Map<string, Loaded<unknown>>();
    const refused: { index: number; refusal: Refusal }[] = [];
    const batchMark = envelope.retryable ? fingerprint('batch', items.map((i) => [i.definition.name, statedOf(i.definition, i.command)]), envelope.actor) : undefined;
    const repeated = batchMark === undefined ? undefined : await this.earlierBatch(items, envelope, batchMark);
    if (repeated) return repeated;
    for (const [index, { definition, command }] of items.entries()) {
      if (index % yieldEvery === 0) {
        options.onProgress?.(index);
        await new Promise((resolve) => setImmediate(resolve));
        await this.states.catchUp();
      }
      const stream = definition.stream(command);
      let target = states.get(`${definition.state.name} ${stream}`);
      if (!target) {
        const loaded = await this.states.peek<unknown>(stream, definition.state);
        target = { loaded, revision: loaded.revision, events: [] };
        states.set(`${definition.state.name} ${stream}`, target);
      }
      const { ifMatch } = envelope;
      if (options.lastAnswers && index === items.length - 1 && ifMatch !== undefined && ifMatch !== target.revision) throw new PreconditionFailed(stream, ifMatch, target.revision);
      const told = await this.tell(definition.told?.(command, target.loaded.state) ?? {}, toldStates, (key) => states.get(key)?.loaded);
      const decision = this.decide(definition, command, target.loaded.state, told, envelope);
      if (isRefusal(decision)) {
        refused.push({ index, refusal: decision });
        continue;
      }
      // Without a key nobody can repeat the batch, so its mark tells nothing apart.
      const mark = batchMark ?? envelope.commandId;
      for (const [n, event] of decision.entries()) {
        const append = this.toAppend(event, envelope, mark, told, derivedId(envelope.commandId, `${index}/${n}`));
        target.events.push(append);
        const revision = target.loaded.revision + 1;
        const recorded = { ...append, stream, revision, position: 0, recordedAt: this.clock.now() };
        target.loaded = { state: definition.state.evolve(target.loaded.state, recorded), revision };
      }
    }
    options.onProgress?.(items.length);
    const accepted = items.length - refused.length;
    if (refused.length > 0 || options.dryRun) return { accepted, refused };
    return { accepted, refused, ...(await this.record(states)) };
  }

  private async record(states: ReadonlyMap<string, { revision: number; events: readonly EventToAppend[] }>): Promise<Pick<BatchOutcome, 'receipt'>> {
    const writes: StreamWrite[] = [];
    for (const [key, { revision, events }] of states) {
      if (events.length > 0) writes.push({ stream: key.slice(key.indexOf(' ') + 1), expected: revision < 0 ? 'no-stream' : revision, events });
    }
    if (writes.length === 0) return {};
    const { position, recordedAt, repeated } = await this.store.append(writes);
    return { receipt: { position, recordedAt, repeated, events: writes.reduce((sum, write) => sum + write.events.length, 0) } };
  }

  private decide(
    definition: AnyCommand,
    command: unknown,
    state: unknown,
    told: ToldStates,
    { actor, reason, authority }: Envelope,
  ): readonly DomainEvent[] | Refusal {
    if (!covers(definition.policy.scope(actor), definition.unit?.(command, state))) {
      return refuse('command.forbidden', { policy: definition.policy.code });
    }
    const context: DecisionContext<never> = {
      actor,
      now: this.clock.now(),
      told: told.states as never,
      ...(reason === undefined ? {} : { reason }),
      ...(authority === undefined ? {} : { authority }),
    };
    return definition.decide(state, command, context);
  }

  /** `pending` is what earlier commands of a batch leave behind: the later ones are told that. */
  private async tell(
    wanted: Readonly<Record<string, Told<unknown>>>,
    known?: Map<string, Loaded<unknown>>,
    pending?: (key: string) => Loaded<unknown> | undefined,
  ): Promise<ToldStates> {
    const states: Record<string, unknown> = {};
    const revisions: Record<string, number> = {};
    for (const [name, { stream, fold }] of Object.entries(wanted)) {
      const key = `${fold.name} ${stream}`;
      const loaded = pending?.(key) ?? (known ? (known.get(key) ?? (await this.states.load(stream, fold))) : await this.states.load(stream, fold));
      if (!pending?.(key)) known?.set(key, loaded);
      states[name] = loaded.state;
      revisions[stream] = loaded.revision;
    }
    return { states, revisions };
  }

  /** A recorded command under the same id: its receipt, or the refusal when it was a different command. */
  private async earlier(stream: string, { commandId }: Envelope, mark: string): Promise<Outcome | undefined> {
    const first = await this.store.find(stream, derivedId(commandId, '0'));
    if (!first) return undefined;
    if (first.meta.fingerprint !== mark) return refuse('command.idempotency-key-reused');
    const events = [{ id: first.id, type: first.type }];
    let last = first;
    for (let index = 1; ; index += 1) {
      const next = await this.store.find(stream, derivedId(commandId, String(index)));
      if (!next) return receiptOf(stream, last.revision, last.position, last.recordedAt, events, true);
      events.push({ id: next.id, type: next.type });
      last = next;
    }
  }

  /** A recorded batch under the same id. Its first items are looked at: one that changed nothing left no event. */
  private async earlierBatch(items: readonly CommandItem[], { commandId }: Envelope, mark: string): Promise<BatchOutcome | undefined> {
    for (const [index, { definition, command }] of items.slice(0, batchItemsLookedAt).entries()) {
      const first = await this.store.find(definition.stream(command), derivedId(commandId, `${index}/0`));
      if (!first) continue;
      if (first.meta.fingerprint !== mark) return { accepted: 0, refused: [{ index, refusal: refuse('command.idempotency-key-reused') }] };
      const { position, recordedAt } = first;
      return { accepted: items.length, refused: [], receipt: { position, recordedAt, events: 0, repeated: true } };
    }
    return undefined;
  }

  private async unchanged(stream: string, revision: number): Promise<Receipt> {
    const position = await this.store.head();
    return { stream, revision, position, recordedAt: this.clock.now(), events: [], repeated: false, changed: false };
  }

  private toAppend(event: DomainEvent, envelope: Envelope, mark: string, told: ToldStates, id: string): EventToAppend {
    const definition = this.catalogue[event.type];
    if (!definition) throw new Error(`event type ${event.type} is in no catalogue`);
    const { actor } = envelope;
    const meta: EventMeta = {
      actor: actor.id,
      ...(actor.unit === undefined ? {} : { unit: actor.unit }),
      ...(envelope.reason === undefined ? {} : { reason: envelope.reason }),
      ...(envelope.authority === undefined ? {} : { authority: envelope.authority }),
      correlation: envelope.correlation,
      causation: envelope.causation ?? envelope.commandId,
      ...(envelope.traceparent === undefined ? {} : { traceparent: envelope.traceparent }),
      fingerprint: mark,
      ...(Object.keys(told.revisions).length === 0 ? {} : { told: told.revisions }),
      ...(event.validAt === undefined ? {} : { validAt: event.validAt }),
    };
    return { id, type: event.type, schema: definition.version, data: definition.data.parse(event.data) as JsonObject, meta };
  }
}

interface ToldStates {
  readonly states: Readonly<Record<string, unknown>>;
  readonly revisions: Readonly<Record<string, number>>;
}

const statedOf = (definition: AnyCommand, command: unknown): unknown => definition.stated?.(command) ?? command;
const expectedOf = (loaded: Loaded<unknown>) => (loaded.revision < 0 ? ('no-stream' as const) : loaded.revision);

function receiptOf(stream: string, revision: number, position: number, recordedAt: string, events: readonly { id: string; type: string }[], repeated: boolean): Receipt {
  return { stream, revision, position, recordedAt, events: events.map(({ id, type }) => ({ id, type })), repeated, changed: true };
}
