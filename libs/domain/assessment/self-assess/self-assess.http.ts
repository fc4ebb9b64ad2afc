import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Recorded } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { dateField, decimalField, endpoint, From, Handle, Input, notFound, receipt, receiptReply, textField, viewQuery, type Caller, type InputOf } from '#engine/http';
import { groupFor } from '../assessed-scheme.state.js';
import { claimField, evidenceField, plainCode, present, reasonField, roundParams, schemeCode, unitParams } from '../assessment-input.js';
import { mayRunRounds, maySeeResults, maySelfAssess } from '../assessment.policies.js';
import { AssessmentEvidence, referencesOf } from '../evidence-index.js';
import { bonusClaim, leafClaim, resultStream, type ResultEvent } from '../result.events.js';
import { factsOf, knownOfRound, positionAsked, schemeFrom, visibleRound } from '../round-facts.http.js';
import { closeSelfAssessment } from './close-self-assessment.js';
import { returnSelfAssessment } from './return-self-assessment.js';
import { formOf, pageOf } from './self-assessment-page.js';
import { submitSelfAssessment } from './submit-self-assessment.js';

const route = { tag: 'assessment', params: unitParams } as const;
const write = { ...route, method: 'POST', command: true } as const;
const read = { ...route, method: 'GET', access: maySeeResults, query: z.strictObject(viewQuery) } as const;
const bilingual = z.object({ zh: z.string(), en: z.string() });
const evidenceReply = bonusClaim.shape.evidence;

const item = z.strictObject({ node: schemeCode, claim: claimField.default({}), note: textField(4_000).optional(), evidence: evidenceField });
const bonus = z.strictObject({ claim: plainCode, rule: schemeCode, matter: textField(500), level: schemeCode, documentType: schemeCode, document: textField(200).optional(), evidence: evidenceField });

const submit = endpoint({
  ...write, path: '/rounds/:round/units/:unit/self-assessment', access: maySelfAssess,
  summary: { zh: '提交自评报告；自评结束前可重新提交；没有佐证的内容不计分', en: 'Submit a self-assessment, again until it is closed; what has no evidence scores nothing' },
  body: z.strictObject({
    items: z.array(item).max(500), bonuses: z.array(bonus).max(100).default([]), situation: textField(20_000), problems: textField(20_000), nextSteps: textField(20_000), selfScore: decimalField,
  }),
  /** `notCounting`: leaves and bonus claims that came without evidence. */
  reply: receiptReply.extend({ notCounting: z.array(z.string()) }),
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.unit-not-in-round', 'assessment.evidence-unknown', 'assessment.named-twice', 'assessment.not-a-leaf', 'assessment.claim-of-wrong-kind',
    'assessment.not-a-figure', 'assessment.unknown-level', 'assessment.unknown-item', 'assessment.unknown-bonus-rule', 'assessment.bonus-level-not-listed', 'assessment.bonus-document-not-listed',
    'assessment.bonus-needs-document', 'assessment.self-score-out-of-range',
  ],
});

const giveBack = endpoint({
  ...write, path: '/rounds/:round/units/:unit/self-assessment/return', access: mayRunRounds,
  summary: { zh: '退回自评报告（须原因，可另定期限）', en: 'Give a self-assessment back, with a reason and perhaps a day' },
  body: z.strictObject({ reason: reasonField, resubmitBy: dateField.optional() }).optional(), reply: receiptReply,
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.unit-not-in-round', 'assessment.own-unit', 'assessment.nothing-to-return', 'assessment.reason-required', 'assessment.resubmit-in-the-past',
  ],
});

const close = endpoint({
  ...write, path: '/rounds/:round/self-assessment/closing', access: mayRunRounds, params: roundParams,
  summary: { zh: '结束自评，列出未提交的单位；提前结束须原因', en: 'Close self-assessment and name the units without one; early only with a reason' },
  body: z.strictObject({ reason: reasonField }).optional(), reply: receiptReply,
  refusals: ['assessment.unknown-round', 'assessment.wrong-step', 'assessment.self-assessment-open', 'assessment.units-moved-on'],
});

