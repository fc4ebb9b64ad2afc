import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, pageQuery, pageReply, receipt, receiptReply, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { documentField, plainCode, present, reasonField } from '../cadre-input.js';
import { mayDecideInclusion, maySeeLinkageRules } from '../cadre-review.policies.js';
import { decideInclusion } from './decide-inclusion.js';
import { inclusions, type InclusionRow } from './inclusions.projection.js';

const decide = endpoint({
  method: 'POST', path: '/cadre-review/inclusions/:unit', tag: 'cadre-review', access: mayDecideInclusion, command: true,
  summary: { zh: '决定垂直管理单位是否纳入政绩考核材料', en: 'Decide whether a vertically managed unit is included' },
  params: z.strictObject({ unit: plainCode }),
  body: z.strictObject({ included: z.boolean(), document: documentField.optional(), reason: reasonField }),
  reply: receiptReply,
  refusals: ['cadre-review.unknown-unit', 'cadre-review.not-vertically-managed', 'cadre-review.authority-required'],
});

const list = endpoint({
  method: 'GET', path: '/cadre-review/inclusions', tag: 'cadre-review', access: maySeeLinkageRules,
  summary: { zh: '垂直管理单位纳入决定', en: 'Decisions on vertically managed units' },
  query: z.strictObject({ ...pageQuery, ...viewQuery }),
  reply: pageReply(z.object({
    unit: z.string(), included: z.boolean(), document: z.string(), reason: z.string().nullable(), decidedBy: z.string(), changedAt: z.string(), revision: z.number().int(),
  })),
});

@Controller()
export class InclusionsHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(decide)
  async decide(@Input() { params, body }: InputOf<typeof decide>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(decideInclusion, { ...params, ...present(body) }, envelope));
  }

  @Handle(list)
  list(@Input() { query }: InputOf<typeof list>) {
    return this.views.list<InclusionRow>(inclusions.name, inclusions.table.name, { order: [{ field: 'unit' }], ...query });
  }
}
