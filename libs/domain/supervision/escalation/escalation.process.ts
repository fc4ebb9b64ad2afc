import type { Instant } from '#engine/kernel';
import { process, type CancelTimer, type Effect } from '#engine/reactions';
import { escalationLevels, type Deadline, type FindingEvent } from '../finding.events.js';
import { raiseDue, type RaiseDue } from './raise-due.js';

/** Triggers that wait for a time; the others follow from an act. */
const timedTriggers = ['before-due', 'overdue', 'not-acknowledged'] as const;

/**
 * Durable timers of a finding, one for each step of the deadline that holds. Every new deadline replaces them; what settles, pauses or
 * questions the matter drops them. One that fires all the same changes nothing: {@link raiseDue} looks at the finding itself.
 */
export const findingEscalation = process<FindingEvent>({
  name: 'supervision.escalation',
  events: [
    'supervision.FindingIssued', 'supervision.FindingReassigned', 'supervision.AssignmentUpheld', 'supervision.ExtensionGranted', 'supervision.RectificationReturned',
    'supervision.FindingReopened', 'supervision.FindingResumed',
    'supervision.FindingAcknowledged', 'supervision.AssignmentContested', 'supervision.RectificationReported', 'supervision.FindingClosed', 'supervision.FindingWithdrawn',
    'supervision.FindingSuspended',
  ],
  react: ({ type, data }) => {
    if ('deadline' in data) return scheduled(data.finding, data.deadline, type === 'supervision.FindingIssued');
    return cancelled(data.finding, (trigger) => type !== 'supervision.FindingAcknowledged' || trigger === 'not-acknowledged');
  },
  due: ({ payload }) => [{ definition: raiseDue, command: payload as unknown as RaiseDue, reason: '督办期限届至 / The time of an escalation step has come' }],
});

/** A timer for each step; those that an earlier deadline set and this one lacks are dropped. */
function scheduled(finding: string, { dueAt, steps }: Deadline, first: boolean): readonly Effect[] {
  const names = new Set(steps.map(({ level, trigger }) => timerName(finding, level, trigger)));
  const dropped = first ? [] : cancelled(finding, () => true).filter(({ cancel }) => !names.has(cancel));
  const set = steps.map(({ level, trigger, at }) => ({ timer: timerName(finding, level, trigger), dueAt: ownMoment(at, dueAt), payload: { finding, level, trigger, dueAt, at } }));
  return [...dropped, ...set];
}

const cancelled = (finding: string, concerned: (trigger: string) => boolean): readonly CancelTimer[] =>
  timedTriggers.filter(concerned).flatMap((trigger) => escalationLevels.map((level) => ({ cancel: timerName(finding, level, trigger) })));

const timerName = (finding: string, level: string, trigger: string): string => `${finding}/${level}/${trigger}`;

/**
 * The moment of a step, some milliseconds later by the day of the due time. Two deadlines may put a level on the same morning (one
 * working day before a Saturday and before the Sunday after it); a timer is known by its name and moment, and one must not pass for the other.
 */
const ownMoment = (at: Instant, dueAt: Instant): Instant => new Date(Date.parse(at) + (Math.floor(Date.parse(dueAt) / 86_400_000) % 1_000)).toISOString();
