import { command, refuse, type Refusal } from '#engine/kernel';
import { planStream, type PlanEvent } from '../plan.events.js';
import { plan, type Assignment } from '../plan.state.js';
import { mayRunPlan } from '../plan.policies.js';
import { toldUnits, type UnitStanding } from '../unit-standing.state.js';

/** Say who leads a measure and who supports, from a date on. */
export interface AssignMeasure {
  readonly plan: string;
  readonly no: number;
  /** Unit code; a collective such as 各区党委和政府 keeps its own code. */
  readonly lead: string;
  readonly supporting: readonly string[];
  readonly from: string;
}

export const assignMeasure = command({
  name: 'plan.AssignMeasure',
  policy: mayRunPlan,
  stream: (c: AssignMeasure) => planStream(c.plan),
  state: plan,
  told: (c) => toldUnits([c.lead, ...c.supporting]),
  decide: (state, c, { told: units, reason, authority }) => {
    const measure = state.measures[c.no];
    if (!measure) return refuse('plan.unknown-measure', { no: c.no }, 'params.no');
    const before = measure.assignment;
    if (before && same(before, c)) return [];
    const no = unitsProblem(c, units);
    if (no) return no;
    if (before && c.from < before.from) return refuse('plan.assignment-before-last', { no: c.no, from: c.from, last: before.from }, 'body.from');
    if (before && reason === undefined && authority === undefined) return refuse('plan.reason-required');
    return [assigned(c, units)];
  },
});

const same = (before: Assignment, c: AssignMeasure): boolean =>
  before.lead === c.lead && before.from === c.from && before.supporting.join() === c.supporting.join();

function unitsProblem({ lead, supporting }: AssignMeasure, units: Readonly<Record<string, UnitStanding>>): Refusal | undefined {
  const all = [lead, ...supporting];
  const repeated = all.find((unit, at) => all.indexOf(unit) !== at);
  if (repeated !== undefined) return refuse('plan.unit-named-twice', { unit: repeated }, 'body.supporting');
  return unitProblem(lead, units[lead], 'body.lead') ?? supporting.map((unit) => unitProblem(unit, units[unit], 'body.supporting')).find((no) => no !== undefined);
}

/** Why a unit cannot be given a part in the plan. */
export function unitProblem(unit: string, standing: UnitStanding | undefined, field: string): Refusal | undefined {
  if (standing === undefined || standing.status === 'unknown') return refuse('plan.unknown-unit', { unit }, field);
  return standing.status === 'gone' ? refuse('plan.unit-gone', { unit }, field) : undefined;
}

function assigned({ plan, no, lead, supporting, from }: AssignMeasure, units: Readonly<Record<string, UnitStanding>>): PlanEvent {
  const participants = [lead, ...supporting].flatMap((unit) => {
    const standing = units[unit];
    return standing && standing.status !== 'unknown' && standing.collective ? standing.members : [unit];
  });
  return { type: 'plan.MeasureAssigned', validAt: from, data: { plan, no, lead, supporting: [...supporting], from, participants: [...new Set(participants)] } };
}
