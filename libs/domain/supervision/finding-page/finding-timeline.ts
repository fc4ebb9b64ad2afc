import type { Bilingual, Instant, JsonObject, Recorded } from '#engine/kernel';
import { findingEvents, type FindingEvent } from '../finding.events.js';

/** One act on a finding as plain people read it. */
export type FindingTimelineEntry = {
  readonly position: number;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly title: Bilingual;
  readonly recordedAt: Instant;
  /** User id, or the part of the system that acted. */
  readonly actor: string;
  readonly actorUnit: string | null;
  readonly role: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
  /** The due time before and after, where the act set one. */
  readonly due: { readonly before: Instant | null; readonly after: Instant } | null;
  readonly details: JsonObject;
};

const ofDrafts = new Set<FindingEvent['type']>(['supervision.FindingDrafted', 'supervision.FindingRedrafted', 'supervision.FindingDiscarded']);

/** Every act on a finding, oldest first. @param withDrafts also what was written before it was issued */
export function findingTimeline(events: readonly Recorded<FindingEvent>[], withDrafts: boolean): readonly FindingTimelineEntry[] {
  let dueAt: Instant | null = null;
  return events.filter(({ type }) => withDrafts || !ofDrafts.has(type)).map((event) => {
    const due: FindingTimelineEntry['due'] = 'deadline' in event.data ? { before: dueAt, after: event.data.deadline.dueAt } : null;
    dueAt = due?.after ?? dueAt;
    return { ...entryOf(event), due };
  });
}

function entryOf({ position, revision, id, type, recordedAt, meta, data }: Recorded<FindingEvent>): Omit<FindingTimelineEntry, 'due'> {
  const { finding: _finding, reason, authority, ...details } = data as JsonObject;
  return {
    position, revision, id, type, title: findingEvents[type].title, recordedAt, actor: meta.actor, actorUnit: meta.unit ?? null, role: meta.role ?? null,
    reason: textOr(reason, meta.reason), authority: textOr(authority, meta.authority), details,
  };
}

const textOr = (own: unknown, ofRequest: string | undefined): string | null => (typeof own === 'string' ? own : (ofRequest ?? null));
