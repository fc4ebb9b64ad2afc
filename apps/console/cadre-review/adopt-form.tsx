import type { ActForm } from '../acts/act-dialog.js';
import type { Field } from '../acts/fields.js';
import { filledRows, RowsInput } from '../acts/rows-input.js';
import { useTexts } from '../language/texts.js';
import type { BodyOf } from '../server/ask.js';
import { cadreTexts } from './cadre-texts.js';
import { linesOf, rulesOf } from './rule-lines.js';
import type { LinkageContent } from './rule-words.js';

const yesNo = [{ value: 'yes', label: { zh: '被否决', en: 'vetoed' } }, { value: 'no', label: { zh: '未被否决', en: 'not vetoed' } }];

/** One line for each condition; lines with the same code are one rule, which applies when any of them does. */
const columns: readonly Field[] = [
  { name: 'code', label: { zh: '规则代码', en: 'Code' }, kind: 'text', required: true, maxLength: 80 },
  { name: 'grades', label: { zh: '等次', en: 'Grades' }, kind: 'choices', options: ['A', 'B', 'C', 'D'].map((value) => ({ value, label: value })) },
  { name: 'vetoed', label: { zh: '一票否决', en: 'Veto' }, kind: 'choice', options: yesNo },
  { name: 'rankAtMost', label: { zh: '位次在前几名', en: 'Rank at most' }, kind: 'whole' },
  { name: 'places', label: { zh: '末几位', en: 'Last places' }, kind: 'whole' },
  { name: 'running', label: { zh: '连续年数', en: 'Years running' }, kind: 'whole' },
  { name: 'document', label: { zh: '单独依据文号', en: 'Document of its own' }, kind: 'text', maxLength: 200 },
  { name: 'zh', label: { zh: '建议（中文）', en: 'Advice (Chinese)' }, kind: 'area', required: true, maxLength: 500 },
  { name: 'en', label: { zh: '建议（英文）', en: 'Advice (English)' }, kind: 'area', required: true, maxLength: 500 },
];

/** The form that adopts rules as a new version. */
export function useAdoptForm(rules: string, content: LinkageContent): ActForm<'POST /cadre-review/linkage-rules/:rules'> {
  const t = useTexts(cadreTexts);
  const { quotas, weight } = content;
  const percent = (name: string, zh: string, en: string, first: string): Field => ({ name, label: { zh, en }, kind: 'decimal', half: true, required: true, first, suffix: '%' });
  return {
    route: 'POST /cadre-review/linkage-rules/:rules', title: { zh: '发布新版规则', en: 'Adopt a new version' }, path: { rules }, wide: true, effect: t('adoptEffect'),
    fields: [
      { name: 'document', label: { zh: '依据文号', en: 'Document number' }, kind: 'text', required: true, maxLength: 200 },
      { name: 'rules', label: { zh: '规则', en: 'Rules' }, kind: 'own', help: { zh: '每项是一个条件，其中填写的各格须同时满足；同一规则有几个条件的，写几项，代码相同，满足其一即可。', en: 'Each item is a condition, all of whose cells have to hold; a rule with several conditions has an item for each under the same code, and applies when one of them holds.' }, input: <RowsInput columns={columns} add={{ zh: '添加规则或条件', en: 'Add a rule or condition' }} />, first: linesOf(content.rules) },
      percent('weight', '占综合考核比重（1–5%）', 'Weight in the overall review (1–5%)', weight),
      percent('groupsExcellent', '领导班子优秀比例不超过', 'Leading groups rated excellent, at most', quotas.groupsExcellent),
      percent('personsExcellent', '个人优秀比例不超过', 'Persons rated excellent, at most', quotas.personsExcellent),
      percent('excellent', '班子优秀时个人优秀比例不超过', 'Persons, where the group is excellent', quotas.personsByGroup.excellent),
      percent('fair', '班子一般时个人优秀比例不超过', 'Persons, where the group is fair', quotas.personsByGroup.fair),
      percent('poor', '班子较差时个人优秀比例不超过', 'Persons, where the group is poor', quotas.personsByGroup.poor),
    ],
    body: (values) => contentOf(values),
  };
}

function contentOf(values: Readonly<Record<string, unknown>>): BodyOf<'POST /cadre-review/linkage-rules/:rules'> {
  const text = (name: string): string => String(values[name] ?? '').trim();
  return {
    document: text('document'),
    content: {
      rules: rulesOf(filledRows(values['rules'])), weight: text('weight'),
      quotas: { groupsExcellent: text('groupsExcellent'), personsExcellent: text('personsExcellent'), personsByGroup: { excellent: text('excellent'), fair: text('fair'), poor: text('poor') } },
    },
  };
}
