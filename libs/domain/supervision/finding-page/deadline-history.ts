import type { Instant, Recorded } from '#engine/kernel';
import type { FindingEvent } from '../finding.events.js';

/** Why a due time was set: at the issue, or by what later. */
export type DeadlineChange = {
  readonly position: number;
  readonly at: Instant;
  readonly because: 'issued' | 'upheld' | 'reassigned' | 'extended' | 'returned' | 'reopened' | 'resumed';
  /** The due time before; none at the issue. */
  readonly from: Instant | null;
  readonly to: Instant;
  readonly actor: string;
  readonly actorUnit: string | null;
  readonly reason: string | null;
};

const becauseOf: Partial<Record<FindingEvent['type'], DeadlineChange['because']>> = {
  'supervision.FindingIssued': 'issued',
  'supervision.AssignmentUpheld': 'upheld',
  'supervision.FindingReassigned': 'reassigned',
  'supervision.ExtensionGranted': 'extended',
  'supervision.RectificationReturned': 'returned',
  'supervision.FindingReopened': 'reopened',
  'supervision.FindingResumed': 'resumed',
};

/** Every due time a finding has had, the first one first. */
export function deadlineHistory(events: readonly Recorded<FindingEvent>[]): readonly DeadlineChange[] {
  const changes: DeadlineChange[] = [];
  let asked: string | null = null;
  for (const event of events) {
    if (event.type === 'supervision.ExtensionRequested') asked = event.data.reason;
    const because = becauseOf[event.type];
    if (because === undefined || !('deadline' in event.data)) continue;
    const own = 'reason' in event.data ? event.data.reason : (event.meta.reason ?? null);
    changes.push({
      position: event.position, at: event.recordedAt, because, from: changes.at(-1)?.to ?? null, to: event.data.deadline.dueAt, actor: event.meta.actor, actorUnit: event.meta.unit ?? null,
      // More time is granted for the reason it was asked for.
      reason: because === 'extended' ? asked : own,
    });
  }
  return changes;
}
