import { writeFileSync } from 'node:fs';
import type { Bilingual } from '#engine/kernel';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand, type ListColumn } from '../command-line/listing.js';
import { momentOptions, momentQuery } from '../command-line/usual-options.js';
import { path, type Query } from '../connection/api.js';

/** A code with what it was called. */
interface Called {
  readonly code: string;
  readonly name: Bilingual;
}

/** A change as the server tells it. */
export interface Change {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly title: Bilingual;
  readonly subject: { readonly kind: string; readonly key: string; readonly title: Bilingual };
  readonly actor: Called;
  readonly actorUnit: Called | null;
  readonly role: Called | null;
  readonly recordedAt: string;
  readonly validAt: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly sentence: Bilingual;
  readonly fields: readonly { readonly label: Bilingual; readonly before: Bilingual | null; readonly after: Bilingual | null }[];
}

export const historyTexts = {
  none: { zh: '（空）', en: '(none)' },
  change: { zh: '{label}：{before} → {after}', en: '{label}: {before} → {after}' },
  exported: { zh: '已写入 {file}', en: 'Written to {file}' },
} as const satisfies Record<string, Bilingual>;

/** Each field of a change, before and after. */
export function fieldChanges({ fields }: Change, call: Call): readonly string[] {
  return fields.map(({ label, before, after }) =>
    call.out.say(historyTexts.change, { label: inLanguage(label, call), before: inLanguage(before ?? historyTexts.none, call), after: inLanguage(after ?? historyTexts.none, call) }));
}

const timeAndReason: readonly OptionSpec[] = [
  { flags: '--person <USER>', summary: { zh: '办理人（用户编号；系统办理的以 system 开头）', en: 'Who did it: a user id, or system:NAME' } },
  { flags: '--unit <UNIT>', summary: { zh: '涉及的单位', en: 'Unit concerned' } },
  { flags: '--role <ROLE>', summary: { zh: '办理时的角色', en: 'Role it was done in' } },
  { flags: '--type <PREFIX>', summary: { zh: '事实类型或其前缀，例如 reporting.Report', en: 'Type of the fact, or the beginning of it, such as reporting.Report' } },
  { flags: '--period <PERIOD>', summary: { zh: '所属期；年度包括其中的季和月', en: 'Period; a year has its quarters and months' } },
  { flags: '--from <MOMENT>', summary: { zh: '自此日期或时刻起记录的', en: 'Recorded from this day or moment on' } },
  { flags: '--to <MOMENT>', summary: { zh: '至此日期或时刻止记录的', en: 'Recorded up to this day or moment' } },
  { flags: '--reason <TEXT>', summary: { zh: '理由中的文字', en: 'Words of the reason' } },
  { flags: '--authority <TEXT>', summary: { zh: '依据文号中的文字', en: 'Words of the document it rests on' } },
  { flags: '--order <ORDER>', choices: ['newest', 'oldest'], fallback: 'newest', summary: { zh: '先新后旧或先旧后新', en: 'Newest or oldest first' } },
];
const ofThing: readonly OptionSpec[] = [
  { flags: '--kind <KIND>', summary: { zh: '事项类别，见 history kinds', en: 'Kind of thing, see history kinds' } },
  { flags: '--key <KEY>', summary: { zh: '事项（须同时写 --kind）', en: 'Which thing; needs --kind' } },
];

const moment = ({ given }: Call, name: string): string | undefined => (/^\d{4}-\d{2}-\d{2}$/.test(given.maybe(name) ?? '') ? given.date(name) : given.instant(name));

function filterQuery(call: Call): Query {
  const { given } = call;
  return {
    person: given.maybe('--person'), unit: given.maybe('--unit'), role: given.maybe('--role'), type: given.maybe('--type'), period: given.has('--period') ? given.period('--period') : undefined,
    from: moment(call, '--from'), to: moment(call, '--to'), reason: given.maybe('--reason'), authority: given.maybe('--authority'), order: given.maybe('--order'),
  };
}
const thingQuery = ({ given }: Call): Query => ({ kind: given.maybe('--kind'), key: given.maybe('--key') });

