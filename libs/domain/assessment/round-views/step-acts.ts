import { isRefusal, type Refusal } from '#engine/kernel';
import { adjusting } from '../adjust-score/adjust-score.js';
import { calculating } from '../calculate-round/calculate-round.js';
import { opening } from '../check-on-site/open-sample.js';
import { checking } from '../check-on-site/record-site-check.js';
import { sealing } from '../check-on-site/seal-sample.js';
import { decidingBonuses } from '../claim-bonus/decide-bonus.js';
import { entering } from '../enter-deduction/entry-acts.js';
import { marking } from '../mark-items/mark-item.js';
import { cancelling } from '../open-round/cancel-round.js';
import { replanning } from '../open-round/replan-round.js';
import { correcting } from '../publish-results/correct-results.js';
import { requesting } from '../request-review/request-review.js';
import { roundFor, type RoundAct } from '../round-acts.js';
import type { OpenRound } from '../round.state.js';
import { returning } from '../self-assess/return-self-assessment.js';
import { selfAssessing } from '../self-assess/submit-self-assessment.js';

/** Acts beside the one that takes a round on, by name: each is possible at certain steps. */
const stepActs = {
  'self-assess': selfAssessing, 'return-self-assessment': returning, 'decide-bonus': decidingBonuses, 'check-on-site': checking, mark: marking, enter: entering, adjust: adjusting, 'seal-sample': sealing, 'open-sample': opening,
  'request-review': requesting, calculate: calculating, correct: correcting, replan: replanning, cancel: cancelling,
} as const satisfies Record<string, RoundAct>;

export const stepActNames = Object.keys(stepActs) as readonly (keyof typeof stepActs)[] as readonly [keyof typeof stepActs, ...(keyof typeof stepActs)[]];

/** Why an act is not one of the round's step; undefined when it is. */
export function stepProblem(name: keyof typeof stepActs, round: string, known: OpenRound): Refusal | undefined {
  const found = roundFor(known, { round }, stepActs[name]);
  return isRefusal(found) ? found : undefined;
}
