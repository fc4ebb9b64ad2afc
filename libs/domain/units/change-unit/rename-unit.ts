import { command, refuse, type Bilingual } from '#engine/kernel';
import { unitStream, type UnitEvent } from '../units.events.js';
import { unit } from '../unit.state.js';
import { mayManageUnits } from '../units.policies.js';
import { endedProblem } from './ended-problem.js';

/** Give a unit another name from a date on; before it, the old name stays right. The document is the command's authority. */
export interface RenameUnit {
  readonly code: string;
  readonly name: Bilingual;
  readonly fullName?: string;
  readonly from: string;
}

export const renameUnit = command({
  name: 'units.RenameUnit',
  policy: mayManageUnits,
  stream: (c: RenameUnit) => unitStream(c.code),
  state: unit,
  decide: (state, c, { authority }) => {
    if (state.status === 'unknown') return refuse('units.unknown-unit', { code: c.code }, 'params.code');
    const last = state.names.at(-1)!;
    if (last.name.zh === c.name.zh && last.name.en === c.name.en && last.fullName === c.fullName) return [];
    const no = endedProblem(state, c.code);
    if (no) return no;
    if (c.from <= last.from) return refuse('units.not-after-last-name', { code: c.code, from: c.from, last: last.from }, 'body.from');
    if (authority === undefined) return refuse('units.document-required', {}, 'header.x-authority');
    const { code, name, fullName, from } = c;
    const renamed: UnitEvent = {
      type: 'units.UnitRenamed', validAt: from,
      data: { code, name, from, document: authority, ...(fullName === undefined ? {} : { fullName }) },
    };
    return [renamed];
  },
});
