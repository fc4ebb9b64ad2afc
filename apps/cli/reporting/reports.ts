import { writeFileSync } from 'node:fs';
import type { Bilingual } from '#engine/kernel';
import { fieldsText } from '../command-line/act.js';
import { commandSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand, type ListColumn } from '../command-line/listing.js';
import { momentOptions, momentQuery, planOption, yearOf, yearOption } from '../command-line/usual-options.js';
import type { Query } from '../connection/api.js';
import { reportArguments, reportPath, type ReportLine } from './report-place.js';

const statusWords: Readonly<Record<string, Bilingual>> = {
  reported: { zh: '待核定', en: 'awaiting verification' },
  verified: { zh: '已核定', en: 'verified' },
  returned: { zh: '已退回', en: 'returned' },
  'not-applicable-declared': { zh: '申报不适用', en: 'declared not applicable' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
  'not-released': { zh: '尚未发布', en: 'not yet released' },
};

export const reportsTexts = { ...statusWords, exported: { zh: '已写入 {file}', en: 'Written to {file}' } };

const filterOptions: readonly OptionSpec[] = [
  { flags: '--plan <PLAN>', summary: { zh: '方案', en: 'Plan' } },
  { flags: '--unit <UNIT>', summary: { zh: '单位', en: 'Unit' } },
  { flags: '--indicator <INDICATOR>', summary: { zh: '指标', en: 'Indicator' } },
  { flags: '--period <PERIOD>', summary: { zh: '报告期', en: 'Period' } },
  { flags: '--year <YEAR>', summary: { zh: '年度', en: 'Year' } },
  { flags: '--status <STATUS>', choices: Object.keys(statusWords), summary: { zh: '状态', en: 'Status' } },
];

function filterQuery({ given }: Call): Query {
  return {
    plan: given.maybe('--plan'), unit: given.maybe('--unit'), indicator: given.maybe('--indicator'),
    period: given.has('--period') ? given.period('--period') : undefined, year: given.whole('--year', 1900, 2200), status: given.maybe('--status'),
  };
}

const columns: readonly ListColumn<ReportLine>[] = [
  { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '指标', en: 'Indicator' }, of: ({ indicator }) => indicator },
  { head: { zh: '数值', en: 'Value' }, align: 'right', of: ({ value }) => value ?? '—' },
  { head: { zh: '状态', en: 'Status' }, of: ({ status }, call) => inLanguage(statusWords[status], call) || status },
  { head: { zh: '更正', en: 'Corrections' }, align: 'right', of: ({ corrections }) => (corrections === 0 ? '' : corrections) },
  { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  { head: { zh: '说明', en: 'Note' }, wrap: true, of: ({ returnReason, note, status }) => (status === 'returned' ? returnReason : note) },
];

const list = listCommand<ReportLine>({
  path: 'reports list',
  summary: { zh: '填报台账', en: 'Register of reports' },
  options: filterOptions,
  examples: ['zhiheng reports list --unit xuanwu --year 2025 --status reported'],
  from: '/reports', query: filterQuery, columns,
});

const exported = commandSpec({
  path: 'reports export',
  summary: { zh: '导出填报台账为 CSV（可直接用电子表格打开）', en: 'The register as CSV, ready for spreadsheets' },
  options: [...filterOptions, ...momentOptions, { flags: '--out <FILE>', summary: { zh: '写入此文件；默认输出到标准输出', en: 'Write to this file; to stdout when absent' } }],
  run: async (call) => {
    const { api, given, out } = call;
    const query = Object.entries({ ...filterQuery(call), ...momentQuery(call), language: out.language }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
    const { bytes } = await api.download(`/reports.csv?${new URLSearchParams(query).toString()}`);
    const file = given.maybe('--out');
    if (file === undefined) return out.bytes(bytes);
    writeFileSync(file, bytes);
    await out.result({ file, size: bytes.length }, () => out.say(reportsTexts.exported, { file }));
  },
});

const show = commandSpec({
  path: 'reports show',
  summary: { zh: '一条填报', en: 'One report' },
  arguments: reportArguments,
  options: [planOption, ...momentOptions],
  run: async (call) => {
    const line = await call.api.get<ReportLine>(reportPath(call), momentQuery(call));
    await call.out.result(line, () => fieldsText({ ...line }));
  },
});

interface HistoryItem {
  readonly position: number;
  readonly revision: number;
  readonly title: Bilingual;
  readonly recordedAt: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const historyColumns: readonly ListColumn<HistoryItem>[] = [
  { head: { zh: '位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
  { head: { zh: '记录时间', en: 'Recorded at' }, of: ({ recordedAt }) => recordedAt },
  { head: { zh: '事实', en: 'Fact' }, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '办理人', en: 'By' }, of: ({ actor }) => actor },
  { head: { zh: '内容', en: 'Details' }, wrap: true, of: ({ details }) => Object.entries(details).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' ') },
  { head: { zh: '原因', en: 'Reason' }, wrap: true, of: ({ reason, authority }) => [reason, authority].filter((text) => text !== null).join(' · ') },
];

const history = listCommand<HistoryItem>({
  path: 'reports history',
  summary: { zh: '一条填报的全部经过：谁、何时、何故、改前改后', en: 'Everything that was done to a report: who, when, why, before and after' },
  arguments: reportArguments,
  options: [planOption],
  from: (call) => `${reportPath(call)}/history`, paged: false, columns: historyColumns,
});

interface CompletenessLine {
  readonly period: string;
  readonly unit: string;
  readonly state: string;
  readonly dueAt: string;
  readonly owed: number;
  readonly missing: number;
  readonly waiting: number;
  readonly returned: number;
  readonly verified: number;
  readonly late: number;
  readonly onTimeRate: string | null;
}

const completeness = listCommand<CompletenessLine>({
  path: 'reports completeness',
  summary: { zh: '填报完整性：应报、缺报、待核、已核、迟报', en: 'Completeness: due, missing, waiting, verified and late reports' },
  options: [
    planOption, yearOption, { flags: '--unit <UNIT>', summary: { zh: '单位', en: 'Unit' } }, { flags: '--period <PERIOD>', summary: { zh: '报告期', en: 'Period' } },
    { flags: '--order <ORDER>', choices: ['period', 'unit', 'waiting-longest', 'least-on-time'], fallback: 'period', summary: { zh: '排序', en: 'Order' } },
  ],
  from: '/completeness',
  query: async (call) => ({
    plan: call.given.text('--plan'), unit: call.given.maybe('--unit'), order: call.given.text('--order'),
    ...(call.given.has('--period') ? { period: call.given.period('--period') } : { year: await yearOf(call) }),
  }),
  columns: [
    { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '状态', en: 'State' }, of: ({ state }) => state },
    { head: { zh: '截止', en: 'Due' }, of: ({ dueAt }) => dueAt },
    { head: { zh: '应报', en: 'Owed' }, align: 'right', of: ({ owed }) => owed },
    { head: { zh: '缺报', en: 'Missing' }, align: 'right', of: ({ missing }) => missing },
    { head: { zh: '待核', en: 'Waiting' }, align: 'right', of: ({ waiting }) => waiting },
    { head: { zh: '退回', en: 'Returned' }, align: 'right', of: ({ returned }) => returned },
    { head: { zh: '已核', en: 'Verified' }, align: 'right', of: ({ verified }) => verified },
    { head: { zh: '迟报', en: 'Late' }, align: 'right', of: ({ late }) => late },
    { head: { zh: '及时率', en: 'On time' }, align: 'right', of: ({ onTimeRate }) => onTimeRate ?? '—' },
  ],
});

export const reportsCommands: readonly CommandSpec[] = [list, show, history, exported, completeness];
