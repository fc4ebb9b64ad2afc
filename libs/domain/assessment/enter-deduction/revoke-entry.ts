import { command, isRefusal, refuse } from '#engine/kernel';
import { mayEnter } from '../assessment.policies.js';
import { resultStream } from '../result.events.js';
import { result } from '../result.state.js';
import { documentOf, reasonOf, toldRound } from '../round-acts.js';
import { entryRound, type EntryKey } from './entry-acts.js';

/** Revoke a deduction, a record of conduct or a veto, with reason and document; both stay on the record. */
export interface RevokeEntry extends EntryKey {
  readonly reason?: string;
  readonly document?: string;
}

export const revokeEntry = command({
  name: 'assessment.RevokeEntry',
  policy: mayEnter,
  unit: (c: RevokeEntry) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  told: (c) => ({ round: toldRound(c) }),
  decide: (state, c, context) => {
    const known = entryRound(c, context, { zh: '撤销登记', en: 'relieved of an entry' });
    if (isRefusal(known)) return known;
    if (!state.entries.some(({ entry }) => entry === c.entry)) return refuse('assessment.unknown-entry', { entry: c.entry, unit: c.unit }, 'params.entry');
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const authority = documentOf(c, context);
    if (isRefusal(authority)) return authority;
    const { round, unit, entry } = c;
    return [{ type: 'assessment.EntryRevoked' as const, data: { round, unit, entry, reason, authority } }];
  },
});
