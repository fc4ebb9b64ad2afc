import { writeFileSync } from 'node:fs';
import { commandSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { listCommand, type ListColumn, type Listing } from '../command-line/listing.js';
import { momentQuery } from '../command-line/usual-options.js';
import type { Query } from '../connection/api.js';
import { reportsTexts } from '../reporting/reports.js';
import { dayOf } from './campaigns.js';
import { choiceOption, textOption } from './given-content.js';
import { called } from '../command-line/called.js';
import { approverWords, findingStatusWords, levelWords, lightWords, severityWords, sourceWords, stageWords } from '../../words/supervision-words.js';

export interface LedgerLine {
  readonly finding: string;
  readonly number: string;
  readonly status: string;
  readonly source: { readonly kind: string };
  readonly title: string;
  readonly unit: string;
  readonly supporting: readonly string[];
  readonly severity: string;
  readonly issuedAt: string;
  readonly originalDueAt: string;
  readonly dueAt: string;
  readonly percent: string | null;
  readonly light: string;
  readonly level: string | null;
  readonly overdue: boolean;
  readonly suspended: boolean;
  readonly listed: boolean;
  readonly extensions: number;
  readonly returns: number;
  readonly relapses: number;
  readonly evidence: number;
  readonly closedOn: string | null;
  readonly workingDays: { readonly sinceIssue: number | null; readonly sinceLevel: number | null };
  readonly revision: number;
}

export const ledgerTexts = { overdue: { zh: '逾期', en: 'overdue' }, suspended: { zh: '挂起', en: 'suspended' }, listed: { zh: '挂牌', en: 'listed' } } as const;

const severalOf = (...choice: Parameters<typeof choiceOption>): OptionSpec => ({ ...choiceOption(...choice), many: true });
const issuedStatuses = Object.fromEntries(Object.entries(findingStatusWords).filter(([code]) => code !== 'draft' && code !== 'discarded'));

const filterOptions: readonly OptionSpec[] = [
  textOption('--unit <UNIT>', { zh: '责任单位', en: 'Unit in charge' }), textOption('--supporting <UNIT>', { zh: '配合单位', en: 'Supporting unit' }),
  severalOf('--status <STATUS>', issuedStatuses, { zh: '状态', en: 'Status' }), choiceOption('--stage <STAGE>', stageWords, { zh: '阶段', en: 'Stage' }),
  choiceOption('--severity <SEVERITY>', severityWords, { zh: '严重程度', en: 'Severity' }), choiceOption('--source <SOURCE>', sourceWords, { zh: '来源', en: 'Source' }),
  choiceOption('--light <LIGHT>', lightWords, { zh: '灯色', en: 'Light' }), choiceOption('--level <LEVEL>', levelWords, { zh: '督办层级', en: 'Level' }),
  textOption('--measure <NUMBER>', { zh: '措施序号，或 general', en: 'Number of the measure, or general' }), textOption('--indicator <INDICATOR>', { zh: '指标', en: 'Indicator' }),
  textOption('--campaign <CAMPAIGN>', { zh: '督查活动', en: 'Campaign' }),
  textOption('--overdue', { zh: '只看逾期的', en: 'Only what is overdue' }), textOption('--in-time', { zh: '只看未逾期的', en: 'Only what is not overdue' }),
  textOption('--listed', { zh: '只看挂牌的', en: 'Only what is listed publicly' }),
  severalOf('--extension <APPROVER>', approverWords, { zh: '待批延期的审批层级', en: 'Extensions asked for, by who decides' }),
  textOption('--issued-from <DATE>', { zh: '交办日自', en: 'Issued from' }), textOption('--issued-to <DATE>', { zh: '交办日至', en: 'Issued to' }),
  textOption('--due-from <DATE>', { zh: '到期日自', en: 'Due from' }), textOption('--due-to <DATE>', { zh: '到期日至', en: 'Due to' }),
  textOption('--number <PREFIX>', { zh: '编号开头', en: 'Beginning of the number' }),
  { flags: '--sort <ORDER>', choices: ['issued', 'number', 'due', 'severity', 'days'], summary: { zh: '排序：交办时间、编号、期限、严重程度、用时', en: 'Order' } },
  textOption('--reverse', { zh: '倒序', en: 'The other way round' }),
];

const flag = (given: boolean): string | undefined => (given ? 'true' : undefined);
const joined = (values: readonly string[]): string | undefined => (values.length === 0 ? undefined : values.join(','));

function filterQuery({ given }: Call): Query {
  if (given.has('--overdue') && given.has('--in-time')) throw badUsage('together', { name: '--overdue, --in-time' });
  const text = (name: string): string | undefined => given.maybe(`--${name}`);
  return {
    unit: text('unit'), supporting: text('supporting'), status: joined(given.many('--status')), stage: text('stage'), severity: text('severity'), source: text('source'),
    light: text('light'), level: text('level'),
    measure: text('measure'), indicator: text('indicator'), campaign: text('campaign'), overdue: given.has('--in-time') ? 'false' : flag(given.has('--overdue')), listed: flag(given.has('--listed')),
    extension: joined(given.many('--extension')), issuedFrom: given.date('--issued-from'), issuedTo: given.date('--issued-to'), dueFrom: given.date('--due-from'), dueTo: given.date('--due-to'),
    number: text('number'), sort: text('sort'), reverse: flag(given.has('--reverse')),
  };
}

const marks = ({ overdue, suspended, listed }: LedgerLine, { out }: Call): string =>
  [...(overdue ? [ledgerTexts.overdue] : []), ...(suspended ? [ledgerTexts.suspended] : []), ...(listed ? [ledgerTexts.listed] : [])].map((text) => out.say(text)).join(' ');

export const ledgerColumns: readonly ListColumn<LedgerLine>[] = [
  { head: { zh: '编号', en: 'Number' }, of: ({ number }) => number },
  { head: { zh: '编码', en: 'Code' }, of: ({ finding }) => finding },
  { head: { zh: '来源', en: 'Source' }, of: ({ source }, call) => called(sourceWords, source.kind, call) },
  { head: { zh: '事项', en: 'Matter' }, wrap: true, of: ({ title }) => title },
  { head: { zh: '责任单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '配合单位', en: 'Supporting' }, wrap: true, of: ({ supporting }) => supporting.join(', ') },
  { head: { zh: '严重程度', en: 'Severity' }, of: ({ severity }, call) => called(severityWords, severity, call) },
  { head: { zh: '交办日', en: 'Issued' }, of: ({ issuedAt }) => dayOf(issuedAt) },
  { head: { zh: '原时限', en: 'First due' }, of: ({ originalDueAt }) => dayOf(originalDueAt) },
  { head: { zh: '现时限', en: 'Due' }, of: ({ dueAt }) => dayOf(dueAt) },
  { head: { zh: '进度', en: 'Done' }, align: 'right', of: ({ percent }) => (percent === null ? '' : `${percent}%`) },
  { head: { zh: '灯色', en: 'Light' }, of: ({ light }, call) => called(lightWords, light, call) },
  { head: { zh: '层级', en: 'Level' }, of: ({ level }, call) => called(levelWords, level, call) },
  { head: { zh: '状态', en: 'Status' }, of: ({ status }, call) => called(findingStatusWords, status, call) },
  { head: { zh: '标记', en: 'Marks' }, of: marks },
  { head: { zh: '延期', en: 'Extended' }, align: 'right', of: ({ extensions }) => extensions || '' },
  { head: { zh: '退回', en: 'Returned' }, align: 'right', of: ({ returns }) => returns || '' },
  { head: { zh: '反弹', en: 'Relapsed' }, align: 'right', of: ({ relapses }) => relapses || '' },
  { head: { zh: '用时（工作日）', en: 'Working days' }, align: 'right', of: ({ workingDays }) => workingDays.sinceIssue },
  { head: { zh: '销号日', en: 'Closed' }, of: ({ closedOn }) => closedOn },
  { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
];

const listing: Listing<LedgerLine> = {
  path: 'ledger',
  summary: { zh: '督查台账：筛选、排序；--csv 导出', en: 'The ledger of findings, filtered and ordered; --csv exports it' },
  options: [
    ...filterOptions, { flags: '--csv', summary: { zh: '输出 CSV（可直接用电子表格打开），不分页', en: 'As CSV, ready for spreadsheets; all lines' } },
    { flags: '--out <FILE>', summary: { zh: '把 CSV 写入此文件', en: 'Write the CSV to this file' } },
  ],
  examples: ['zhiheng ledger --unit xuanwu --stage open --sort due', 'zhiheng ledger --overdue --csv --out overdue.csv'],
  from: '/findings', query: filterQuery, columns: ledgerColumns,
};
const asTable = listCommand(listing);

async function exported(call: Call): Promise<void> {
  const { api, given, out } = call;
  if (given.has('--limit')) throw badUsage('together', { name: '--csv, --limit' });
  const query = Object.entries({ ...filterQuery(call), ...momentQuery(call), language: out.language }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
  const { bytes } = await api.download(`/findings.csv?${new URLSearchParams(query).toString()}`);
  const file = given.maybe('--out');
  if (file === undefined) return out.bytes(bytes);
  writeFileSync(file, bytes);
  await out.result({ file, size: bytes.length }, () => out.say(reportsTexts.exported, { file }));
}

/** The ledger as a table, or as CSV. */
export const ledger: CommandSpec = commandSpec({ ...asTable, run: (call) => (call.given.has('--csv') || call.given.has('--out') ? exported(call) : asTable.run(call)) });
