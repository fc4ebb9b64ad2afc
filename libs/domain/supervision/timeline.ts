import type { Instant, JsonObject, RecordedEvent } from '#engine/kernel';

/** One step of a thing as its page tells it: who did what, when and why. */
export type TimelineEntry = {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly actorUnit: string | null;
  readonly authority: string | null;
  /** The fact without what it is about. */
  readonly details: JsonObject;
};

/** A timeline with one more step. @param about fields of the fact that name the thing itself */
export function withStep(before: readonly TimelineEntry[] | undefined, event: RecordedEvent<any>, about: readonly string[]): readonly TimelineEntry[] {
  const { position, id, type, recordedAt, meta } = event;
  const details = Object.fromEntries(Object.entries(event.data as JsonObject).filter(([field]) => !about.includes(field)));
  return [...(before ?? []), { position, id, type, recordedAt, actor: meta.actor, actorUnit: meta.unit ?? null, authority: meta.authority ?? null, details }];
}
