import assert from 'node:assert/strict';
import { covers, isRefusal, refuse } from '#engine/kernel';
import type { Actor, CommandDefinition, Decision, DecisionContext, DomainEvent, Facts, Fold, Instant, Json, Recorded, Told } from '#engine/kernel';
import { frozen, plain, reportingAt, samePlain } from './assertions.js';
import { person, recordedLog, type GivenEvent } from './builders.js';

/** The refusal the command engine gives when a policy does not let somebody act. */
const forbiddenCode = 'command.forbidden';

type ToldStreams = Readonly<Record<string, Told<unknown>>>;

/** What a decision may look at besides its own stream. */
export interface WhenOptions<T extends ToldStreams> {
  /** Who asks; no policy is checked (use {@link Scenario.as} for that). */
  readonly actor?: Actor;
  /** The clock when the command arrives; the start of 2025-03-03 office hours when left out. */
  readonly now?: Instant;
  readonly reason?: string;
  readonly authority?: string;
  /** States of other streams, by the names the command's `told` gives them. Those left out are as if the stream were empty. */
  readonly told?: Partial<Facts<T>>;
  /** The same from facts: folded by the definition's own fold. */
  readonly toldFrom?: { readonly [K in keyof T]?: readonly GivenEvent[] };
}

/** Start a sentence about a decision: what had happened on its stream. */
export function given(...events: readonly GivenEvent[]): Scenario {
  return new Scenario(events, undefined);
}

/** A stream's past, waiting for a command. */
export class Scenario {
  constructor(
    private readonly events: readonly GivenEvent[],
    private readonly asker: Actor | undefined,
  ) {}

  /** Who asks; the command's policy is checked, as the command engine does. */
  as(actor: Actor): Scenario {
    return new Scenario(this.events, actor);
  }

  /**
   * Decide. The state, the command and the facts are frozen and the decision is made twice:
   * one that changes its input or differs the second time fails here.
   */
  when<C, State, E extends DomainEvent, T extends ToldStreams>(
    definition: CommandDefinition<C, State, E, T>,
    command: NoInfer<C>,
    options: WhenOptions<T> = {},
  ): Outcome<State, E> {
    frozen(command);
    const stream = definition.stream(command);
    const past = recordedLog(this.events, stream);
    const state = foldOf(definition.state, past as unknown as readonly Recorded<E>[]);
    const actor = this.asker ?? options.actor ?? person('tester');
    const context: DecisionContext<Facts<T>> = frozen({
      actor,
      now: options.now ?? '2025-03-03T01:00:00.000Z',
      ...(options.reason === undefined ? {} : { reason: options.reason }),
      ...(options.authority === undefined ? {} : { authority: options.authority }),
      told: factsFor(definition.told?.(command, state), options),
    });
    const unit = definition.unit?.(command, state);
    const forbidden = this.asker !== undefined && !covers(definition.policy.scope(this.asker), unit);
    const decision = forbidden ? refuse(forbiddenCode, { policy: definition.policy.code }) : decideTwice(definition, state, command, context);
    return new Outcome(definition, past.length, stream, state, decision);
  }
}

function foldOf<State, E extends DomainEvent>(fold: Fold<State, E>, events: readonly Recorded<E>[]): State {
  return events.reduce((state, event) => frozen(fold.evolve(state, frozen(event))), frozen(fold.initial));
}

function factsFor<T extends ToldStreams>(streams: T | undefined, options: WhenOptions<T>): Facts<T> {
  const facts: Record<string, unknown> = {};
  for (const [name, told] of Object.entries(streams ?? {})) {
    const events = options.toldFrom?.[name];
    const fold = told.fold as unknown as Fold<unknown>;
    facts[name] = foldOf(fold, recordedLog(events ?? [], told.stream));
  }
  for (const name of [...Object.keys(options.told ?? {}), ...Object.keys(options.toldFrom ?? {})]) {
    assert.ok(Object.hasOwn(facts, name), `the command does not ask to be told "${name}"`);
  }
  return { ...facts, ...options.told } as Facts<T>;
}

function decideTwice<C, State, E extends DomainEvent, T extends ToldStreams>(
  definition: CommandDefinition<C, State, E, T>,
  state: State,
  command: C,
  context: DecisionContext<Facts<T>>,
): Decision<E> {
  const first = definition.decide(state, command, context);
  samePlain(definition.decide(state, command, context), first, `${definition.name} decides differently the second time`);
  return first;
}

/** What a command came to. Every `then…` fails with a difference that names both sides. */
export class Outcome<State, E extends DomainEvent> {
  constructor(
    private readonly definition: CommandDefinition<any, State, E, any>,
    private readonly pastLength: number,
    private readonly stream: string,
    private readonly before: State,
    private readonly decision: Decision<E>,
  ) {}

  /** Exactly these facts, in this order. None: nothing would change. */
  then(...events: readonly E[]): this {
    reportingAt(this.then, () => samePlain(this.decided(), events));
    return this;
  }

  /** The command was fine and changes nothing. */
  thenNothing(): this {
    reportingAt(this.thenNothing, () => samePlain(this.decided(), []));
    return this;
  }

  /** Refused with this code; values and field are compared when given. */
  thenRefused(code: string, values?: Readonly<Record<string, Json>>, field?: string): this {
    reportingAt(this.thenRefused, () => {
      const { decision } = this;
      assert.ok(isRefusal(decision), `expected the refusal ${code}, got ${JSON.stringify(plain(decision))}`);
      assert.equal(decision.refused, code);
      if (values !== undefined) samePlain(decision.values, values);
      if (field !== undefined) assert.equal(decision.field, field);
    });
    return this;
  }

  /** The policy does not let the actor do it (only after {@link Scenario.as}). */
  thenForbidden(): this {
    reportingAt(this.thenForbidden, () => {
      const forbidden = isRefusal(this.decision) && this.decision.refused === forbiddenCode;
      assert.ok(forbidden, `policy ${this.definition.policy.code} lets the actor do it`);
    });
    return this;
  }

  /** The facts decided on, for checks of one's own. */
  events(): readonly E[] {
    return this.decided();
  }

  /** The state of the stream with the new facts. */
  state(): State {
    const news = recordedLog([...Array<GivenEvent>(this.pastLength).fill(filler), ...this.decided()], this.stream).slice(this.pastLength);
    return (news as unknown as readonly Recorded<E>[]).reduce((state, event) => frozen(this.definition.state.evolve(state, frozen(event))), this.before);
  }

  private decided(): readonly E[] {
    const { decision } = this;
    assert.ok(!isRefusal(decision), `expected facts, got the refusal ${JSON.stringify(decision)}`);
    return decision;
  }
}

/** Stands for the past when only positions and revisions of the news matter. */
const filler: DomainEvent = { type: 'testing.Past', data: {} };
