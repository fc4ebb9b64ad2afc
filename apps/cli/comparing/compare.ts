import { writeFileSync } from 'node:fs';
import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { inLanguage, listCommand, rendered, type ListColumn } from '../command-line/listing.js';
import { limitOption } from '../command-line/usual-options.js';
import type { Page, Query } from '../connection/api.js';

interface Value {
  readonly value: string;
  readonly text?: Bilingual;
}

interface Difference {
  readonly field: string;
  readonly label: Bilingual;
  readonly before: Value | null;
  readonly after: Value | null;
}

interface ComparedRow {
  readonly key: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly unit: string | null;
  readonly about: readonly { readonly label: Bilingual; readonly value: Value }[];
  readonly fields: readonly Difference[];
  readonly changedAt: number | null;
}

interface ComparisonPage extends Page<ComparedRow> {
  readonly view: string;
  readonly title: Bilingual;
  readonly from: number;
  readonly to: number;
  readonly totals: { readonly added: number; readonly removed: number; readonly changed: number };
}

export const compareViewTexts = {
  added: { zh: '新增', en: 'added' }, removed: { zh: '减少', en: 'removed' }, changed: { zh: '变更', en: 'changed' },
  between: { zh: '{title}：日志位置 {from} → {to}', en: '{title}: log position {from} → {to}' },
  totals: { zh: '新增 {added}，减少 {removed}，变更 {changed}', en: '{added} added, {removed} removed, {changed} changed' },
  written: { zh: '已写入 {file}', en: 'Written to {file}' },
} as const satisfies Record<string, Bilingual>;

const filterNames = ['plan', 'year', 'period', 'indicator', 'unit', 'group', 'round', 'status', 'code', 'user'] as const;
const filterSummaries: Readonly<Record<(typeof filterNames)[number], Bilingual>> = {
  plan: { zh: '方案', en: 'Plan' }, year: { zh: '年度', en: 'Year' }, period: { zh: '报告期', en: 'Period' }, indicator: { zh: '指标', en: 'Indicator' }, unit: { zh: '单位', en: 'Unit' }, group: { zh: '分组', en: 'Group' },
  round: { zh: '考核', en: 'Round' }, status: { zh: '状态', en: 'Status' }, code: { zh: '编码', en: 'Code' }, user: { zh: '账号', en: 'Account' },
};

const momentOptions: readonly OptionSpec[] = [
  { flags: '--from <MOMENT>', required: true, summary: { zh: '起始时点：日志位置、日期、UTC 时刻、距今多久（写作 --from=-7d）或时点名称', en: 'Moment to compare from: a log position, a date, an instant in UTC, a distance from now (--from=-7d) or the name of a moment' } },
  { flags: '--to <MOMENT>', summary: { zh: '截止时点；默认现在', en: 'Moment to compare with; now when absent' } },
];
const csvOptions: readonly OptionSpec[] = [
  { flags: '--csv', summary: { zh: '输出 CSV（可直接用电子表格打开），不分页', en: 'As CSV, ready for spreadsheets; all lines' } }, { flags: '--out <FILE>', summary: { zh: '把 CSV 写入此文件', en: 'Write the CSV to this file' } },
];

const questionOf = ({ given }: Call): Query => ({
  view: given.text('VIEW'), from: given.text('--from'), to: given.maybe('--to'), ...Object.fromEntries(filterNames.map((name) => [name, name === 'year' ? given.whole('--year', 1900, 2200) : given.maybe(`--${name}`)])),
});

const shown = (value: Value | null, call: Call): string => (value === null ? '—' : value.text ? inLanguage(value.text, call) : value.value);

/** One line for each field that differs. */
type Line = { readonly row: ComparedRow; readonly difference?: Difference; readonly first: boolean };
const columns: readonly ListColumn<Line>[] = [
  { head: { zh: '变化', en: 'Change' }, of: ({ row, first }, { out }) => (first ? out.say(compareViewTexts[row.change]) : '') },
  { head: { zh: '对象', en: 'Thing' }, wrap: true, of: ({ row, first }, call) => (first ? row.about.map(({ value }) => shown(value, call)).join(' · ') : '') },
  { head: { zh: '字段', en: 'Field' }, of: ({ difference }, call) => inLanguage(difference?.label, call) },
  { head: { zh: '前', en: 'Before' }, wrap: true, of: ({ difference }, call) => (difference ? shown(difference.before, call) : '') },
  { head: { zh: '后', en: 'After' }, wrap: true, of: ({ difference }, call) => (difference ? shown(difference.after, call) : '') },
  { head: { zh: '日志位置', en: 'Position' }, align: 'right', of: ({ row, first }) => (first ? row.changedAt : '') },
];
const linesOf = (rows: readonly ComparedRow[]): readonly Line[] =>
  rows.flatMap((row): readonly Line[] => (row.fields.length === 0 ? [{ row, first: true }] : row.fields.map((difference, index) => ({ row, difference, first: index === 0 }))));

