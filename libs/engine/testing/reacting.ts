import assert from 'node:assert/strict';
import type { DomainEvent, Instant, JsonObject, Recorded, RecordedEvent } from '#engine/kernel';
import type { CommandToSend, Effect, Process } from '#engine/reactions';
import { frozen, plain, reportingAt } from './assertions.js';
import { recordedLog, type GivenEvent } from './builders.js';

/** Start a sentence about a process. */
export function reacting<E extends DomainEvent>(process: Process<E>): Reacting<E> {
  return new Reacting(process);
}

/** A process waiting for a fact or a timer. */
export class Reacting<E extends DomainEvent> {
  constructor(private readonly process: Process<E>) {}

  /** A fact; its type must be one the process asks for. */
  given(event: E | Recorded<E> | GivenEvent): Reaction {
    const [recorded] = recordedLog([event]) as [RecordedEvent];
    assert.ok(
      this.process.events.some((prefix) => recorded.type.startsWith(prefix)),
      `${this.process.name} never sees ${recorded.type}: no prefix of its events covers it`,
    );
    const react = (): readonly Effect[] => this.process.react(frozen(recorded) as Recorded<E>);
    return twice(this.process.name, react);
  }

  /** One of its timers falls due. */
  due(timer: string, dueAt: Instant, payload: JsonObject = {}): Reaction {
    const { due, name } = this.process;
    assert.ok(due, `${name} sets timers but does not say what they send`);
    return twice(name, () => due(frozen({ process: name, timer, dueAt, payload })));
  }
}

function twice(name: string, react: () => readonly Effect[]): Reaction {
  const first = react();
  assert.deepStrictEqual(react().map(comparable), first.map(comparable), `${name} reacts differently the second time`);
  return new Reaction(first);
}

/** Definitions are compared by name, the rest as stored JSON. */
function comparable(effect: Effect): unknown {
  if (!('definition' in effect)) return plain(effect);
  const { definition, ...rest } = effect as CommandToSend;
  return { definition: definition.name as string, ...(plain(rest) as object) };
}

/** What followed. */
export class Reaction {
  constructor(readonly effects: readonly Effect[]) {}

  /** Exactly these commands and timers, in this order. */
  expect(...effects: readonly Effect[]): this {
    reportingAt(this.expect, () => assert.deepStrictEqual(this.effects.map(comparable), effects.map(comparable)));
    return this;
  }
}
