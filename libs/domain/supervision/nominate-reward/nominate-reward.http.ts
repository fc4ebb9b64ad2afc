import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { derivedId } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { mayNominate } from '../reward.policies.js';
import { rewardLevels } from '../reward.events.js';
import { evidenceField, plainCode, present, reasonField } from '../supervision-input.js';
import { nominateReward } from './nominate-reward.js';
import { withdrawReward } from './withdraw-reward.js';

const route = { method: 'POST', tag: 'supervision', access: mayNominate, command: true } as const;

const nominate = endpoint({
  ...route, path: '/rewards', status: 201,
  summary: { zh: '督查激励自荐或提名；初审退回后以同一编号重报', en: 'Bring a unit forward for a reward; one that the review returned, anew under its code' },
  body: z.strictObject({
    /** Derived from the request when absent. */
    reward: plainCode.optional(),
    year: z.int().min(2_000).max(2_200), level: z.enum(rewardLevels), policyItem: textField(200), unit: plainCode, plan: plainCode.optional(), measure: z.int().min(1).max(999).optional(),
    grounds: textField(4_000), evidence: evidenceField, form: textField(200).optional(),
  }),
  reply: receiptReply.extend({ reward: z.string() }),
  refusals: ['supervision.evidence-unknown', 'supervision.reward-exists', 'supervision.unknown-unit', 'supervision.reward-year-ahead', 'supervision.reward-evidence-required'],
});

const withdraw = endpoint({
  ...route, path: '/rewards/:reward/withdrawal',
  summary: { zh: '撤回自荐或提名', en: 'Withdraw a nomination' },
  params: z.strictObject({ reward: plainCode }),
  body: z.strictObject({ reason: reasonField }).optional(),
  reply: receiptReply,
  refusals: ['supervision.unknown-reward', 'supervision.reward-wrong-status', 'supervision.not-the-nominator', 'supervision.reason-required'],
});

@Controller()
export class NominateRewardHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(nominate)
  async nominate(@Input() { body }: InputOf<typeof nominate>, @From() { actor, envelope }: Caller) {
    const { reward = derivedId(envelope.commandId, 'reward'), ...nomination } = body;
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return { ...receipt(await this.commands.send(nominateReward, { ...present(nomination), reward, evidence }, envelope)), reward };
  }

  @Handle(withdraw)
  async withdraw(@Input() { params, body }: InputOf<typeof withdraw>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(withdrawReward, { ...params, ...present(body ?? {}) }, envelope));
  }
}
