import { severityWords, sourceWords, urgencyWords } from '../../../words/supervision-words.js';
import type { Field } from '../../acts/fields.js';
import type { Bilingual } from '../../language/texts.js';
import type { BodyOf } from '../../server/ask.js';
import { optionsOf } from '../finding/forms/form-kit.js';

/** What an order says, as a request gives it. */
export type FindingContent = BodyOf<'POST /findings'>['content'];

/** A group of fields of the form under its heading. */
export interface FieldGroup {
  readonly title: Bilingual;
  readonly fields: readonly Field[];
}

interface Choices {
  readonly measures: NonNullable<Field['options']>;
  readonly indicators: NonNullable<Field['options']>;
  readonly leaders: NonNullable<Field['options']>;
  readonly campaigns: NonNullable<Field['options']>;
  readonly due: Field;
  /** Earlier findings of the unit, of which this may be one more. */
  readonly before: NonNullable<Field['options']>;
  readonly unitChosen: boolean;
}

const title = (zh: string, en: string): Bilingual => ({ zh, en });

/** The form of an order, in the order of the paper form 督办单. */
export const contentFields = ({ measures, indicators, leaders, campaigns, due, before, unitChosen }: Choices): readonly FieldGroup[] => [
  {
    title: title('问题', 'The problem'),
    fields: [
      { name: 'title', label: title('事项', 'Matter'), kind: 'text', required: true, maxLength: 200, help: title('一件一事，写清什么问题。', 'One matter; say what is wrong.') },
      { name: 'problem', label: title('问题', 'Problem'), kind: 'area', required: true, maxLength: 4000, help: title('写明查到的事实：时间、地点、数量。', 'The facts found: when, where, how many.') },
      { name: 'severity', label: title('严重程度', 'Severity'), kind: 'choice', required: true, options: optionsOf(severityWords), first: 'general' },
      { name: 'urgency', label: title('紧急程度', 'Urgency'), kind: 'choice', required: true, options: optionsOf(urgencyWords), first: 'ordinary' },
      { name: 'basis', label: title('依据', 'Basis'), kind: 'area', required: true, maxLength: 2000, help: title('没有遵守的规定、措施或批示。', 'The rule, measure or instruction that is not kept.') },
    ],
  },
  {
    title: title('交办', 'The order'),
    fields: [
      { name: 'unit', label: title('责任单位', 'Unit in charge'), kind: 'unit', required: true },
      { name: 'supporting', label: title('配合单位', 'Supporting units'), kind: 'units' },
      { name: 'responsibleLeader', label: title('责任领导', 'Responsible leader'), kind: 'choice', options: leaders, ...(unitChosen ? {} : { help: title('先选责任单位。', 'Choose the unit first.') }) },
      { name: 'requirement', label: title('整改要求', 'Requirement'), kind: 'area', required: true, maxLength: 4000 },
      { ...due },
      { name: 'feedback', label: title('反馈方式', 'How to answer'), kind: 'text', maxLength: 500 },
    ],
  },
  {
    title: title('来源和对应任务', 'Where it comes from'),
    fields: [
      { name: 'source.kind', label: title('来源', 'Source'), kind: 'choice', required: true, options: optionsOf(sourceWords), first: 'campaign' },
      { name: 'source.document', label: title('来源文号', 'Document'), kind: 'text', maxLength: 200 },
      { name: 'campaign', label: title('督查活动', 'Campaign'), kind: 'choice', options: campaigns, when: (values) => values['source.kind'] === 'campaign' },
      { name: 'measure', label: title('对应措施', 'Measure'), kind: 'choice', options: measures },
      { name: 'indicator', label: title('对应指标', 'Indicator'), kind: 'choice', options: indicators },
      { name: 'period', label: title('报告期', 'Period'), kind: 'text', help: title('如 2025-Q3、2025-07、2025。', 'Such as 2025-Q3, 2025-07, 2025.'), when: (values) => Boolean(values['indicator']) },
      { name: 'repeats', label: title('前次同类问题', 'Same as before'), kind: 'choice', options: before, help: unitChosen ? title('同一单位同一问题再次发生时选择。', 'Where the unit has the same problem again.') : title('同一单位同一问题再次发生时选择；先选责任单位。', 'Where the unit has the same problem again; choose the unit first.') },
      { name: 'remark', label: title('备注', 'Remark'), kind: 'area', maxLength: 2000 },
    ],
  },
];

/** The values of the form out of a content. */
export function valuesOf(content: Partial<FindingContent>): Record<string, unknown> {
  const { source, measure, ...rest } = content;
  return { ...rest, ...(source ? { 'source.kind': source.kind, 'source.document': source.document, 'source.ref': source.ref } : {}), ...(measure === undefined ? {} : { measure: String(measure) }) };
}

/** A content out of the form's values: the measure's number as a number, and the plan where anything of it is named. */
export function contentOf(given: Readonly<Record<string, unknown>>, plan: string, reference: string | undefined): FindingContent {
  const content = { ...given } as Record<string, unknown>;
  if (typeof content['measure'] === 'string' && content['measure'] !== 'general') content['measure'] = Number(content['measure']);
  if (content['measure'] !== undefined || content['indicator'] !== undefined || content['period'] !== undefined) content['plan'] ??= plan;
  if (reference !== undefined) content['source'] = { ...(content['source'] as object), ref: reference };
  return content as unknown as FindingContent;
}
