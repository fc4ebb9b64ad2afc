import { command, isRefusal, refuse } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { roundFor, statedReason, today, type RoundKey } from '../round-acts.js';
import { roundStream } from '../round.events.js';
import { round } from '../round.state.js';

/**
 * Freeze the data 数据冻结: reports, targets and supervision count as known at `position`, the head of the log as the edge finds it. Once
 * the day for site checks has passed, before it with a reason; never while a sample is sealed.
 */
export interface FreezeData extends RoundKey {
  readonly position: number;
  readonly reason?: string;
}

export const freezeData = command({
  name: 'assessment.FreezeData',
  policy: mayRunRounds,
  stream: (c: FreezeData) => roundStream(c.round),
  state: round,
  stated: ({ position: _, ...asked }) => asked,
  decide: (state, c, context) => {
    const known = roundFor(state, c, { at: ['site-checks'], called: { zh: '冻结数据', en: 'freeze the data' } });
    if (isRefusal(known)) return known;
    const sealed = known.samples.filter(({ drawn }) => drawn === undefined).map(({ sample }) => sample);
    if (sealed.length > 0) return refuse('assessment.samples-sealed', { samples: sealed.join(' · ') });
    const early = today(context) <= known.calendar.siteChecksBy;
    const reason = early ? statedReason(c, context) : undefined;
    if (early && reason === undefined) return refuse('assessment.site-checks-open', { day: known.calendar.siteChecksBy }, 'body.reason');
    return [{ type: 'assessment.DataFrozen' as const, data: { round: c.round, position: c.position, ...(reason === undefined ? {} : { reason }) } }];
  },
});
