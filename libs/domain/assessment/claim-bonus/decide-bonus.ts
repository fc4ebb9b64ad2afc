import { command, isRefusal, refuse } from '#engine/kernel';
import { mayEnter } from '../assessment.policies.js';
import { resultStream } from '../result.events.js';
import { result } from '../result.state.js';
import { ownUnitProblem, reasonOf, roundFor, toldRound, unitProblem, type RoundAct, type UnitKey } from '../round-acts.js';
import { hasEvidence, hasSelfAssessed } from '../self-assess/counting-claims.js';

/** Accept or reject a bonus claim 加分认定, with a reason. Which points follow is the scheme's matter; the decision may change until results are notified. */
export interface DecideBonus extends UnitKey {
  readonly claim: string;
  readonly accepted: boolean;
  readonly reason?: string;
}

/** Bonus claims are decided once self-assessment is closed, until results are notified. */
export const decidingBonuses: RoundAct = { at: ['site-checks', 'frozen', 'calculated'], called: { zh: '认定加分', en: 'decide a bonus claim' } };

export const decideBonus = command({
  name: 'assessment.DecideBonus',
  policy: mayEnter,
  unit: (c: DecideBonus) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  told: (c) => ({ round: toldRound(c) }),
  decide: (state, c, context) => {
    const known = roundFor(context.told.round, c, decidingBonuses);
    if (isRefusal(known)) return known;
    const no = unitProblem(known, c.unit) ?? ownUnitProblem(context.actor, c.unit);
    if (no) return no;
    const claimed = hasSelfAssessed(state) ? state.selfAssessment?.bonuses.find(({ claim }) => claim === c.claim) : undefined;
    if (!claimed) return refuse('assessment.unknown-bonus-claim', { claim: c.claim, unit: c.unit }, 'params.claim');
    if (state.bonusDecisions[c.claim]?.accepted === c.accepted) return [];
    if (c.accepted && !hasEvidence(claimed)) return refuse('assessment.bonus-without-evidence', { claim: c.claim });
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const { round, unit, claim, accepted } = c;
    return [{ type: 'assessment.BonusDecided' as const, data: { round, unit, claim, accepted, reason } }];
  },
});
