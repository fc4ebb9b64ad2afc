import { isRefusal, refuse, type Actor, type Decision, type Instant, type Refusal } from '#engine/kernel';
import { toldCalendar } from '#domain/calendar';
import { deadlineOf, dueAtOf, kindOf, type Reckoning } from './deadline.js';
import { toldEscalationPolicy } from './escalation/escalation-policy.state.js';
import { actProblem, isParty, type FindingAct } from './finding-acts.js';
import type { Deadline, FindingEvent, TimeAllowed } from './finding.events.js';
import type { FindingState, IssuedFinding } from './finding.state.js';

/** Which finding a command is about. */
export interface FindingKey {
  readonly finding: string;
}

/** Decide about an issued finding, or say why the act is not possible where it stands. */
export function onFinding(state: FindingState, { finding }: FindingKey, act: FindingAct, decide: (known: IssuedFinding) => Decision<FindingEvent>): Decision<FindingEvent> {
  return actProblem(state, finding, act) ?? decide(state as IssuedFinding);
}

/** How every fact about an issued finding begins: the unit is the one that answers for it then. */
export const aboutFinding = ({ finding }: FindingKey, { content: { unit } }: IssuedFinding): { readonly finding: string; readonly unit: string } => ({ finding, unit });

/** Nobody of a unit that the finding concerns decides about it. */
export const partyProblem = (known: IssuedFinding, actor: Actor): Refusal | undefined =>
  isParty(known, actor) ? refuse('supervision.own-unit', { unit: actor.unit! }) : undefined;

/** Who checks is of no unit that the finding concerns and has taken no part in rectifying it. */
export const checkerProblem = (known: IssuedFinding, actor: Actor): Refusal | undefined =>
  partyProblem(known, actor) ?? (known.rectifiers.includes(actor.id) ? refuse('supervision.own-rectification', { number: known.number }) : undefined);

/** What a new deadline is reckoned by, as a decision is told it. */
export const toldReckoning = () => ({ calendar: toldCalendar(), policy: toldEscalationPolicy() });

/** The deadline that a time allowed gives from now on. It lies ahead. */
export function deadlineFrom(allowed: TimeAllowed, now: Instant, reckoning: Reckoning, field: string): Deadline | Refusal {
  const dueAt = dueAtOf(allowed, now, reckoning.calendar);
  if (isRefusal(dueAt)) return dueAt;
  return 'on' in allowed && dueAt < now ? refuse('supervision.date-passed', { date: allowed.on }, field) : deadlineUntil(dueAt, kindOf(allowed), now, reckoning);
}

/** The deadline that ends at a due time, by the escalation rules in force now. */
export function deadlineUntil(dueAt: Instant, kind: Deadline['kind'], now: Instant, reckoning: Reckoning): Deadline | Refusal {
  return reckoning.policy.version === 0 ? refuse('supervision.no-escalation-policy') : deadlineOf(dueAt, kind, now, reckoning);
}
