import { endOfCityDay, isRefusal, type DateText, type Instant, type Refusal } from '#engine/kernel';
import { dueAfter, type WorkingCalendar } from '#domain/calendar';
import { timeToAcknowledge } from '../acknowledgement.js';
import { deadlineOf, dueAtOf, kindOf } from '../deadline.js';
import type { Deadline, TimeAllowed } from '../finding.events.js';
import type { EscalationRule } from './escalation-policy.events.js';
import { rulesProblem } from './policy-problem.js';

/** An order as an example: issued in the office hours of a day, due as it says. */
export interface ExampleOrder {
  readonly issuedOn: DateText;
  readonly due: TimeAllowed;
}

export interface SchedulePreview {
  readonly issuedAt: Instant;
  readonly acknowledgeBy: Instant;
  readonly deadline: Deadline;
}

/**
 * When rules would raise each level for an example, as if it were issued at nine in the morning; nothing is recorded.
 * @returns what is wrong with the rules, or `calendar.year-not-published`
 */
export function previewOf(rules: readonly EscalationRule[], { issuedOn, due }: ExampleOrder, calendar: WorkingCalendar): SchedulePreview | Refusal {
  const problem = rulesProblem(rules);
  if (problem) return problem;
  const issuedAt = new Date(Date.parse(endOfCityDay(issuedOn)) + 1 - 15 * 3_600_000).toISOString();
  const dueAt = dueAtOf(due, issuedAt, calendar);
  if (isRefusal(dueAt)) return dueAt;
  const acknowledgeBy = dueAfter(calendar, issuedAt, timeToAcknowledge);
  if (isRefusal(acknowledgeBy)) return acknowledgeBy;
  const deadline = deadlineOf(dueAt, kindOf(due), issuedAt, { calendar, policy: { version: 1, document: '', rules, versions: {} } }, acknowledgeBy);
  return isRefusal(deadline) ? deadline : { issuedAt, acknowledgeBy, deadline };
}
