import { command, isRefusal } from '#engine/kernel';
import { reasonOf } from '../finding-acts.js';
import { aboutMatter, ownMatterProblem, reportingUnit, step, type MatterKey } from '../matter-acts.js';
import { matterStream } from '../matter.events.js';
import { mayHandleMatters } from '../matter.policies.js';
import { matter } from '../matter.state.js';

/** A paper whose form is wrong goes back 退文, before anybody has instructed on it. */
export interface ReturnMatter extends MatterKey {
  readonly reason?: string;
}

export const returnMatter = command({
  name: 'supervision.ReturnMatter',
  policy: mayHandleMatters,
  unit: reportingUnit,
  stream: (c: ReturnMatter) => matterStream(c.matter),
  state: matter,
  decide: (state, c, context) => {
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    return step(state, c, {
      from: ['reported'],
      called: { zh: '退文', en: 'returned' },
      problem: (known) => ownMatterProblem(known, context.actor),
      fact: (known) => ({ type: 'supervision.MatterReturned', data: { ...aboutMatter(c, known), reason } }),
    });
  },
});
