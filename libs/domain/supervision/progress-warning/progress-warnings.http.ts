import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, wholeNumber, within, type Caller, type InputOf } from '#engine/http';
import { escalationLevels, findingContent } from '../finding.events.js';
import { plainCode } from '../supervision-input.js';
import { maySeeSupervision } from '../supervision.policies.js';
import { progressLights } from './progress-warning.events.js';
import { progressWarnings, warningKey, type ProgressWarningRow } from './progress-warnings.projection.js';
import { draftOf } from './warning-draft.js';

const statuses = ['behind', 'caught-up'] as const;
const bilingual = z.object({ zh: z.string(), en: z.string() });
const figures = { period: z.string(), target: z.string(), expected: z.string(), actual: z.string(), share: z.string(), light: z.enum(progressLights) };

const warningLine = z.object({
  plan: z.string(), indicator: z.string(), unit: z.string(), year: z.number().int(), name: bilingual, measure: z.union([z.number().int(), z.literal('general')]), status: z.enum(statuses), ...figures,
  running: z.number().int(), periods: z.array(z.object({ ...figures, behind: z.boolean(), judgedAt: z.string() })),
  warnings: z.array(z.object({ level: z.enum(escalationLevels), trigger: z.string(), period: z.string(), text: bilingual, at: z.string() })),
  level: z.enum(escalationLevels).nullable(), stream: z.string(), changedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/supervision/warnings', tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '时序预警：落后于时序进度的指标，落后最多的在前', en: 'Warnings about progress: indicators behind schedule, furthest behind first' },
  query: z.strictObject({
    plan: codeField.optional(), indicator: codeField.optional(), unit: codeField.optional(), year: wholeNumber(1949, 2200).optional(), status: z.enum(statuses).optional(),
    light: z.enum(progressLights).optional(), level: z.enum(escalationLevels).optional(), ...pageQuery, ...viewQuery,
  }),
  reply: pageReply(warningLine),
});

const one = endpoint({
  method: 'GET', path: '/supervision/warnings/:plan/:indicator/:unit/:year', tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '一项时序预警，附据此拟稿的问题内容', en: 'One warning about progress, with the content of a finding drafted from it' },
  params: z.strictObject({ plan: codeField, indicator: plainCode, unit: plainCode, year: wholeNumber(1949, 2200) }),
  query: z.strictObject(viewQuery),
  reply: warningLine.extend({ draft: findingContent.nullable(), position: z.number().int() }),
});

@Controller()
export class ProgressWarningsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    return this.views.list<ProgressWarningRow>(progressWarnings.name, progressWarnings.table.name, {
      where: [...within(maySeeSupervision.scope(actor)), ...filters(given)], order: [{ field: 'share' }], limit, cursor, asKnownAt, waitFor,
    });
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const missing = notFound({ ...params, year: String(params.year) });
    if (!covers(maySeeSupervision.scope(actor), params.unit)) throw missing;
    const { found, position } = await this.views.one<ProgressWarningRow>(progressWarnings.name, progressWarnings.table.name, warningKey(params), query);
    if (!found) throw missing;
    return { ...found.row, draft: draftOf(found.row) ?? null, position };
  }
}
