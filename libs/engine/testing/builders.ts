import { derivedId, zhihengNamespace } from '#engine/kernel';
import type { Actor, DomainEvent, EventMeta, JsonObject, RecordedEvent, RoleGrant } from '#engine/kernel';

/** A fact as a spec states it: as decided, or as recorded. */
export type GivenEvent = DomainEvent<string, any> | RecordedEvent<DomainEvent<string, any>>;

/** What {@link recorded} fills in unless told otherwise. */
export type RecordedOverrides = Partial<Omit<RecordedEvent, 'type' | 'data' | 'meta'>> & { readonly meta?: Partial<EventMeta> };

/** Log positions in specs are a second apart, from the start of this year. */
const logStart = Date.parse('2025-01-01T00:00:00.000Z');

/**
 * A recorded event for a spec. Everything left out has a fixed default: stream `test-1`, position 1,
 * revision `position - 1`, `recordedAt` a second later per position, id derived from stream and revision.
 */
export function recorded<Type extends string, Data extends JsonObject>(
  type: Type,
  data: Data,
  overrides: RecordedOverrides = {},
): RecordedEvent<DomainEvent<Type, Data>> {
  const { meta, ...given } = overrides;
  const stream = given.stream ?? 'test-1';
  const position = given.position ?? 1;
  const revision = given.revision ?? position - 1;
  const id = given.id ?? derivedId(zhihengNamespace, `${stream}/${revision}`);
  return {
    id,
    stream,
    revision,
    position,
    type,
    schema: given.schema ?? 1,
    data,
    meta: { actor: 'tester', correlation: id, causation: id, ...meta },
    recordedAt: given.recordedAt ?? new Date(logStart + position * 1_000).toISOString(),
  };
}

const isRecorded = (event: GivenEvent): event is RecordedEvent<DomainEvent<string, any>> => 'recordedAt' in event;

/**
 * Facts as a log would hold them: recorded ones stay as they are, the others follow on one stream,
 * each at the next position.
 */
export function recordedLog(events: readonly GivenEvent[], stream = 'test-1'): RecordedEvent[] {
  const revisions = new Map<string, number>();
  let position = 0;
  return events.map((event) => {
    const full = isRecorded(event) ? event : asRecorded(event, stream, position + 1, (revisions.get(stream) ?? -1) + 1);
    position = full.position;
    revisions.set(full.stream, full.revision);
    return full;
  });
}

function asRecorded(event: DomainEvent<string, any>, stream: string, position: number, revision: number): RecordedEvent {
  const meta = event.validAt === undefined ? {} : { validAt: event.validAt };
  return recorded<string, JsonObject>(event.type, event.data, { stream, position, revision, meta });
}

/** Someone who asks: their unit, and for each role the units it covers. */
export function person(
  id: string,
  { unit, roles = {} }: { readonly unit?: string; readonly roles?: Readonly<Record<string, RoleGrant['units']>> } = {},
): Actor {
  const grants = Object.entries(roles).map(([role, units]) => ({ role, units }));
  return unit === undefined ? { id, grants } : { id, unit, grants };
}
