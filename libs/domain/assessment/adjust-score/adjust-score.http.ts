import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { decimalField, endpoint, From, Handle, Input, receipt, receiptReply, Refused, type Caller, type InputOf } from '#engine/http';
import { documentField, evidenceField, plainCode, present, reasonField, schemeCode } from '../assessment-input.js';
import { RoundCalculator } from '../calculate-round/round-calculator.js';
import { mayAdjustScores } from '../calculation.policies.js';
import { AssessmentEvidence, referencesOf } from '../evidence-index.js';
import { unitsOfRound } from '../round.state.js';
import { adjustScore, type WithRooms } from './adjust-score.js';
import { roomsAt } from './node-room.js';

const adjustment = endpoint({
  method: 'POST', path: '/rounds/:round/results/:unit/adjustments/:adjustment', tag: 'assessment', access: mayAdjustScores, command: true,
  summary: { zh: '调整一个单位某一项目的得分（须有理由，并有佐证或文号）', en: 'Adjust a node of a unit’s score, with a reason and evidence or a document' },
  params: z.strictObject({ round: plainCode, unit: plainCode, adjustment: plainCode }),
  body: z.strictObject({ node: schemeCode, delta: decimalField, reason: reasonField, document: documentField, evidence: evidenceField }),
  reply: receiptReply,
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.unit-not-in-round', 'assessment.own-unit', 'assessment.adjustment-exists', 'assessment.basis-moved-on', 'assessment.node-not-on-sheet',
    'assessment.no-points', 'assessment.node-not-scored', 'assessment.points-out-of-range', 'assessment.reason-required', 'assessment.document-required', 'assessment.adjustment-without-basis', 'assessment.evidence-unknown',
  ],
});

@Controller()
export class AdjustScoreHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(RoundCalculator) private readonly calculator: RoundCalculator,
    @Inject(AssessmentEvidence) private readonly evidence: AssessmentEvidence,
  ) {}

  @Handle(adjustment)
  async adjust(@Input() { params, body }: InputOf<typeof adjustment>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.evidence);
    return receipt(await this.commands.send(adjustScore, { ...params, ...present(body), evidence, ...(await this.rooms(params, body.node)) }, envelope));
  }

  /** Nothing where there is no sheet: the decision says why. */
  private async rooms({ round, unit }: { readonly round: string; readonly unit: string }, node: string): Promise<WithRooms> {
    const scored = await this.calculator.scored(round);
    if (isRefusal(scored) && scored.refused !== 'assessment.unknown-round' && scored.refused !== 'assessment.not-calculated') throw new Refused(scored);
    if (isRefusal(scored) || !unitsOfRound(scored.of.known).includes(unit)) return { rooms: [], run: 0 };
    return { rooms: roomsAt(scored.scores.sheet(unit), node), run: scored.fact.data.run };
  }
}