const page = endpoint({
  ...read, path: '/rounds/:round/units/:unit/self-assessment',
  summary: { zh: '一个单位的自评报告：每项是否计分、加分是否认定', en: "A unit's self-assessment: which claims count, and what became of the bonus claims" },
  reply: z.object({
    round: z.string(), unit: z.string(), submittedAt: z.string(), situation: z.string(), problems: z.string(), nextSteps: z.string(), selfScore: z.string(), late: z.boolean(),
    returned: z.object({ reason: z.string(), resubmitBy: z.string().optional() }).nullable(),
    items: z.array(z.object({ node: z.string(), claim: leafClaim, note: z.string().optional(), evidence: evidenceReply, counts: z.boolean() })),
    bonuses: z.array(z.object({ ...bonusClaim.shape, counts: z.boolean(), accepted: z.boolean().nullable() })), position: z.number().int(),
  }),
});

const form = endpoint({
  ...read, path: '/rounds/:round/units/:unit/self-assessment-form',
  summary: { zh: '自评表：可申报的指标和加分规则', en: 'What a unit can claim: leaves of its tree and rules for bonuses' },
  reply: z.object({
    round: z.string(), unit: z.string(), group: z.string(), title: bilingual, scale: z.string(),
    leaves: z.array(z.object({
      node: z.string(), title: bilingual, indicator: z.string(), points: z.string().nullable(), takes: z.enum(['figure', 'level', 'counts', 'marks']), levels: z.array(z.string()), items: z.array(z.string()),
    })),
    bonusRules: z.array(z.object({ rule: z.string(), title: bilingual, documentTypes: z.array(z.string()), points: z.record(z.string(), z.string()), cap: z.string().nullable() })), position: z.number().int(),
  }),
});

@Controller()
export class SelfAssessHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>,
    @Inject(AssessmentEvidence) private readonly evidence: AssessmentEvidence,
  ) {}

  @Handle(submit)
  async submit(@Input() { params, body }: InputOf<typeof submit>, @From() { actor, envelope }: Caller) {
    const { scheme } = await knownOfRound(this.log, params.round);
    const proven = async <T extends { readonly evidence: readonly string[] }>(one: T) => ({ ...one, evidence: await referencesOf(one.evidence, actor, this.evidence) });
    const items = (await Promise.all(body.items.map(proven))).map((one) => present(one));
    const bonuses = (await Promise.all(body.bonuses.map(proven))).map((one) => present(one));
    const done = receipt(await this.commands.send(submitSelfAssessment, { ...params, ...body, items, bonuses, scheme }, envelope));
    const without = <T extends { readonly evidence: readonly unknown[] }>(claims: readonly T[]) => claims.filter(({ evidence }) => evidence.length === 0);
    return { ...done, notCounting: [...without(items).map(({ node }) => node), ...without(bonuses).map(({ claim }) => claim)] };
  }

  @Handle(giveBack)
  async giveBack(@Input() { params, body }: InputOf<typeof giveBack>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(returnSelfAssessment, { ...params, ...present(body ?? {}) }, envelope));
  }

  @Handle(close)
  async close(@Input() { params, body }: InputOf<typeof close>, @From() { envelope }: Caller) {
    const { units } = await knownOfRound(this.log, params.round);
    return receipt(await this.commands.send(closeSelfAssessment, { ...params, units, ...present(body ?? {}) }, envelope));
  }

  @Handle(page)
  async page(@Input() { params, query }: InputOf<typeof page>, @From() { actor }: Caller) {
    const position = await positionAsked(this.log, query);
    await visibleRound(this.log, params, actor, position);
    const found = pageOf((await factsOf(this.log, resultStream(params.round, params.unit), position)) as readonly Recorded<ResultEvent>[]);
    if (!found) throw notFound(params);
    return { ...found, position };
  }

  @Handle(form)
  async form(@Input() { params, query }: InputOf<typeof form>, @From() { actor }: Caller) {
    const position = await positionAsked(this.log, query);
    const known = await visibleRound(this.log, params, actor, position);
    return { ...params, ...formOf(groupFor(known, await schemeFrom(this.log, known.scheme.id, position), params.unit)), position };
  }
}