const columns: readonly ListColumn<Change>[] = [
  { head: { zh: '位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
  { head: { zh: '记录时间', en: 'Recorded at' }, of: ({ recordedAt }) => recordedAt },
  { head: { zh: '说明', en: 'What was done' }, wrap: true, of: ({ sentence }, call) => inLanguage(sentence, call) },
  { head: { zh: '改前改后', en: 'Before and after' }, wrap: true, of: (change, call) => fieldChanges(change, call).join(call.out.language === 'zh' ? '；' : '; ') },
  { head: { zh: '理由和依据', en: 'Reason, authority' }, wrap: true, of: ({ reason, authority }) => [reason, authority].filter((text) => text !== null).join(' · ') },
];

const list = listCommand<Change>({
  path: 'history list',
  summary: { zh: '变更历史：谁在何时因何改了什么，改前改后', en: 'Change history: who changed what, when and why, before and after' },
  options: [...ofThing, ...timeAndReason], usualLimit: 50,
  examples: ['zhiheng history list --unit xuanwu --from 2025-07-01 --to 2025-07-31', 'zhiheng history list --kind permission --person security-admin-1'],
  from: '/history/changes', query: (call) => ({ ...thingQuery(call), ...filterQuery(call) }), columns,
});

const thingArguments: readonly ArgumentSpec[] = [
  { name: 'KIND', summary: { zh: '事项类别，见 history kinds', en: 'Kind of thing, see history kinds' } },
  { name: 'KEY', summary: { zh: '事项，例如 nanjing-2023.patents.xuanwu.2025-Q4', en: 'Which thing, such as nanjing-2023.patents.xuanwu.2025-Q4' } },
];

const show = listCommand<Change>({
  path: 'history show',
  summary: { zh: '某一事项的全部变更', en: 'Everything that was changed about one thing' },
  arguments: thingArguments, options: timeAndReason,
  examples: ['zhiheng history show report nanjing-2023.patents.xuanwu.2025-Q4 --order oldest'],
  from: ({ given }) => path`/history/subjects/${given.text('KIND')}/${given.text('KEY')}`, query: filterQuery, columns,
});

const exported = commandSpec({
  path: 'history export',
  summary: { zh: '导出变更历史为 CSV（可直接用电子表格打开）', en: 'The change history as CSV, ready for spreadsheets' },
  options: [...ofThing, ...timeAndReason, ...momentOptions, { flags: '--out <FILE>', summary: { zh: '写入此文件；默认输出到标准输出', en: 'Write to this file; to stdout when absent' } }],
  examples: ['zhiheng history export --kind target --out targets.csv'],
  run: async (call) => {
    const { api, given, out } = call;
    const asked = { ...thingQuery(call), ...filterQuery(call), ...momentQuery(call), language: out.language };
    const query = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
    const { bytes } = await api.download(`/history/changes.csv?${new URLSearchParams(query).toString()}`);
    const file = given.maybe('--out');
    if (file === undefined) return out.bytes(bytes);
    writeFileSync(file, bytes);
    await out.result({ file, size: bytes.length }, () => out.say(historyTexts.exported, { file }));
  },
});

interface Kinds {
  readonly kinds: readonly { readonly kind: string; readonly title: Bilingual; readonly types: readonly { readonly type: string; readonly title: Bilingual }[] }[];
}

const kinds = commandSpec({
  path: 'history kinds',
  summary: { zh: '变更历史中的事项类别和事实类型', en: 'Kinds of things and types of facts that the change history tells of' },
  run: async (call) => {
    const answer = await call.api.get<Kinds>('/history/kinds');
    const heads = [{ title: call.out.say({ zh: '类别', en: 'Kind' }) }, { title: call.out.say({ zh: '名称', en: 'Name' }) }, { title: call.out.say({ zh: '事实类型', en: 'Types of facts' }), wrap: true }];
    await call.out.result(answer, () => call.out.table(heads, answer.kinds.map(({ kind, title, types }) => [kind, inLanguage(title, call), types.map(({ type }) => type).join(' ')])));
  },
});

export const changeCommands: readonly CommandSpec[] = [list, show, exported, kinds];
