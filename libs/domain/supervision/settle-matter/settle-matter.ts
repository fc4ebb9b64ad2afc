import { command, refuse, type Refusal } from '#engine/kernel';
import { aboutMatter, ownMatterProblem, reportingUnit, step, type MatterKey } from '../matter-acts.js';
import { matterStream, type MatterOutcome } from '../matter.events.js';
import { mayHandleMatters } from '../matter.policies.js';
import { matter, type KnownMatter } from '../matter.state.js';

/** A matter is settled 办结: a request is decided as the leadership instructed, a report is noted. */
export interface SettleMatter extends MatterKey {
  readonly outcome: MatterOutcome;
  readonly opinion?: string;
  /** Number of the reply 批复, where there is one. */
  readonly document?: string;
}

export const settleMatter = command({
  name: 'supervision.SettleMatter',
  policy: mayHandleMatters,
  unit: reportingUnit,
  stream: (c: SettleMatter) => matterStream(c.matter),
  state: matter,
  decide: (state, c, { actor }) =>
    step(state, c, {
      from: ['reported', 'instructed'],
      called: { zh: '办结', en: 'settled' },
      problem: (known) => ownMatterProblem(known, actor) ?? outcomeProblem(known, c),
      fact: (known) => {
        const { outcome, opinion, document } = c;
        return {
          type: 'supervision.MatterSettled',
          data: { ...aboutMatter(c, known), outcome, ...(opinion === undefined ? {} : { opinion }), ...(document === undefined ? {} : { document }) },
        };
      },
    }),
});

/** Only the leadership decides a request; a report asks for nothing that could be approved. */
function outcomeProblem({ status, matter: { kind } }: KnownMatter, { outcome }: SettleMatter): Refusal | undefined {
  if ((kind === 'report') !== (outcome === 'noted')) return refuse('supervision.outcome-does-not-fit', {}, 'body.outcome');
  return kind === 'request' && status === 'reported' ? refuse('supervision.request-not-instructed', {}) : undefined;
}
