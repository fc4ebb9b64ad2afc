import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { refuse } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, Refused, type Caller, type InputOf } from '#engine/http';
import { mayRunPlan } from '../plan.policies.js';
import { cardField, indicatorParams, planParams } from '../plan-input.js';
import { defineIndicator } from './define-indicator.js';
import { reviseIndicator } from './revise-indicator.js';

const cardRefusals = ['plan.unknown-measure', 'plan.nobody-reports', 'plan.unit-named-twice', 'plan.verifier-reports', 'plan.unknown-unit', 'plan.unit-gone', 'plan.collective-cannot-act', 'plan.range-upside-down'];

const define = endpoint({
  method: 'POST', path: '/plans/:plan/indicators', tag: 'plan', access: mayRunPlan, command: true, status: 201,
  summary: { zh: '新增指标及其口径卡', en: 'Add an indicator with its definition card' },
  params: planParams,
  body: z.strictObject({ card: cardField }),
  reply: receiptReply,
  refusals: ['plan.unknown-plan', 'plan.bad-code', 'plan.indicator-exists', ...cardRefusals],
});

const revise = endpoint({
  method: 'POST', path: '/plans/:plan/indicators/:indicator/revisions', tag: 'plan', access: mayRunPlan, command: true, status: 201,
  summary: { zh: '修订口径卡：整卡替换，须有批准文号', en: 'Replace a definition card; needs an approval document number' },
  params: indicatorParams,
  body: z.strictObject({
    card: cardField,
    /** Number of the version that was changed. */
    version: z.int().min(1),
  }),
  reply: receiptReply,
  refusals: ['plan.unknown-indicator', 'plan.code-differs', 'plan.card-moved-on', 'plan.measure-is-fixed', 'plan.nothing-changes', 'plan.document-required', ...cardRefusals],
});

@Controller()
export class DefineIndicatorHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(define)
  async define(@Input() { params, body }: InputOf<typeof define>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(defineIndicator, { ...params, ...body }, envelope));
  }

  @Handle(revise)
  async revise(@Input() { params: { plan, indicator }, body }: InputOf<typeof revise>, @From() { envelope }: Caller) {
    if (body.card.code !== indicator) throw new Refused(refuse('plan.code-differs', { indicator, code: body.card.code }, 'body.card.code'));
    return receipt(await this.commands.send(reviseIndicator, { plan, ...body }, envelope));
  }
}
