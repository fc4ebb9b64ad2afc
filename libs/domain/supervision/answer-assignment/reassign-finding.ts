import { command, covers, isRefusal, refuse, type Actor, type Instant, type Refusal } from '#engine/kernel';
import { timesOf, timesUntil, tooEarlyProblem, type OrderTimes } from '../acknowledgement.js';
import type { Reckoning } from '../deadline.js';
import { leadOf, reasonOf } from '../finding-acts.js';
import { findingStream, type FindingEvent, type TimeAllowed } from '../finding.events.js';
import { finding, type IssuedFinding } from '../finding.state.js';
import { onFinding, partyProblem, toldReckoning, type FindingKey } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';
import { toldUnits, unitsProblem, type UnitParts } from '../unit-parts.js';

/**
 * The order goes to another unit, to other supporting units, or out again with another due date 改派: until the unit has planned or
 * reported anything. Whoever is in charge from now on has two working days to acknowledge.
 */
export interface ReassignFinding extends FindingKey, UnitParts {
  /** By reference to the registry of persons; the present one stays where the unit does. */
  readonly responsibleLeader?: string;
  /** Time allowed from now on; without it the present due date stays. */
  readonly due?: TimeAllowed;
  readonly reason?: string;
}

export const reassignFinding = command({
  name: 'supervision.ReassignFinding',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: ReassignFinding) => findingStream(c.finding),
  state: finding,
  told: (c) => ({ ...toldUnits([c.unit, ...c.supporting]), ...toldReckoning() }),
  decide: (state, c, context) =>
    onFinding(state, c, { from: ['issued', 'contested', 'acknowledged'], called: { zh: '改派', en: 'reassigned' } }, (known) => {
      const { actor, now, told } = context;
      const no = placeProblem(known, c, actor) ?? unitsProblem(c, told, 'body');
      if (no) return no;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const times = newTimes(known, c, now, told);
      if (isRefusal(times)) return times;
      return changes(known, c, times) ? [reassigned(known, c, reason, times)] : refuse('supervision.nothing-reassigned');
    }),
});

/** Whoever moves an order inspects both units and is of none that it concerns, before or after. */
function placeProblem(known: IssuedFinding, { unit, supporting }: ReassignFinding, actor: Actor): Refusal | undefined {
  if (!covers(mayInspect.scope(actor), unit)) return refuse('command.forbidden', { policy: mayInspect.code });
  const after = { ...known, content: { ...known.content, unit, supporting: [...supporting] } };
  return partyProblem(known, actor) ?? partyProblem(after, actor);
}

function newTimes({ deadline: { dueAt, kind } }: IssuedFinding, { due }: ReassignFinding, now: Instant, reckoning: Reckoning): OrderTimes | Refusal {
  if (due !== undefined) return timesOf(due, now, reckoning, 'body.due');
  const times = timesUntil(dueAt, kind, now, reckoning);
  return isRefusal(times) ? times : (tooEarlyProblem(times, 'body.due') ?? times);
}

function changes({ content, deadline }: IssuedFinding, c: ReassignFinding, { deadline: { dueAt } }: OrderTimes): boolean {
  const sameUnits = c.unit === content.unit && [...c.supporting].sort().join() === [...content.supporting].sort().join();
  const sameLeader = c.responsibleLeader === undefined || c.responsibleLeader === content.responsibleLeader;
  return !sameUnits || !sameLeader || dueAt !== deadline.dueAt;
}

function reassigned({ content, deadline: { dueAt } }: IssuedFinding, c: ReassignFinding, reason: string, times: OrderTimes): FindingEvent {
  const { finding, unit, supporting } = c;
  const responsibleLeader = c.responsibleLeader ?? (unit === content.unit ? content.responsibleLeader : undefined);
  return {
    type: 'supervision.FindingReassigned',
    data: {
      finding, from: { unit: content.unit, supporting: content.supporting, dueAt }, unit, supporting: [...supporting],
      ...(responsibleLeader === undefined ? {} : { responsibleLeader }), reason, ...times,
    },
  };
}
