import { command, refuse } from '#engine/kernel';
import { unitStream, type UnitEvent } from '../units.events.js';
import { unit } from '../unit.state.js';
import { mayManageUnits } from '../units.policies.js';
import { endDateProblem, endedProblem, leavingWith } from './ended-problem.js';

/** A unit ends without a successor. The document is the command's authority. */
export interface CloseUnit {
  readonly code: string;
  /** First day without it. */
  readonly from: string;
}

export const closeUnit = command({
  name: 'units.CloseUnit',
  policy: mayManageUnits,
  stream: (c: CloseUnit) => unitStream(c.code),
  state: unit,
  decide: (state, { code, from }, { authority }) => {
    if (state.status === 'unknown') return refuse('units.unknown-unit', { code }, 'params.code');
    const no = endedProblem(state, code) ?? endDateProblem(state, code, from);
    if (no) return no;
    if (authority === undefined) return refuse('units.document-required', {}, 'header.x-authority');
    const closed: UnitEvent = { type: 'units.UnitClosed', validAt: from, data: { code, from, document: authority } };
    return [closed, ...leavingWith(state, code, from, authority)];
  },
});
