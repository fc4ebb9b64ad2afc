import type { Uuid } from '#engine/kernel';
import { derivedId, zhihengNamespace } from '#engine/kernel';
import type { EventToAppend, StreamWrite } from '../../event-store.js';

/** Id of a writer's n-th command; the same in every life of the program, so that a restart repeats what was not acknowledged. */
const commandId = (writer: number, n: number): Uuid => derivedId(zhihengNamespace, `crash ${writer} ${n}`);

/** The streams a command writes to, and how many events to each: one to four events, every fifth command to two streams. */
function shape(writer: number, n: number): readonly (readonly [stream: string, events: number])[] {
  const own = [`own-${writer}`, 1 + (n % 3)] as const;
  return n % 5 === 0 ? [own, [`of-all-${n % 3}`, 1]] : [own];
}

/** Ids of the events of a command, in order. */
export function idsOf(writer: number, n: number): readonly Uuid[] {
  const count = shape(writer, n).reduce((sum, [, events]) => sum + events, 0);
  return Array.from({ length: count }, (_, index) => derivedId(commandId(writer, n), String(index)));
}

export function writesOf(writer: number, n: number, note: string): readonly StreamWrite[] {
  const ids = [...idsOf(writer, n)];
  const causation = commandId(writer, n);
  const event = (id: Uuid): EventToAppend => ({
    id,
    type: 'testing.FactStated',
    schema: 1,
    data: { writer, n, note },
    meta: { actor: 'system:crash', correlation: causation, causation },
  });
  return shape(writer, n).map(([stream, events]) => ({ stream, expected: 'any', events: ids.splice(0, events).map(event) }));
}
