import type { FindingEvent } from '../finding.events.js';
import type { FindingTimelineEntry } from './finding-timeline.js';

/** The parts of a finding's page, each made of the acts that belong to it. */
export const recordParts = ['contests', 'plans', 'progress', 'support', 'extensions', 'reports', 'checks', 'followUps', 'pauses', 'escalations', 'listings', 'reviews'] as const;
export type RecordPart = (typeof recordParts)[number];

const partOf: Partial<Record<FindingEvent['type'], RecordPart>> = {
  'supervision.AssignmentContested': 'contests', 'supervision.AssignmentUpheld': 'contests', 'supervision.FindingReassigned': 'contests',
  'supervision.RectificationPlanned': 'plans', 'supervision.RectificationProgressed': 'progress', 'supervision.SupportReported': 'support',
  'supervision.ExtensionRequested': 'extensions', 'supervision.ExtensionGranted': 'extensions', 'supervision.ExtensionRefused': 'extensions',
  'supervision.RectificationReported': 'reports', 'supervision.RectificationReturned': 'checks', 'supervision.FindingClosed': 'checks',
  'supervision.FollowUpHeld': 'followUps', 'supervision.FindingReopened': 'followUps', 'supervision.FindingSuspended': 'pauses', 'supervision.FindingResumed': 'pauses',
  'supervision.FindingEscalated': 'escalations', 'supervision.FindingListed': 'listings', 'supervision.FindingDelisted': 'listings',
  'supervision.EffectContested': 'reviews', 'supervision.EffectLifted': 'reviews', 'supervision.EffectUpheld': 'reviews',
};

/** The acts of a timeline under what they belong to, oldest first. */
export function findingRecord(timeline: readonly FindingTimelineEntry[]): Readonly<Record<RecordPart, readonly FindingTimelineEntry[]>> {
  const parts = Object.fromEntries(recordParts.map((part) => [part, [] as FindingTimelineEntry[]])) as Record<RecordPart, FindingTimelineEntry[]>;
  for (const entry of timeline) {
    const part = partOf[entry.type as FindingEvent['type']];
    if (part) parts[part].push(entry);
  }
  return parts;
}
