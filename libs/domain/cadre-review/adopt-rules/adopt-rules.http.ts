import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { decimalField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, receipt, receiptReply, textField, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { documentField, plainCode, present } from '../cadre-input.js';
import { mayAdoptLinkageRules, maySeeLinkageRules } from '../cadre-review.policies.js';
import { linkageContent, type LinkageContent, type LinkageRule } from '../linkage-rules.events.js';
import { adoptLinkageRules } from './adopt-rules.js';
import { defaultLinkageRules } from './default-rules.js';
import { linkageRulesKey, linkageRuleVersions, type LinkageRulesRow } from './linkage-rules.projection.js';

const conditionField = z.strictObject({
  grades: z.array(textField(20)).min(1).max(20).optional(), vetoed: z.boolean().optional(), rankAtMost: z.int().min(1).max(10_000).optional(),
  bottomRanks: z.strictObject({ places: z.int().min(1).max(100), running: z.int().min(1).max(5) }).optional(),
}).transform((condition): LinkageRule['when'][number] => present(condition));
const ruleField = z.strictObject({ code: plainCode, when: z.array(conditionField).min(1).max(20), advice: z.strictObject({ zh: textField(500), en: textField(500) }), document: documentField.optional() })
  .transform((rule): LinkageRule => present(rule));
const contentField = z.strictObject({
  rules: z.array(ruleField).min(1).max(100), weight: decimalField,
  quotas: z.strictObject({ groupsExcellent: decimalField, personsExcellent: decimalField, personsByGroup: z.strictObject({ excellent: decimalField, fair: decimalField, poor: decimalField }) }),
}).transform((content): LinkageContent => content);

const rulesLine = z.object({
  rules: z.string(), version: z.number().int(), document: z.string(), content: linkageContent, adoptedBy: z.string(), adoptedAt: z.string(), replacedAt: z.string().nullable(), inForce: z.boolean(), revision: z.number().int(),
});
const route = { tag: 'cadre-review', access: maySeeLinkageRules } as const;
const path = '/cadre-review/linkage-rules';

const adopt = endpoint({
  method: 'POST', path: `${path}/:rules`, tag: 'cadre-review', access: mayAdoptLinkageRules, command: true, status: 201,
  summary: { zh: '发布考核结果运用规则（新版本）', en: 'Adopt rules on the use of results, as a new version' },
  params: z.strictObject({ rules: plainCode }),
  body: z.strictObject({ content: contentField, document: documentField.optional() }),
  reply: receiptReply,
  refusals: [
    'cadre-review.authority-required', 'cadre-review.rule-twice', 'cadre-review.empty-condition', 'cadre-review.bad-rule-text', 'cadre-review.bad-weight', 'cadre-review.bad-quota',
    'cadre-review.quotas-not-descending',
  ],
});

const list = endpoint({
  ...route, method: 'GET', path,
  summary: { zh: '考核结果运用规则的各个版本', en: 'Versions of the rules on the use of results' },
  query: z.strictObject({ rules: plainCode.optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(rulesLine),
});

const shipped = endpoint({
  ...route, method: 'GET', path: '/cadre-review/shipped-linkage-rules',
  summary: { zh: '随系统提供的结果运用规则范本', en: 'The rules on the use of results that are shipped as a model' },
  reply: z.object({ content: linkageContent }),
});

const one = endpoint({
  ...route, method: 'GET', path: `${path}/:rules/:version`,
  summary: { zh: '考核结果运用规则的一个版本', en: 'One version of the rules on the use of results' },
  params: z.strictObject({ rules: plainCode, version: wholeNumber(1, 100_000) }),
  query: z.strictObject(viewQuery),
  reply: rulesLine.extend({ position: z.number().int() }),
});

@Controller()
export class LinkageRulesHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(adopt)
  async adopt(@Input() { params, body }: InputOf<typeof adopt>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(adoptLinkageRules, { ...params, ...present(body) }, envelope));
  }

  @Handle(list)
  list(@Input() { query: { rules, ...query } }: InputOf<typeof list>) {
    return this.views.list<LinkageRulesRow>(linkageRuleVersions.name, linkageRuleVersions.table.name, {
      where: filters({ rules }), order: [{ field: 'rules' }, { field: 'version', descending: true }], ...query,
    });
  }

  @Handle(shipped)
  shipped() {
    return { content: defaultLinkageRules };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>) {
    const { found, position } = await this.views.one<LinkageRulesRow>(linkageRuleVersions.name, linkageRuleVersions.table.name, linkageRulesKey(params.rules, params.version), query);
    if (!found) throw notFound({ rules: params.rules, version: String(params.version) });
    return { ...found.row, position };
  }
}
