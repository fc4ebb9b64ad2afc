import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand, type Listing } from '../command-line/listing.js';
import { momentQuery } from '../command-line/usual-options.js';
import type { Query } from '../connection/api.js';
import { textOption } from '../supervision/given-content.js';
import { asksForCsv, csvOf } from './compare.js';

interface LockedLine {
  readonly position: number;
  readonly recordedAt: string;
  readonly thing: { readonly kind: string; readonly key: string };
  readonly unit: string | null;
  readonly actor: string;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly locks: readonly { readonly rule: string; readonly title: Bilingual; readonly what: Bilingual; readonly since: { readonly position: number | null; readonly at: string | null } }[];
}

const filterOptions: readonly OptionSpec[] = [
  textOption('--rule <RULE>', { zh: '规则编码', en: 'Code of the rule' }), textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' }), textOption('--plan <PLAN>', { zh: '方案', en: 'Plan' }), textOption('--year <YEAR>', { zh: '年度', en: 'Year' }), textOption('--round <ROUND>', { zh: '考核', en: 'Round' }),
  textOption('--actor <USER>', { zh: '办理人', en: 'Who did it' }), textOption('--type <TYPE>', { zh: '事件类型', en: 'Type of the event' }), textOption('--reason <TEXT>', { zh: '原因中的文字', en: 'Text in the reason' }), textOption('--authority <TEXT>', { zh: '依据中的文字', en: 'Text in the authority' }),
  textOption('--from <WHEN>', { zh: '自：日期或 UTC 时刻', en: 'Recorded from a date or an instant in UTC' }), textOption('--to <WHEN>', { zh: '至：日期或 UTC 时刻', en: 'Recorded to a date or an instant in UTC' }),
  { flags: '--oldest-first', summary: { zh: '最早的在前', en: 'The oldest first' } },
];

function filterQuery({ given }: Call): Query {
  const text = (name: string): string | undefined => given.maybe(`--${name}`);
  return {
    rule: text('rule'), unit: text('unit'), plan: text('plan'), year: given.whole('--year', 1900, 2200), round: text('round'), actor: text('actor'), type: text('type'), reason: text('reason'), authority: text('authority'),
    from: text('from'), to: text('to'), order: given.has('--oldest-first') ? 'oldest' : undefined,
  };
}

const since = ({ since: { position, at } }: LockedLine['locks'][number]): string => [at ?? '', position === null ? '' : `#${position}`].filter((part) => part !== '').join(' ');

const listing: Listing<LockedLine> = {
  path: 'locked-changes list',
  summary: { zh: '已锁定或已公布数据的变更：锁定的是什么、自何时起、凭何依据', en: 'Changes made to locked or published data: what was locked, since when, by what authority' },
  options: [
    ...filterOptions, { flags: '--csv', summary: { zh: '输出 CSV（可直接用电子表格打开），不分页', en: 'As CSV, ready for spreadsheets; all lines' } }, textOption('--out <FILE>', { zh: '把 CSV 写入此文件', en: 'Write the CSV to this file' }),
  ],
  examples: ['zhiheng locked-changes list --unit xuanwu', 'zhiheng locked-changes list --rule report-after-freeze --csv --out changes.csv'],
  from: '/history/locked-changes', query: filterQuery,
  columns: [
    { head: { zh: '日志位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
    { head: { zh: '记录时间', en: 'Recorded at' }, of: ({ recordedAt }) => recordedAt },
    { head: { zh: '规则', en: 'Rule' }, wrap: true, of: ({ locks }, call) => locks.map(({ title }) => inLanguage(title, call)).join('; ') },
    { head: { zh: '锁定的内容', en: 'What was locked' }, wrap: true, of: ({ locks }, call) => locks.map(({ what }) => inLanguage(what, call)).join('; ') },
    { head: { zh: '锁定自', en: 'Since' }, wrap: true, of: ({ locks }) => locks.map(since).join('; ') },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '办理人', en: 'By' }, of: ({ actor }) => actor },
    { head: { zh: '原因', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
    { head: { zh: '依据', en: 'Authority' }, wrap: true, of: ({ authority }) => authority },
  ],
};
const asTable = listCommand(listing);
const list: CommandSpec = commandSpec({ ...asTable, run: (call) => (asksForCsv(call) ? csvOf(call, '/history/locked-changes.csv', { ...filterQuery(call), ...momentQuery(call) }) : asTable.run(call)) });

interface RuleLine {
  readonly rule: string;
  readonly title: Bilingual;
  readonly types: readonly string[];
}

const rules = commandSpec({
  path: 'locked-changes rules', summary: { zh: '判定规则', en: 'The rules by which a change counts' },
  run: async (call) => {
    const reply = await call.api.get<{ readonly rules: readonly RuleLine[] }>('/history/locked-rules');
    await call.out.result(reply, () => reply.rules.map(({ rule, title }) => `${rule}  ${inLanguage(title, call)}`).join('\n'));
  },
});

export const lockedChangeCommands: readonly CommandSpec[] = [list, rules];
