import { command, isRefusal, refuse, told } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { findingEffects, scoreEffects, type ScoreEffect } from '../effects.js';
import { leadOf, leadProblem, reasonOf, type FindingAct } from '../finding-acts.js';
import { findingStatuses, finding } from '../finding.state.js';
import { findingStream } from '../finding.events.js';
import { aboutFinding, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayAnswer } from '../supervision.policies.js';

/** The lead unit asks for a review of what a finding does to its score 申请复核扣分依据. */
export interface ContestEffect extends FindingKey {
  readonly unit: string;
  readonly effects: readonly ScoreEffect[];
  readonly reason?: string;
  readonly evidence: readonly EvidenceReference[];
}

/** A score is reviewed whether or not the matter is settled, and also while it rests. */
export const reviewing: FindingAct = { from: findingStatuses.filter((status) => status !== 'withdrawn'), called: { zh: '复核扣分依据', en: 'reviewed' }, whileSuspended: true };

export const contestEffect = command({
  name: 'supervision.ContestEffect',
  policy: mayAnswer,
  unit: leadOf,
  stream: (c: ContestEffect) => findingStream(c.finding),
  state: finding,
  told: (c) => ({ effects: told(findingStream(c.finding), findingEffects) }),
  decide: (state, c, context) =>
    onFinding(state, c, reviewing, (known) => {
      const { number } = known;
      const no = leadProblem(known, c.unit);
      if (no) return no;
      if (known.effectContested) return refuse('supervision.contest-pending', { number });
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const here = context.told.effects.of?.effects.map(({ kind }) => kind) ?? [];
      const absent = c.effects.filter((kind) => !here.includes(kind));
      if (absent.length > 0 || c.effects.length === 0) return refuse('supervision.no-such-effect', { number, effects: absent.join('、'), effectsEn: absent.join(', ') }, 'body.effects');
      const effects = scoreEffects.filter((kind) => c.effects.includes(kind));
      return [{ type: 'supervision.EffectContested', data: { ...aboutFinding(c, known), effects, reason, evidence: [...c.evidence] } }];
    }),
});
