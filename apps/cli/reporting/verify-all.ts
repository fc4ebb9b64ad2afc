import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call } from '../command-line/command.js';
import type { ExitName } from '../command-line/exit-codes.js';
import { badUsage } from '../command-line/given.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { cliProblem } from '../command-line/problem.js';
import { planOption } from '../command-line/usual-options.js';
import { readTable, type TextTable } from '../terminal/input-files.js';

interface NamedReport {
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
  readonly value: string;
}

interface Verified {
  readonly dryRun: boolean;
  readonly recorded: boolean;
  readonly accepted: number;
  readonly refused: readonly { readonly index: number; readonly indicator: string; readonly unit: string; readonly period: string; readonly code: string; readonly because: Bilingual; readonly remedy: Bilingual }[];
  readonly position?: number;
  readonly repeated?: boolean;
}

/** Names of the columns, as the exported register has them and as an import may. */
const columnNames = {
  plan: [{ zh: '方案', en: 'plan' }],
  unit: [{ zh: '单位编码', en: 'unit' }, { zh: '单位', en: 'unit' }],
  indicator: [{ zh: '指标编码', en: 'indicator' }, { zh: '指标', en: 'indicator' }],
  period: [{ zh: '报告期', en: 'period' }],
  value: [{ zh: '数值', en: 'value' }],
  status: [{ zh: '状态', en: 'status' }],
} as const satisfies Record<string, readonly Bilingual[]>;

export const verifyAllTexts = {
  ...columnNames,
  waiting: { zh: '待核定', en: 'reported' },
  noColumn: {
    title: { zh: '{file} 没有“{column}”列。', en: '{file} has no column "{column}".' },
    remedy: { zh: '请用 reports export 导出的表，保留单位编码、指标编码、报告期、数值各列。', en: 'Use the table of reports export, with its columns unit, indicator, period and value.' },
  },
  otherPlan: {
    title: { zh: '第 {row} 行属于方案 {found}，不是 {plan}。', en: 'Row {row} is of the plan {found}, not of {plan}.' },
    remedy: { zh: '一次只核定一个方案：用 --plan 指明，或删去其他方案的行。', en: 'One plan at a time: name it with --plan, or remove the rows of others.' },
  },
  nothing: {
    title: { zh: '{file} 没有待核定的行。', en: '{file} has no row that awaits verification.' },
    remedy: { zh: '请先导出：zhiheng reports export --status reported', en: 'Export them first: zhiheng reports export --status reported' },
  },
  passedOver: { zh: '跳过 {count} 行：不是待核定状态。', en: '{count} rows passed over: they do not await verification.' },
  tried: { zh: '试算：{accepted} 条可以核定，未作任何记录。加上 --commit 正式核定。', en: 'Tried only: {accepted} can be verified; nothing was recorded. Verify with --commit.' },
  refused: { zh: '有 {count} 条不能核定，全部未核定。', en: '{count} cannot be verified, so none was.' },
  recorded: { zh: '已核定 {accepted} 条，日志位置 {position}', en: '{accepted} verified, log position {position}' },
  repeated: { zh: '此前已核定（重复提交，未再次记录）', en: 'Verified before (a repetition; nothing was recorded twice)' },
} as const;

/** The cell of a row under any of a column's names. */
const cellOf = (row: Readonly<Record<string, string>>, column: keyof typeof columnNames): string | undefined => {
  const name = columnNames[column].flatMap(({ zh, en }) => [zh, en]).find((known) => known in row);
  return name === undefined ? undefined : row[name];
};

