import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers, isRefusal, refuse } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { decimalField, endpoint, From, Handle, Input, receipt, receiptReply, Refused, type Caller, type InputOf } from '#engine/http';
import { roomProblem } from '../adjust-score/node-room.js';
import { documentField, evidenceField, present, reasonField, schemeCode } from '../assessment-input.js';
import { mayDecideReviews } from '../assessment.policies.js';
import { RoundCalculator } from '../calculate-round/round-calculator.js';
import { AssessmentEvidence, referencesOf } from '../evidence-index.js';
import { reviewParams } from '../request-review/request-review.http.js';
import { decideReview, type WithShown } from './decide-review.js';
import { shownEffect } from './shown-effect.http.js';

const path = '/rounds/:round/results/:unit/reviews/:request';
const text = z.string().nullable();
const rank = z.number().int().nullable();
const change = z.object({ scoreFrom: text, scoreTo: text, gradeFrom: text, gradeTo: text, rankFrom: rank, rankTo: rank });

const preview = endpoint({
  method: 'GET', path: `${path}/preview`, tag: 'assessment', access: mayDecideReviews, sensitive: true, params: reviewParams,
  summary: { zh: '预览更正的影响：本单位和其他变动单位的得分、等次、排名', en: 'What a correction would do to score, grade and rank of the unit and of every other unit that moves' },
  query: z.strictObject({ delta: decimalField, node: schemeCode.optional() }),
  reply: z.object({
    effect: change, others: z.array(change.extend({ unit: z.string() })), node: z.object({ code: z.string(), obtained: text, possible: text }),
    /** To be sent with the decision as `previewedAt`. */
    position: z.number().int(),
  }),
  refusals: [
    'assessment.unknown-round', 'assessment.unknown-review', 'assessment.review-settled', 'assessment.node-required', 'assessment.node-not-contested', 'assessment.node-not-on-sheet', 'assessment.no-points',
    'assessment.node-not-scored', 'assessment.points-out-of-range', 'assessment.scheme-not-as-published', 'assessment.engine-not-kept', 'assessment.not-calculated',
  ],
});

const correction = {
  outcome: z.literal('corrected'), node: schemeCode.optional(), delta: decimalField, document: documentField, evidence: evidenceField, previewedAt: z.int().min(0), reason: reasonField,
};

const decision = endpoint({
  method: 'POST', path: `${path}/decision`, tag: 'assessment', command: true, access: mayDecideReviews, params: reviewParams, reply: receiptReply,
  summary: { zh: '复核决定：维持、更正（须先预览影响）或重新核查', en: 'Decide on a review: uphold, correct (after a preview of the effect), or have the unit checked again' },
  body: z.discriminatedUnion('outcome', [z.strictObject({ outcome: z.enum(['upheld', 're-check']), reason: reasonField }), z.strictObject(correction)]),
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.unknown-review', 'assessment.review-settled', 'assessment.own-unit', 'assessment.own-review', 'assessment.own-scoring', 'assessment.reason-required',
    'assessment.node-required', 'assessment.node-not-contested', 'assessment.node-not-on-sheet', 'assessment.preview-moved-on', 'assessment.no-points', 'assessment.node-not-scored', 'assessment.points-out-of-range', 'assessment.evidence-unknown',
  ],
});

@Controller()
export class DecideReviewHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: EventStore,
    @Inject(RoundCalculator) private readonly calculator: RoundCalculator,
    @Inject(AssessmentEvidence) private readonly evidence: AssessmentEvidence,
  ) {}

  @Handle(preview)
  async preview(@Input() { params, query }: InputOf<typeof preview>, @From() { actor }: Caller) {
    if (!covers(mayDecideReviews.scope(actor), params.unit)) throw new Refused(refuse('command.forbidden', { policy: mayDecideReviews.code }));
    const shown = await shownEffect(this.log, this.calculator, params, query);
    if (isRefusal(shown)) throw new Refused(shown);
    const { effect, others, rooms: [own, ...above], adjustments, position } = shown;
    if (!own) throw new Refused(refuse('assessment.node-not-on-sheet', { node: query.node ?? '' }, 'query.node'));
    const problem = roomProblem([own, ...above], query.delta, adjustments);
    if (problem) throw new Refused(problem);
    return { effect, others, node: { code: own.code, obtained: own.obtained, possible: own.possible }, position };
  }

  @Handle(decision)
  async decide(@Input() { params, body }: InputOf<typeof decision>, @From() { actor, envelope }: Caller) {
    if (body.outcome !== 'corrected') return receipt(await this.commands.send(decideReview, { ...params, ...present(body) }, envelope));
    const evidence = await referencesOf(body.evidence, actor, this.evidence);
    const shown = await shownEffect(this.log, this.calculator, params, body);
    // What cannot be shown is refused by the decision itself, with its own reason.
    const added: WithShown = isRefusal(shown) ? {} : { shown: { effect: shown.effect, basisAt: shown.basisAt, rooms: shown.rooms } };
    return receipt(await this.commands.send(decideReview, { ...params, ...present(body), evidence, ...added }, envelope));
  }
}
