import type { Bilingual } from '#engine/kernel';
import { fieldsText } from '../command-line/act.js';
import type { Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { planOption, yearOf, yearOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { pairs } from '../terminal/table.js';
import { reportArguments, reportPath } from './report-place.js';

interface PeriodTotal {
  readonly period: string;
  readonly units: number;
  readonly unitsComplete: number;
  readonly owed: number;
  readonly missing: number;
  readonly waiting: number;
  readonly returned: number;
  readonly verified: number;
  readonly late: number;
  readonly onTimeRate: string | null;
}

const kindOption: OptionSpec = { flags: '--kind <KIND>', choices: ['year', 'half', 'quarter', 'month'], summary: { zh: '报告期类别：年、半年、季、月', en: 'Kind of period' } };

const summary = listCommand<PeriodTotal>({
  path: 'reports summary',
  summary: { zh: '填报完整性汇总：每个报告期所有可见单位合计', en: 'Completeness of all visible units together, by period' },
  options: [planOption, yearOption], from: '/completeness/summary', paged: false,
  query: async (call) => ({ plan: call.given.text('--plan'), year: await yearOf(call) }),
  columns: [
    { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
    { head: { zh: '单位', en: 'Units' }, align: 'right', of: ({ units }) => units },
    { head: { zh: '已齐', en: 'Complete' }, align: 'right', of: ({ unitsComplete }) => unitsComplete },
    { head: { zh: '应报', en: 'Owed' }, align: 'right', of: ({ owed }) => owed },
    { head: { zh: '缺报', en: 'Missing' }, align: 'right', of: ({ missing }) => missing },
    { head: { zh: '待核', en: 'Waiting' }, align: 'right', of: ({ waiting }) => waiting },
    { head: { zh: '退回', en: 'Returned' }, align: 'right', of: ({ returned }) => returned },
    { head: { zh: '已核', en: 'Verified' }, align: 'right', of: ({ verified }) => verified },
    { head: { zh: '迟报', en: 'Late' }, align: 'right', of: ({ late }) => late },
    { head: { zh: '及时率', en: 'On time' }, align: 'right', of: ({ onTimeRate }) => onTimeRate ?? '—' },
  ],
});

interface VerificationLine {
  readonly unit: string;
  readonly waiting: number;
  readonly waitingSince: string | null;
  readonly periods: readonly { readonly period: string; readonly state: string; readonly waiting: number; readonly missing: number }[];
}

const board = listCommand<VerificationLine>({
  path: 'reports verification-board',
  summary: { zh: '核定看板：单位 × 报告期的状态与等待时间，等待最久的在前', en: 'Verification board: units by periods with state and waiting time, the longest waiting first' },
  options: [planOption, yearOption, kindOption], from: '/verification-board',
  query: async (call) => ({ plan: call.given.text('--plan'), year: await yearOf(call), kind: call.given.maybe('--kind') }),
  columns: [
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '待核', en: 'Waiting' }, align: 'right', of: ({ waiting }) => waiting || '' },
    { head: { zh: '最早', en: 'Since' }, of: ({ waitingSince }) => waitingSince },
    { head: { zh: '各报告期', en: 'Periods' }, wrap: true, of: ({ periods }) => periods.map(({ period, state, waiting }) => `${period} ${state}${waiting > 0 ? ` ${waiting}` : ''}`).join(' · ') },
  ],
});

interface ReportForm {
  readonly limits: Readonly<Record<string, unknown>>;
  readonly target: unknown;
  readonly expected: string | null;
  readonly values: readonly { readonly period: string; readonly value: string; readonly status: string }[];
  readonly period: { readonly status: string; readonly dueAt: string | null };
  readonly may: Readonly<Record<string, { readonly allowed: boolean; readonly code?: string; readonly because?: Bilingual }>>;
}

export const formTexts = {
  values: { zh: '近期数值', en: 'Earlier values' },
  may: { zh: '可办理事项', en: 'What you may do' },
  allowed: { zh: '可以', en: 'yes' },
} as const;

const valueColumns: readonly ListColumn<ReportForm['values'][number]>[] = [
  { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
  { head: { zh: '数值', en: 'Value' }, align: 'right', of: ({ value }) => value },
  { head: { zh: '状态', en: 'Status' }, of: ({ status }) => status },
];

function formText({ limits, target, expected, values, period, may }: ReportForm, call: Call): string {
  const { out } = call;
  const answers = Object.entries(may).map(([act, { allowed, code, because }]) => [act, allowed ? out.say(formTexts.allowed) : `${inLanguage(because, call)} [${code ?? ''}]`] as const);
  return [
    fieldsText({ period, limits, target, expected }),
    ...(values.length === 0 ? [] : ['', out.style.bold(out.say(formTexts.values)), rowsTable(call, valueColumns, values)]),
    '', out.style.bold(out.say(formTexts.may)), pairs(answers, '  '),
  ].join('\n');
}

const form = viewCommand<ReportForm>({
  path: 'reports form',
  summary: { zh: '填报前查看：限值、目标与时序、近期数值、可办理事项及不可办理的原因', en: 'Before reporting: limits, target and expected progress, earlier values, what you may do or why not' },
  arguments: reportArguments,
  options: [planOption, { flags: '--wait-for <POSITION>', summary: { zh: '等到视图反映此日志位置', en: 'Wait until the view reflects this log position' } }],
  from: (call) => `${reportPath(call)}/form`, moments: false,
  query: ({ given }) => ({ waitFor: given.whole('--wait-for') }),
  text: formText,
});

export const completenessCommands: readonly CommandSpec[] = [summary, board, form];
