import { command, isRefusal, refuse } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { documentOf, reasonOf, roundFor, type RoundAct, type RoundKey } from '../round-acts.js';
import { roundStream } from '../round.events.js';
import { round } from '../round.state.js';
import { toldYear, type YearKey } from './assessment-year.state.js';

/**
 * Call a round off before its results are published, with reason and document. `plan` and `year` are added by the edge: the groups were
 * left to another round by the command that is sent with this one.
 */
export interface CancelRound extends RoundKey, YearKey {
  readonly reason?: string;
  readonly document?: string;
}

/** A round can be called off until it is published. */
export const cancelling: RoundAct = { at: ['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified', 'confirmed'], called: { zh: '撤销', en: 'cancel the round' } };

export const cancelRound = command({
  name: 'assessment.CancelRound',
  policy: mayRunRounds,
  stream: (c: CancelRound) => roundStream(c.round),
  state: round,
  stated: ({ plan: _plan, year: _year, ...asked }) => asked,
  told: (c) => ({ year: toldYear(c) }),
  decide: (state, c, context) => {
    const known = roundFor(state, c, cancelling);
    if (isRefusal(known)) return known;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const authority = documentOf(c, context);
    if (isRefusal(authority)) return authority;
    if (known.plan !== c.plan || known.year !== c.year || Object.values(context.told.year).includes(c.round)) return refuse('assessment.units-moved-on');
    return [{ type: 'assessment.RoundCancelled' as const, data: { round: c.round, reason, authority } }];
  },
});
