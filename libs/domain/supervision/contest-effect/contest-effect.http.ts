import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { scoreEffects } from '../effects.js';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { authorityField, evidenceField, findingParams, plainCode, present, reasonField } from '../supervision-input.js';
import { mayAnswer, mayDecideAbove } from '../supervision.policies.js';
import { contestEffect } from './contest-effect.js';
import { liftEffect } from './lift-effect.js';
import { upholdEffect } from './uphold-effect.js';

const route = { method: 'POST', tag: 'supervision', command: true, params: findingParams, reply: receiptReply } as const;
const effectsField = z.array(z.enum(scoreEffects)).min(1).max(scoreEffects.length);
const standing = ['supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-withdrawn', 'supervision.reason-required'] as const;
const deciding = [...standing, 'supervision.nothing-contested', 'supervision.judged-before', 'supervision.own-unit'] as const;

const contest = endpoint({
  ...route, path: '/findings/:finding/effect-contest', access: mayAnswer,
  summary: { zh: '申请复核扣分依据', en: 'Ask for a review of the effect on the score' },
  body: z.strictObject({ unit: plainCode, effects: effectsField, reason: reasonField, evidence: evidenceField }),
  refusals: [...standing, 'supervision.not-the-unit', 'supervision.contest-pending', 'supervision.no-such-effect', 'supervision.evidence-unknown'],
});

const lift = endpoint({
  ...route, path: '/findings/:finding/effect-lifting', access: mayDecideAbove,
  summary: { zh: '取消扣分依据（全部或部分）', en: 'Lift effects on the score, all that are contested or some' },
  body: z.strictObject({ effects: effectsField.optional(), reason: reasonField, authority: authorityField }).optional(),
  refusals: [...deciding, 'supervision.not-contested', 'supervision.authority-required'],
});

const uphold = endpoint({
  ...route, path: '/findings/:finding/effect-upholding', access: mayDecideAbove,
  summary: { zh: '维持扣分依据', en: 'Uphold the effect on the score' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: deciding,
});

@Controller()
export class ContestEffectHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(contest)
  async contest(@Input() { params, body }: InputOf<typeof contest>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(contestEffect, { ...params, ...present(body), evidence }, envelope));
  }

  @Handle(lift)
  async lift(@Input() { params, body }: InputOf<typeof lift>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(liftEffect, { ...params, ...present(body ?? {}) }, envelope));
  }

  @Handle(uphold)
  async uphold(@Input() { params, body }: InputOf<typeof uphold>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(upholdEffect, { ...params, ...present(body ?? {}) }, envelope));
  }
}
