import { command, isRefusal, refuse } from '#engine/kernel';
import { scoreEffects, type ScoreEffect } from '../effects.js';
import { authorityOf, leadOf, reasonOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayDecideAbove } from '../supervision.policies.js';
import { reviewing } from './contest-effect.js';
import { reviewProblem, toldJudges } from './effect-review.js';

/** A review takes effects on the score away. Contested ones that are not named are upheld for the same reason. */
export interface LiftEffect extends FindingKey {
  /** Those that are lifted; all contested ones when absent. */
  readonly effects?: readonly ScoreEffect[];
  readonly reason?: string;
  readonly authority?: string;
}

export const liftEffect = command({
  name: 'supervision.LiftEffect',
  policy: mayDecideAbove,
  unit: leadOf,
  stream: (c: LiftEffect) => findingStream(c.finding),
  state: finding,
  told: toldJudges,
  decide: (state, c, context) =>
    onFinding(state, c, reviewing, (known) => {
      const no = reviewProblem(known, context.actor, context.told.judges);
      if (no) return no;
      const contested = known.effectContested!.effects;
      const stranger = c.effects?.find((kind) => !contested.includes(kind));
      if (stranger !== undefined) return refuse('supervision.not-contested', { number: known.number, effect: stranger }, 'body.effects');
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const authority = authorityOf(c, context);
      if (isRefusal(authority)) return authority;
      const effects = scoreEffects.filter((kind) => (c.effects ?? contested).includes(kind));
      const upheld = contested.filter((kind) => !effects.some((one) => one === kind));
      const about = aboutFinding(c, known);
      return [
        { type: 'supervision.EffectLifted' as const, data: { ...about, effects, reason, authority } },
        ...(upheld.length === 0 ? [] : [{ type: 'supervision.EffectUpheld' as const, data: { ...about, effects: upheld, reason } }]),
      ];
    }),
});
