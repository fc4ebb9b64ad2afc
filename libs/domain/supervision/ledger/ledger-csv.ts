import { cell, cityDate, guarded, type Bilingual, type Instant, type Language } from '#engine/kernel';
import type { WorkingCalendar } from '#domain/calendar';
import { statusNames } from '../finding-acts.js';
import { levelNames } from '../escalation/level-names.js';
import type { FindingSource, Severity, Urgency } from '../finding.events.js';
import type { Light } from '../light.js';
import { daysUsed } from './days-used.js';
import type { FindingRow } from './finding-row.js';
import { nameIn } from './supervised-units.projection.js';

/** What a line needs beside its row. */
export interface LineContext {
  readonly names: ReadonlyMap<string, Bilingual>;
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
  readonly language: Language;
}

interface Column {
  readonly title: Bilingual;
  readonly text: (row: FindingRow, context: LineContext, line: number) => string;
  /** A number stays one, so that a spreadsheet can add it up. */
  readonly number?: true;
}

export const severityNames: Readonly<Record<Severity, Bilingual>> = {
  general: { zh: '一般', en: 'general' }, serious: { zh: '较重', en: 'serious' }, major: { zh: '重大', en: 'major' },
};
export const urgencyNames: Readonly<Record<Urgency, Bilingual>> = {
  ordinary: { zh: '平件', en: 'ordinary' }, urgent: { zh: '急件', en: 'urgent' }, 'extra-urgent': { zh: '特急', en: 'extra urgent' },
};
export const sourceNames: Readonly<Record<FindingSource, Bilingual>> = {
  instruction: { zh: '批示', en: 'instruction' }, meeting: { zh: '会议', en: 'meeting' }, campaign: { zh: '督查活动', en: 'campaign' }, 'site-check': { zh: '实地核查', en: 'site check' },
  assessment: { zh: '考核', en: 'assessment' }, media: { zh: '媒体', en: 'media' }, report: { zh: '指标填报', en: 'indicator report' }, measure: { zh: '措施任务', en: 'measure' },
  matter: { zh: '重大事项', en: 'major matter' }, progress: { zh: '时序预警', en: 'progress warning' }, other: { zh: '其他', en: 'other' },
};
export const lightNames: Readonly<Record<Light, Bilingual>> = {
  green: { zh: '绿灯', en: 'green' }, blue: { zh: '蓝灯', en: 'blue' }, yellow: { zh: '黄灯', en: 'yellow' }, red: { zh: '红灯', en: 'red' },
};
const conclusionNames: Readonly<Record<NonNullable<FindingRow['conclusion']>, Bilingual>> = {
  done: { zh: '同意销号', en: 'closed' }, 'partly-done': { zh: '部分完成', en: 'partly done' }, 'not-done': { zh: '退回重改', en: 'not done' },
};

const day = (at: Instant | null): string => (at === null ? '' : cityDate(at));
const days = (count: number | null): string => (count === null ? '' : String(count));

/** The columns of a ledger 台账 in the order in which officials expect them, then the rest. */
const columns: readonly Column[] = [
  { title: { zh: '序号', en: 'no.' }, text: (_, __, line) => String(line), number: true },
  { title: { zh: '编号', en: 'number' }, text: (row) => row.number },
  { title: { zh: '来源', en: 'source' }, text: (row, { language }) => sourceNames[row.source][language] },
  { title: { zh: '问题/事项', en: 'matter' }, text: (row) => row.title },
  { title: { zh: '责任单位', en: 'unit' }, text: (row, { names, language }) => nameIn(names, row.unit)[language] },
  { title: { zh: '配合单位', en: 'supporting units' }, text: (row, { names, language }) => row.supporting.map((unit) => nameIn(names, unit)[language]).join(language === 'zh' ? '、' : ', ') },
  { title: { zh: '责任领导', en: 'responsible leader' }, text: (row) => row.responsibleLeader ?? '' },
  { title: { zh: '交办日', en: 'issued on' }, text: (row) => day(row.issuedAt) },
  { title: { zh: '原时限', en: 'first due on' }, text: (row) => day(row.originalDueAt) },
  { title: { zh: '现时限', en: 'due on' }, text: (row) => day(row.dueAt) },
  { title: { zh: '进度（%）', en: 'progress (%)' }, text: (row) => row.percent ?? '', number: true },
  { title: { zh: '灯色', en: 'light' }, text: (row, { language }) => lightNames[row.light][language] },
  { title: { zh: '最新进展', en: 'latest progress' }, text: (row) => row.latest?.summary ?? '' },
  { title: { zh: '最新进展日期', en: 'as of' }, text: (row) => day(row.latest?.at ?? null) },
  { title: { zh: '延期次数', en: 'extensions' }, text: (row) => String(row.extensions), number: true },
  { title: { zh: '退回次数', en: 'returns' }, text: (row) => String(row.returns), number: true },
  { title: { zh: '核查结论', en: 'result of the check' }, text: (row, { language }) => (row.conclusion === null ? '' : conclusionNames[row.conclusion][language]) },
  { title: { zh: '销号日', en: 'closed on' }, text: (row) => (row.status === 'closed' ? day(row.endedAt) : '') },
  { title: { zh: '用时（工作日）', en: 'working days' }, text: (row, { now, calendar }) => days(daysUsed(row, now, calendar).sinceIssue), number: true },
  { title: { zh: '佐证数', en: 'evidence files' }, text: (row) => String(row.evidence), number: true },
  { title: { zh: '状态', en: 'status' }, text: (row, { language }) => statusNames[row.status][language] },
  { title: { zh: '是否逾期', en: 'overdue' }, text: (row, { now, language }) => (row.lateAfter < now ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })[language] },
  { title: { zh: '督办层级', en: 'level' }, text: (row, { language }) => (row.level === null ? '' : levelNames[row.level][language]) },
  { title: { zh: '严重程度', en: 'severity' }, text: (row, { language }) => severityNames[row.severity][language] },
  { title: { zh: '紧急程度', en: 'urgency' }, text: (row, { language }) => urgencyNames[row.urgency][language] },
  { title: { zh: '反弹次数', en: 'relapses' }, text: (row) => String(row.relapses), number: true },
  { title: { zh: '责任单位编码', en: 'unit code' }, text: (row) => row.unit },
];

/** First line, with the mark by which spreadsheet programs know UTF-8. */
export const ledgerHead = (language: Language): string => `\ufeff${columns.map(({ title }) => cell(title[language])).join(',')}\r\n`;

/** A finding as a line of the table; no cell is ever a formula. @param line number of the line, from 1 */
export function ledgerCsvLine(row: FindingRow, context: LineContext, line: number): string {
  return `${columns.map(({ text, number }) => (number ? text(row, context, line) : cell(guarded(text(row, context, line))))).join(',')}\r\n`;
}
