import { command, isRefusal } from '#engine/kernel';
import { leadOf, reasonOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayDecideAbove } from '../supervision.policies.js';
import { reviewing } from './contest-effect.js';
import { reviewProblem, toldJudges } from './effect-review.js';

/** A review leaves the effects on the score as they are, with the reason. */
export interface UpholdEffect extends FindingKey {
  readonly reason?: string;
}

export const upholdEffect = command({
  name: 'supervision.UpholdEffect',
  policy: mayDecideAbove,
  unit: leadOf,
  stream: (c: UpholdEffect) => findingStream(c.finding),
  state: finding,
  told: toldJudges,
  decide: (state, c, context) =>
    onFinding(state, c, reviewing, (known) => {
      const no = reviewProblem(known, context.actor, context.told.judges);
      if (no) return no;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      return [{ type: 'supervision.EffectUpheld', data: { ...aboutFinding(c, known), effects: [...known.effectContested!.effects], reason } }];
    }),
});
