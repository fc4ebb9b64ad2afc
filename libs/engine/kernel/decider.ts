import type { Actor, Policy } from './actor.js';
import type { Instant } from './clock.js';
import type { DomainEvent, Recorded } from './event.js';
import type { Refusal } from './refusal.js';

/** State from facts: where it starts and how each fact changes it. Pure; never rejects a recorded fact. */
export interface Fold<State, E extends DomainEvent = DomainEvent> {
  /** Unique name; folded states are kept in memory under it. */
  readonly name: string;
  readonly initial: State;
  evolve(state: State, event: Recorded<E>): State;
}

/** A fold of another stream, whose state a decision wants to be told. */
export interface Told<State> {
  readonly stream: string;
  readonly fold: Fold<State, never>;
}

/** Ask for the state of another stream in a command's `told`. */
export function told<State, E extends DomainEvent>(stream: string, fold: Fold<State, E>): Told<State> {
  return { stream, fold: fold as unknown as Fold<State, never> };
}

export type Facts<T extends Readonly<Record<string, Told<unknown>>>> = {
  readonly [K in keyof T]: T[K] extends Told<infer State> ? State : never;
};

/** What a decision may look at besides state and command. */
export interface DecisionContext<F> {
  readonly actor: Actor;
  /** The clock's time when the command arrived. */
  readonly now: Instant;
  readonly reason?: string;
  readonly authority?: string;
  /** Facts of other contexts, as of the revisions the event's `meta.told` records. */
  readonly told: F;
}

/** New facts (none when nothing would change) or a refusal. */
export type Decision<E extends DomainEvent> = readonly E[] | Refusal;

/**
 * A use case: from a command and what is known to new facts on one stream, or a refusal.
 * Plain functions on plain data; `decide` never awaits, reads a clock, draws an id or throws for a business "no".
 */
export interface CommandDefinition<C, State, E extends DomainEvent, T extends Readonly<Record<string, Told<unknown>>> = {}> {
  /** `<context>.<ImperativeName>`. */
  readonly name: string;
  readonly stream: (command: C) => string;
  readonly state: Fold<State, E>;
  /** Other streams whose state the decision needs; which ones may follow from the stream's own state. */
  readonly told?: (command: C, state: State) => T;
  /** Who may do it, and the unit it concerns (none: only whole-city grants reach it). */
  readonly policy: Policy;
  readonly unit?: (command: C, state: State) => string | undefined;
  /** What the caller stated, where the edge adds facts to a command: a retry is known by this part alone. The whole command when absent. */
  readonly stated?: (command: C) => unknown;
  readonly decide: (state: State, command: C, context: DecisionContext<Facts<T>>) => Decision<E>;
}

/** Declare a use case. Only infers types. */
export function command<C, State, E extends DomainEvent, T extends Readonly<Record<string, Told<unknown>>> = {}>(
  definition: CommandDefinition<C, State, E, T>,
): CommandDefinition<C, State, E, T> {
  return definition;
}

/** A command definition whose types no longer matter: how the engine holds it. */
export type AnyCommand = CommandDefinition<any, any, any, any>;
