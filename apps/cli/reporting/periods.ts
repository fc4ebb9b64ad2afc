import { isDate, isInstant } from '#engine/kernel';
import { actCommand, present, type Act } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { listCommand } from '../command-line/listing.js';
import { planOption, reasonOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';

interface PeriodLine {
  readonly plan: string;
  readonly period: string;
  readonly status: string;
  readonly dueAt: string;
  readonly exceptions: Readonly<Record<string, string>>;
  readonly extensions: number;
  readonly reopenings: number;
  readonly reason: string | null;
  readonly revision: number;
}

const list = listCommand<PeriodLine>({
  path: 'periods list',
  summary: { zh: '填报期：状态、截止时间、延期和重开', en: 'Reporting periods: state, due time, extensions and reopenings' },
  options: [
    planOption, { flags: '--year <YEAR>', summary: { zh: '年度', en: 'Year' } },
    { flags: '--status <STATUS>', choices: ['open', 'closed'], summary: { zh: '状态：开放、关闭', en: 'State' } },
  ],
  from: '/periods',
  query: ({ given }) => ({ plan: given.text('--plan'), year: given.whole('--year', 1900, 2200), status: given.maybe('--status') }),
  columns: [
    { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
    { head: { zh: '状态', en: 'State' }, of: ({ status }, { out }) => out.say(status === 'open' ? { zh: '开放', en: 'open' } : { zh: '关闭', en: 'closed' }) },
    { head: { zh: '截止', en: 'Due' }, of: ({ dueAt }) => dueAt },
    { head: { zh: '延期', en: 'Extended' }, align: 'right', of: ({ extensions }) => extensions || '' },
    { head: { zh: '重开', en: 'Reopened' }, align: 'right', of: ({ reopenings }) => reopenings || '' },
    { head: { zh: '个别单位', en: 'Single units' }, wrap: true, of: ({ exceptions }) => Object.entries(exceptions).map(([unit, until]) => `${unit} ${until}`).join(', ') },
    { head: { zh: '原因', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const place: readonly ArgumentSpec[] = [{ name: 'PERIOD', summary: { zh: '报告期：2025、2025-H1、2025-Q3、2025-07', en: 'Period: 2025, 2025-H1, 2025-Q3, 2025-07' } }];
const dueOption: OptionSpec = { flags: '--due <WHEN>', required: true, summary: { zh: '截止：日期（当日结束）或 UTC 时刻', en: 'Due: a date (its end) or an instant in UTC' } };
const unitsOption: OptionSpec = { flags: '--unit <UNIT>', many: true, summary: { zh: '只对这些单位；默认全部', en: 'For these units only; for all when absent' } };

const periodPath = ({ given }: Call): string => path`/periods/${given.text('--plan')}/${given.period('PERIOD')}`;

function due({ given }: Call): string {
  const text = given.text('--due');
  if (!isDate(text) && !isInstant(text)) throw badUsage('not-a-date', { name: '--due', value: text });
  return text;
}

const moreTime = (call: Call): Record<string, unknown> => present({ dueAt: due(call), units: call.given.many('--unit'), reason: call.given.text('--reason') });

const act = (definition: Omit<Act, 'arguments' | 'shows'>): CommandSpec => actCommand({ ...definition, arguments: place, shows: periodPath });

export const periodCommands: readonly CommandSpec[] = [
  list,
  act({
    path: 'periods open', summary: { zh: '开放填报期', en: 'Open a period for reporting' }, options: [planOption, dueOption],
    request: (call) => ({ path: periodPath(call), body: { dueAt: due(call) } }),
  }),
  act({
    path: 'periods extend', summary: { zh: '延长填报期（全部单位或部分单位）', en: 'Extend a period, for all or for single units' },
    options: [planOption, dueOption, unitsOption, { ...reasonOption, required: true }],
    request: (call) => ({ path: `${periodPath(call)}/extension`, body: moreTime(call) }),
  }),
  act({
    path: 'periods close', summary: { zh: '提前关闭填报期', en: 'Close a period by hand' }, options: [planOption, reasonOption],
    request: (call) => ({ path: `${periodPath(call)}/closing`, reason: call.given.maybe('--reason') }),
  }),
  act({
    path: 'periods reopen', summary: { zh: '重开填报期（全部单位或部分单位）', en: 'Reopen a closed period, for all or for single units' },
    options: [planOption, dueOption, unitsOption, { ...reasonOption, required: true }],
    request: (call) => ({ path: `${periodPath(call)}/reopening`, body: moreTime(call) }),
  }),
];
