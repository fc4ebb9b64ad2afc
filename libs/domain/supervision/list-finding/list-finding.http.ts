import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { evidenceField, findingParams, personField } from '../supervision-input.js';
import { mayDecideAbove } from '../supervision.policies.js';
import { delistFinding } from './delist-finding.js';
import { listFinding } from './list-finding.js';

const route = { method: 'POST', tag: 'supervision', access: mayDecideAbove, command: true, params: findingParams, reply: receiptReply } as const;
const standing = ['supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.finding-suspended', 'supervision.wrong-status'] as const;

const list = endpoint({
  ...route, path: '/findings/:finding/listing',
  summary: { zh: '挂牌督办', en: 'List a finding publicly' },
  body: z.strictObject({ leader: personField, requirement: textField(4_000), publishedIn: textField(500), document: textField(200) }),
  refusals: [...standing, 'supervision.already-listed', 'supervision.not-red'],
});

const delist = endpoint({
  ...route, path: '/findings/:finding/delisting',
  summary: { zh: '摘牌', en: 'Take a finding off the list' },
  body: z.strictObject({ opinion: textField(4_000), document: textField(200), evidence: evidenceField }),
  refusals: [...standing, 'supervision.not-listed', 'supervision.own-unit', 'supervision.own-rectification', 'supervision.evidence-unknown'],
});

@Controller()
export class ListFindingHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(list)
  async list(@Input() { params, body }: InputOf<typeof list>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(listFinding, { ...params, ...body }, envelope));
  }

  @Handle(delist)
  async delist(@Input() { params, body }: InputOf<typeof delist>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(delistFinding, { ...params, ...body, evidence }, envelope));
  }
}
