import { command, refuse, told, type Refusal } from '#engine/kernel';
import { unitStream, type UnitEvent } from '../units.events.js';
import { unit, type UnitState } from '../unit.state.js';
import { mayManageUnits } from '../units.policies.js';
import { endDateProblem, endedProblem, leavingWith } from './ended-problem.js';

/** A unit goes into another from a date on. The document is the command's authority. */
export interface MergeUnits {
  readonly code: string;
  /** The unit that takes over. */
  readonly into: string;
  /** First day on which only the successor is left. */
  readonly from: string;
}

export const mergeUnits = command({
  name: 'units.MergeUnits',
  policy: mayManageUnits,
  stream: (c: MergeUnits) => unitStream(c.code),
  state: unit,
  told: (c) => ({ successor: told(unitStream(c.into), unit) }),
  decide: (state, c, { told: { successor }, authority }) => {
    if (state.status === 'unknown') return refuse('units.unknown-unit', { code: c.code }, 'params.code');
    const no = endedProblem(state, c.code) ?? successorProblem(c, successor) ?? endDateProblem(state, c.code, c.from);
    if (no) return no;
    if (authority === undefined) return refuse('units.document-required', {}, 'header.x-authority');
    const merged: UnitEvent = { type: 'units.UnitMerged', validAt: c.from, data: { code: c.code, into: c.into, from: c.from, document: authority } };
    return [merged, ...leavingWith(state, c.code, c.from, authority)];
  },
});

function successorProblem({ code, into }: MergeUnits, successor: UnitState): Refusal | undefined {
  if (into === code) return refuse('units.into-itself', { code }, 'body.into');
  if (successor.status === 'unknown') return refuse('units.unknown-unit', { code: into }, 'body.into');
  return successor.status === 'active' ? undefined : refuse('units.unit-gone', { code: into, from: successor.goneFrom ?? '' }, 'body.into');
}