/** The reports that a table names, those that await verification where it says so. @throws CliProblem */
function reportsOf({ given, out }: Call, { rows }: TextTable): { readonly reports: readonly NamedReport[]; readonly passedOver: number } {
  const [file, plan] = [given.text('FILE'), given.text('--plan')];
  const missing = (['unit', 'indicator', 'period', 'value'] as const).find((column) => cellOf(rows[0]!, column) === undefined);
  if (missing) throw cliProblem('cli.no-such-column', 'invalid', verifyAllTexts.noColumn, { file, column: out.say(columnNames[missing][0]) });
  const { zh, en } = verifyAllTexts.waiting;
  const waiting = rows.map((row, at) => ({ row, number: at + 2 })).filter(({ row }) => [zh, en, undefined].includes(cellOf(row, 'status') as typeof zh | typeof en | undefined));
  for (const { row, number } of waiting) {
    const found = cellOf(row, 'plan');
    if (found !== undefined && found !== '' && found !== plan) throw cliProblem('cli.other-plan', 'invalid', verifyAllTexts.otherPlan, { row: number, found, plan });
  }
  if (waiting.length === 0) throw cliProblem('cli.nothing-to-verify', 'refused', verifyAllTexts.nothing, { file });
  const text = (row: Readonly<Record<string, string>>, column: keyof typeof columnNames): string => cellOf(row, column)!.trim();
  return {
    reports: waiting.map(({ row }) => ({ indicator: text(row, 'indicator'), unit: text(row, 'unit'), period: text(row, 'period'), value: text(row, 'value') })),
    passedOver: rows.length - waiting.length,
  };
}

const refusedColumns: readonly ListColumn<Verified['refused'][number]>[] = [
  { head: { zh: '指标', en: 'Indicator' }, of: ({ indicator }) => indicator },
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
  { head: { zh: '代码', en: 'Code' }, of: ({ code }) => code },
  { head: { zh: '问题', en: 'Problem' }, wrap: true, of: ({ because, remedy }, call) => `${inLanguage(because, call)} ${inLanguage(remedy, call)}` },
];

function resultText(call: Call, { dryRun, accepted, refused, position, repeated }: Verified, passedOver: number): string {
  const { out } = call;
  const outcome = refused.length > 0 ? out.say(verifyAllTexts.refused, { count: refused.length })
    : dryRun ? out.say(verifyAllTexts.tried, { accepted })
    : repeated ? out.say(verifyAllTexts.repeated)
    : out.style.green(out.say(verifyAllTexts.recorded, { accepted, position }));
  return [...(refused.length > 0 ? [rowsTable(call, refusedColumns, refused), ''] : []), ...(passedOver > 0 ? [out.say(verifyAllTexts.passedOver, { count: passedOver })] : []), outcome].join('\n');
}

async function run(call: Call): Promise<ExitName | void> {
  const { api, given, out } = call;
  if (given.has('--dry-run') && given.has('--commit')) throw badUsage('together', { name: '--dry-run, --commit' });
  if (!given.has('--dry-run') && !given.has('--commit')) throw badUsage('missing', { name: '--dry-run | --commit' });
  const { reports, passedOver } = reportsOf(call, readTable(given.text('FILE')));
  const done = await api.command<Verified>('POST', '/verifications', { plan: given.text('--plan'), dryRun: !given.has('--commit'), reports });
  await out.result(done, () => resultText(call, done, passedOver));
  return done.refused.length > 0 ? 'refused' : undefined;
}

/** Verify many reports by a table that was looked through: each with the value that stood in it, all of them or none. */
export const verifyAll = commandSpec({
  path: 'verify-reports',
  summary: { zh: '批量核定：按看过的表逐条核定，全部成功或全不核定', en: 'Verify many reports by a table that was looked through: all of them or none' },
  details: {
    zh: '先用 reports export --status reported 导出待核定的填报，看过并删去不核定的行，再用 --dry-run 试算、--commit 核定。数值若在此期间变动，核定不会生效。',
    en: 'Export what waits with reports export --status reported, look through it, remove the rows that are not to be verified, then try with --dry-run and verify with --commit. Should a value have moved meanwhile, nothing is verified.',
  },
  arguments: [{ name: 'FILE', summary: { zh: 'CSV 文件（UTF-8 或 GB18030）', en: 'CSV file (UTF-8 or GB18030)' } }],
  options: [
    planOption, { flags: '--dry-run', summary: { zh: '只试算，不记录', en: 'Try only; record nothing' } }, { flags: '--commit', summary: { zh: '正式核定', en: 'Verify' } },
  ],
  examples: ['zhiheng verify-reports waiting.csv --dry-run --as verifier-market-regulation'],
  run,
});
