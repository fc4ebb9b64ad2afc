import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { evidenceField, plainCode, present, reasonField, schemeCode, unitParams } from '../assessment-input.js';
import { mayDecideReviews, maySelfAssess } from '../assessment.policies.js';
import { AssessmentEvidence, referencesOf } from '../evidence-index.js';
import { knownOfRound } from '../round-facts.http.js';
import { requestReview } from './request-review.js';
import { stayResult } from './stay-result.js';
import { withdrawReview } from './withdraw-review.js';

/** Path places of one request for review. */
export const reviewParams = unitParams.extend({ request: plainCode });

const path = '/rounds/:round/results/:unit/reviews/:request';
const route = { method: 'POST', tag: 'assessment', command: true, params: reviewParams, reply: receiptReply } as const;
const standing = ['assessment.unknown-round', 'assessment.wrong-step', 'assessment.reason-required'] as const;

const request = endpoint({
  ...route, path, access: maySelfAssess,
  summary: { zh: '申请复核某一项得分、总分（total）或等次（grade），须附佐证', en: 'Ask for a review of a node of the sheet, of the total or of the grade, with evidence' },
  body: z.strictObject({ node: schemeCode, claim: textField(2_000), reason: reasonField, evidence: evidenceField }),
  status: 201,
  refusals: [
    ...standing, 'assessment.unit-not-in-round', 'assessment.review-too-late', 'assessment.node-not-on-sheet', 'assessment.review-exists', 'assessment.review-open', 'assessment.review-decided',
    'assessment.review-without-evidence', 'assessment.evidence-unknown', 'calendar.year-not-published',
  ],
});

const withdrawal = endpoint({
  ...route, path: `${path}/withdrawal`, access: maySelfAssess,
  summary: { zh: '撤回复核申请', en: 'Withdraw a request for review' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: [...standing, 'assessment.unknown-review', 'assessment.review-settled'],
});

const stay = endpoint({
  ...route, path: `${path}/stay`, access: mayDecideReviews,
  summary: { zh: '复核期间暂缓执行该单位的结果', en: 'Stay the effect of the unit’s result while the request is open' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: [...standing, 'assessment.own-unit', 'assessment.unknown-review', 'assessment.review-settled'],
});

@Controller()
export class RequestReviewHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: EventStore,
    @Inject(AssessmentEvidence) private readonly evidence: AssessmentEvidence,
  ) {}

  @Handle(request)
  async request(@Input() { params, body }: InputOf<typeof request>, @From() { actor, envelope }: Caller) {
    const { scheme } = await knownOfRound(this.log, params.round);
    const evidence = await referencesOf(body.evidence, actor, this.evidence);
    return receipt(await this.commands.send(requestReview, { ...params, ...present(body), evidence, scheme }, envelope));
  }

  @Handle(withdrawal)
  async withdraw(@Input() { params, body }: InputOf<typeof withdrawal>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(withdrawReview, { ...params, ...present(body ?? {}) }, envelope));
  }

  @Handle(stay)
  async stay(@Input() { params, body }: InputOf<typeof stay>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(stayResult, { ...params, ...present(body ?? {}) }, envelope));
  }
}
