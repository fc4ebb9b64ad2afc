import type { Appended, EventStore } from '#engine/event-store';
import { newId, type DomainEvent } from '#engine/kernel';

/** Record facts on a stream, whatever its revision. */
export function appendTo(store: EventStore, stream: string, ...events: readonly DomainEvent[]): Promise<Appended> {
  const correlation = newId();
  return store.append([
    {
      stream,
      expected: 'any',
      events: events.map(({ type, data, validAt }) => ({
        id: newId(),
        type,
        schema: 1,
        data,
        meta: { actor: 'tester', correlation, causation: correlation, ...(validAt === undefined ? {} : { validAt }) },
      })),
    },
  ]);
}
