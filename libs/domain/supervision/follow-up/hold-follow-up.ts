import { command, isRefusal } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { leadOf, type FindingAct } from '../finding-acts.js';
import { findingStream, type TimeAllowed } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, checkerProblem, deadlineFrom, onFinding, toldReckoning, type FindingKey } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';

/**
 * A follow-up 回头看 of a closed finding: it holds 巩固, or it has relapsed 反弹. A relapse opens it again in the same act, under its
 * number and with new time; the facts found are the reason.
 */
export type HoldFollowUp = FindingKey & {
  readonly facts: string;
  readonly evidence: readonly EvidenceReference[];
} & ({ readonly result: 'consolidated' } | { readonly result: 'relapsed'; readonly due: TimeAllowed });

const following: FindingAct = { from: ['closed'], called: { zh: '回头看', en: 'followed up' } };

export const holdFollowUp = command({
  name: 'supervision.HoldFollowUp',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: HoldFollowUp) => findingStream(c.finding),
  state: finding,
  told: () => toldReckoning(),
  decide: (state, c, { actor, now, told }) =>
    onFinding(state, c, following, (known) => {
      const no = checkerProblem(known, actor);
      if (no) return no;
      const { facts, result } = c;
      const about = aboutFinding(c, known);
      const held = { type: 'supervision.FollowUpHeld' as const, data: { ...about, result, facts, evidence: [...c.evidence] } };
      if (c.result === 'consolidated') return [held];
      const deadline = deadlineFrom(c.due, now, told, 'body.due');
      return isRefusal(deadline) ? deadline : [held, { type: 'supervision.FindingReopened' as const, data: { ...about, reason: facts, count: known.relapses + 1, deadline } }];
    }),
});
