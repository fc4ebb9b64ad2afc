import { derivedId, zhihengNamespace, type Clock, type EventMeta, type JsonObject, type Uuid } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { projectionEvents, projectionStream, type ProjectionEvent } from './projection.events.js';

/** Who acts on a projection, and the id that makes a repetition of the act harmless. */
export interface ActBy {
  readonly id: Uuid;
  readonly meta: EventMeta;
}

/** The runner itself as the one who acts; the same act has the same id in every process and after every restart. */
export function bySystem(projection: string, act: string): ActBy {
  const id = derivedId(zhihengNamespace, `projection/${projection}/${act}`);
  return { id, meta: { actor: 'system:projections', correlation: id, causation: id } };
}

/** Record an act on a projection's stream. Returns its log position. */
export async function recordAct(store: Pick<EventStore, 'append'>, event: ProjectionEvent, by: ActBy): Promise<number> {
  const { version, data } = projectionEvents[event.type];
  const write = { id: by.id, type: event.type, schema: version, data: data.parse(event.data) as JsonObject, meta: by.meta };
  const { position } = await store.append([{ stream: projectionStream(event.data.projection), expected: 'any', events: [write] }]);
  return position;
}

/** Milliseconds since 1970 on a clock, as leases reckon. */
export const epochMs = (clock: Clock): number => Date.parse(clock.now());
