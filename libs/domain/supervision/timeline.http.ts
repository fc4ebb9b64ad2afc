import { z } from 'zod';
import type { Bilingual, EventCatalogue } from '#engine/kernel';
import type { TimelineEntry } from './timeline.js';

/** References to files as answers carry them. */
export const filesReply = z.array(z.object({ sha256: z.string(), name: z.string(), size: z.number().int(), type: z.string() }));

/** Everything that was done about a thing, oldest first. */
export const timelineReply = z.array(z.object({
  position: z.number().int(), id: z.string(), type: z.string(), title: z.object({ zh: z.string(), en: z.string() }), recordedAt: z.string(), actor: z.string(),
  actorUnit: z.string().nullable(), authority: z.string().nullable(), details: z.record(z.string(), z.unknown()),
}));

/** A timeline with the names of its facts. */
export function titled(timeline: readonly TimelineEntry[], catalogue: EventCatalogue): (TimelineEntry & { readonly title: Bilingual })[] {
  return timeline.map((entry) => ({ ...entry, title: catalogue[entry.type]!.title }));
}

/** A row as a list shows it: without its timeline. */
export function line<R extends { readonly timeline: unknown }>({ timeline: _timeline, ...shown }: R): Omit<R, 'timeline'> {
  return shown;
}
