import type { Field } from '../acts/fields.js';

/** Why; written into the log with the act. */
export const reasonField = (required = true): Field => ({ name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required, maxLength: 2000, help: { zh: '记入日志，今后查得到。', en: 'Written into the log, to be found later.' } });

/** Number of the document that an act rests on. */
export const documentField = (required = true): Field => ({ name: 'document', label: { zh: '依据文号', en: 'Document number' }, kind: 'text', required, maxLength: 200, help: { zh: '如“宁质发〔2025〕8号”。', en: 'Such as 宁质发〔2025〕8号.' } });

/** Days of a round's calendar, in the order of the steps. */
export const calendarDays = [
  { name: 'selfAssessmentBy', label: { zh: '自评截止', en: 'Self-assessment until' } },
  { name: 'siteChecksBy', label: { zh: '实地核查截止', en: 'Site checks until' } },
  { name: 'freezeBy', label: { zh: '数据冻结', en: 'Data frozen by' } },
  { name: 'resultsBy', label: { zh: '结果反馈', en: 'Results notified by' } },
  { name: 'confirmBy', label: { zh: '结果审定', en: 'Results confirmed by' } },
] as const;

/** The fields of a round's calendar, with what they are now. */
export const calendarFields = (now: Readonly<Record<string, string | number>> = {}): readonly Field[] => [
  ...calendarDays.map(({ name, label }): Field => ({ name: `calendar.${name}`, label, kind: 'date', required: true, first: now[name] })),
  { name: 'calendar.requestDays', label: { zh: '申请复核期限（工作日）', en: 'Working days to ask for a review' }, kind: 'whole', required: true, first: now['requestDays'] ?? 5 },
  { name: 'calendar.decisionDays', label: { zh: '复核决定期限（工作日）', en: 'Working days to decide on a review' }, kind: 'whole', required: true, first: now['decisionDays'] ?? 10 },
];
