import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { derivedId } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import type { Objector } from '../reward.events.js';
import { mayObjectToReward, mayRunRewards } from '../reward.policies.js';
import { evidenceField, personField, plainCode, present } from '../supervision-input.js';
import { objectToReward } from './object-to-reward.js';
import { publiciseReward } from './publicise-reward.js';
import { recommendReward } from './recommend-reward.js';
import { settleObjection } from './settle-objection.js';

const route = { method: 'POST', tag: 'supervision', access: mayRunRewards, command: true, params: z.strictObject({ reward: plainCode }) } as const;
const ordered = ['supervision.unknown-reward', 'supervision.reward-wrong-status', 'supervision.reward-own-unit'] as const;

const recommend = endpoint({
  ...route, path: '/rewards/:reward/recommendation',
  summary: { zh: '督查激励推荐申报', en: 'Recommend a reward upwards' },
  body: z.strictObject({ to: textField(200), document: textField(200) }),
  reply: receiptReply,
  refusals: ordered,
});

const publicise = endpoint({
  ...route, path: '/rewards/:reward/publicity',
  summary: { zh: '督查激励公示（不少于 5 个工作日）', en: 'Put a reward before the public, for five working days at least' },
  body: z.strictObject({ from: dateField, to: dateField, where: textField(200) }),
  reply: receiptReply,
  refusals: [...ordered, 'supervision.publicity-ends-before-it-begins', 'supervision.publicity-too-short', 'supervision.publicity-over', 'calendar.year-not-published'],
});

const objectorField = z.union([
  z.strictObject({ kind: z.literal('unit'), unit: plainCode }),
  z.strictObject({ kind: z.literal('public'), person: personField.optional() }).transform((by): Objector => present(by)),
]);

const object = endpoint({
  ...route, access: mayObjectToReward, path: '/rewards/:reward/objections', status: 201,
  summary: { zh: '对公示提出或登记异议', en: 'Object to a publicised reward, or record an objection that came in' },
  body: z.strictObject({ objection: plainCode.optional(), by: objectorField, content: textField(4_000), evidence: evidenceField, receivedOn: dateField.optional() }),
  reply: receiptReply.extend({ objection: z.string() }),
  refusals: [
    'supervision.unknown-reward', 'supervision.evidence-unknown', 'supervision.not-in-publicity', 'supervision.reward-objection-exists',
    'supervision.reward-objection-out-of-time', 'supervision.reward-objection-of-another-day',
  ],
});

const settle = endpoint({
  ...route, path: '/rewards/:reward/objections/:objection/settlement', params: z.strictObject({ reward: plainCode, objection: plainCode }),
  summary: { zh: '处理公示异议：成立或不成立', en: 'Settle an objection: upheld or dismissed' },
  body: z.strictObject({ outcome: z.enum(['upheld', 'dismissed']), opinion: textField(2_000) }),
  reply: receiptReply,
  refusals: [
    'supervision.unknown-reward', 'supervision.unknown-reward-objection', 'supervision.reward-objection-settled', 'supervision.reward-decided',
    'supervision.own-reward-objection', 'supervision.reward-own-unit',
  ],
});

@Controller()
export class PubliciseRewardHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(recommend)
  async recommend(@Input() { params, body }: InputOf<typeof recommend>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(recommendReward, { ...params, ...body }, envelope));
  }

  @Handle(publicise)
  async publicise(@Input() { params, body }: InputOf<typeof publicise>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(publiciseReward, { ...params, ...body }, envelope));
  }

  @Handle(object)
  async object(@Input() { params, body }: InputOf<typeof object>, @From() { actor, envelope }: Caller) {
    const { objection = derivedId(envelope.commandId, 'objection'), ...given } = body;
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return { ...receipt(await this.commands.send(objectToReward, { ...params, ...present(given), objection, evidence }, envelope)), objection };
  }

  @Handle(settle)
  async settle(@Input() { params, body }: InputOf<typeof settle>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(settleObjection, { ...params, ...body }, envelope));
  }
}
