import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { contentField, findingParams, plainCode, present, reasonField } from '../supervision-input.js';
import { mayDraft } from '../supervision.policies.js';
import { discardDraft } from './discard-draft.js';
import { draftFinding } from './draft-finding.js';
import { redraftFinding } from './redraft-finding.js';

const route = { method: 'POST', tag: 'supervision', access: mayDraft, command: true } as const;
const contentRefusals = [
  'supervision.own-unit', 'supervision.unit-named-twice', 'supervision.unknown-unit', 'supervision.plan-missing', 'supervision.unknown-plan', 'supervision.unknown-measure',
  'supervision.unknown-indicator', 'supervision.nothing-to-repeat',
] as const;
const draftRefusals = ['supervision.unknown-finding', 'supervision.already-issued', 'supervision.draft-discarded', 'supervision.not-the-drafter'] as const;

const draft = endpoint({
  ...route, path: '/findings', status: 201,
  summary: { zh: '问题拟稿；不给编码时由系统生成', en: 'Draft a finding; its code is drawn where none is given' },
  body: z.strictObject({ finding: plainCode.optional(), content: contentField }),
  reply: receiptReply.extend({ finding: z.string() }),
  refusals: ['supervision.finding-exists', ...contentRefusals],
});

const redraft = endpoint({
  ...route, path: '/findings/:finding/redraft',
  summary: { zh: '修改问题拟稿', en: 'Change the draft of a finding' },
  params: findingParams,
  body: z.strictObject({ content: contentField }),
  reply: receiptReply,
  refusals: [...draftRefusals, ...contentRefusals],
});

const discard = endpoint({
  ...route, path: '/findings/:finding/discard',
  summary: { zh: '作废问题拟稿', en: 'Discard the draft of a finding' },
  params: findingParams,
  body: z.strictObject({ reason: reasonField }).optional(),
  reply: receiptReply,
  refusals: [...draftRefusals, 'supervision.reason-required'],
});

@Controller()
export class DraftFindingHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(draft)
  async draft(@Input() { body }: InputOf<typeof draft>, @From() { envelope }: Caller) {
    // Without a code of its own the draft has one that follows from the request, so that a retry under its key drafts nothing more.
    const finding = body.finding ?? envelope.commandId;
    return { ...receipt(await this.commands.send(draftFinding, { finding, content: body.content }, envelope)), finding };
  }

  @Handle(redraft)
  async redraft(@Input() { params, body }: InputOf<typeof redraft>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(redraftFinding, { ...params, ...body }, envelope));
  }

  @Handle(discard)
  async discard(@Input() { params, body }: InputOf<typeof discard>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(discardDraft, { ...params, ...present(body ?? {}) }, envelope));
  }
}