/** Save a table that the server writes, or print it. */
export async function csvOf(call: Call, address: string, query: Query): Promise<void> {
  const { api, given, out } = call;
  if (given.has('--limit')) throw badUsage('together', { name: '--csv, --limit' });
  const asked = Object.entries({ ...query, language: out.language }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
  const { bytes } = await api.download(`${address}?${new URLSearchParams(asked).toString()}`);
  const file = given.maybe('--out');
  if (file === undefined) return out.bytes(bytes);
  writeFileSync(file, bytes);
  await out.result({ file, size: bytes.length }, () => out.say(compareViewTexts.written, { file }));
}

export const asksForCsv = ({ given }: Call): boolean => given.has('--csv') || given.has('--out');

const compare = commandSpec({
  path: 'compare', summary: { zh: '比较一个视图在两个时点的差异：新增、减少、变更的行，逐字段前后值', en: 'Compare a view at two moments: rows added, removed and changed, field by field' },
  arguments: [{ name: 'VIEW', summary: { zh: '视图，见 compare-views', en: 'View, see compare-views' } }],
  options: [...momentOptions, ...filterNames.map((name) => ({ flags: `--${name} <${name.toUpperCase()}>`, summary: filterSummaries[name] })), limitOption, ...csvOptions],
  examples: [
    'zhiheng compare reports --from=-7d', 'zhiheng compare targets --from 2025-01-01 --to 2025-06-30 --unit xuanwu', 'zhiheng compare results --round 2024-districts --from notified:2024-districts --to published:2024-districts',
    'zhiheng compare findings --from last-month --csv --out findings.csv',
  ],
  run: async (call) => {
    if (asksForCsv(call)) return csvOf(call, '/history/comparison.csv', questionOf(call));
    const { api, given, out } = call;
    const items: ComparedRow[] = [];
    let first: ComparisonPage | undefined;
    for await (const page of api.pages<ComparedRow>('/history/comparison', questionOf(call), given.whole('--limit', 1))) {
      first ??= page as ComparisonPage;
      items.push(...page.items);
    }
    const { view, title, from, to, totals, total } = first!;
    const head = [out.style.bold(out.say(compareViewTexts.between, { title: title[out.language], from, to })), out.say(compareViewTexts.totals, totals), ''];
    await out.result({ view, from, to, totals, items, total }, () => [...head, ...(items.length === 0 ? [] : [rendered(call, columns, linesOf(items), undefined, undefined).split('\n\n')[0]!])].join('\n').trimEnd());
  },
});

interface ViewLine {
  readonly view: string;
  readonly title: Bilingual;
  readonly filters: readonly string[];
  readonly required: readonly string[];
  readonly fields: readonly { readonly label: Bilingual }[];
}

const views = commandSpec({
  path: 'compare-views', summary: { zh: '可比较的视图及其筛选条件', en: 'Views that can be compared, with their filters' },
  run: async (call) => {
    const reply = await call.api.get<{ readonly views: readonly ViewLine[] }>('/history/comparable-views');
    const shownColumns: readonly ListColumn<ViewLine>[] = [
      { head: { zh: '视图', en: 'View' }, of: ({ view }) => view },
      { head: { zh: '名称', en: 'Title' }, of: ({ title }, one) => inLanguage(title, one) },
      { head: { zh: '必需条件', en: 'Needs' }, of: ({ required }) => required.join(', ') },
      { head: { zh: '筛选条件', en: 'Filters' }, wrap: true, of: ({ filters }) => filters.join(', ') },
      { head: { zh: '字段', en: 'Fields' }, wrap: true, of: ({ fields }, one) => fields.map(({ label }) => inLanguage(label, one)).join(', ') },
    ];
    await call.out.result(reply, () => rendered(call, shownColumns, reply.views, reply.views.length, undefined));
  },
});

interface MomentLine {
  readonly name: string;
  readonly kindTitle: Bilingual;
  readonly title: Bilingual;
  readonly position: number;
  readonly recordedAt: string;
  readonly occurrences: readonly { readonly name: string; readonly position: number }[];
}

const moments = listCommand<MomentLine>({
  path: 'moments list',
  summary: { zh: '有名称的时点，最新在前；名称可用于 --as-known-at 和 compare', en: 'Moments with a name, newest first; --as-known-at and compare take the names' },
  options: [{ flags: '--kind <KIND>', summary: { zh: '类别，例如 freeze、published、issued', en: 'Kind, such as freeze, published or issued' } }, { flags: '--about <CODE>', summary: { zh: '所涉事项，例如考核或问题的编码', en: 'What it is about, such as the code of a round or finding' } }],
  examples: ['zhiheng moments list --kind freeze', 'zhiheng moments list --about 2024-districts'],
  from: '/history/moments', query: ({ given }) => ({ kind: given.maybe('--kind'), about: given.maybe('--about') }),
  columns: [
    { head: { zh: '名称', en: 'Name' }, of: ({ name }) => name },
    { head: { zh: '说明', en: 'What it is' }, wrap: true, of: ({ title }, call) => inLanguage(title, call) },
    { head: { zh: '日志位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
    { head: { zh: '记录时间', en: 'Recorded at' }, of: ({ recordedAt }) => recordedAt },
    { head: { zh: '此后各次', en: 'Again as' }, wrap: true, of: ({ occurrences }) => occurrences.slice(1).map(({ name, position }) => `${name} (${position})`).join(', ') },
  ],
});

export const comparingCommands: readonly CommandSpec[] = [compare, views, moments];
