import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { dayOf } from '../supervision/campaigns.js';
import { choiceOption, needed, textOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { bonusDecisionWords, conductWords, entryKindWords } from '../../words/assessment-words.js';
import { authorityNeeded, reasonNeeded, unitPath, unitPlace } from './round-place.js';

const mark = actCommand({
  path: 'marks give', summary: { zh: '评委打分；反馈前可更改', en: "Give a rater's mark; it may change until results are notified" },
  arguments: [...unitPlace, { name: 'NODE', summary: { zh: '项目编码', en: 'Code of the item' } }, { name: 'MARK', summary: { zh: '分数', en: 'Mark' } }],
  options: [textOption('--remark <TEXT>', { zh: '备注', en: 'Remark' })],
  request: (call) => ({ path: `${unitPath(call)}${path`/marks/${call.given.text('NODE')}`}`, body: present({ mark: call.given.text('MARK'), remark: call.given.maybe('--remark') }) }),
  shows: (call) => `${unitPath(call)}/marks`,
});

interface Mark {
  readonly node: string;
  readonly rater: string;
  readonly mark: string;
}

const markColumns: readonly ListColumn<Mark>[] = [
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '评委', en: 'Rater' }, of: ({ rater }) => rater },
  { head: { zh: '分数', en: 'Mark' }, align: 'right', of: (row) => row.mark },
];

const marks = viewCommand<{ readonly marks: readonly Mark[] }>({
  path: 'marks list', summary: { zh: '一个单位的评委打分', en: "Raters' marks of a unit" }, arguments: unitPlace, from: (call) => `${unitPath(call)}/marks`,
  text: ({ marks: given }, call) => rowsTable(call, markColumns, given),
});

const decideBonus = actCommand({
  path: 'bonuses decide', summary: { zh: '认定或不认定加分', en: 'Accept or reject a bonus claim' },
  arguments: [...unitPlace, { name: 'CLAIM', summary: { zh: '加分申报编码', en: 'Code of the bonus claim' } }],
  options: [needed(choiceOption('--decision <DECISION>', bonusDecisionWords, { zh: '决定', en: 'Decision' })), reasonNeeded],
  request: (call) => ({
    path: `${unitPath(call)}${path`/bonuses/${call.given.text('CLAIM')}/decision`}`, body: { accepted: call.given.text('--decision') === 'accepted' }, reason: call.given.text('--reason'),
  }),
  shows: (call) => `${unitPath(call)}/self-assessment`,
});

const entryArgument: ArgumentSpec = { name: 'ENTRY', summary: { zh: '登记编码', en: 'Code of the entry' } };
const entryPath = (call: Call, kind: 'deductions' | 'conduct' | 'vetoes' | 'entries'): string => `${unitPath(call)}/${kind}${path`/${call.given.text('ENTRY')}`}`;
/** An act on an entry; afterwards every entry of the unit is shown. */
const act = (definition: Omit<Parameters<typeof actCommand>[0], 'arguments' | 'shows'>): CommandSpec =>
  actCommand({ ...definition, arguments: [...unitPlace, entryArgument], shows: (call) => `${unitPath(call)}/entries` });
const matterOption = needed(textOption('--matter <TEXT>', { zh: '事由', en: 'What it is about' }));

const deduct = act({
  path: 'entries deduct', summary: { zh: '登记扣分（细则允许登记扣分时）', en: 'Enter a deduction, where the scheme allows it' },
  options: [needed(textOption('--points <NUMBER>', { zh: '扣多少分', en: 'Points to take off' })), reasonNeeded, authorityNeeded],
  request: (call) => ({ path: entryPath(call, 'deductions'), body: { points: call.given.text('--points') }, reason: call.given.text('--reason'), authority: call.given.text('--authority') }),
});

const conduct = act({
  path: 'entries conduct', summary: { zh: '登记数据造假或通报批评；扣多少分按细则', en: 'Record falsified data or public criticism; what it costs is the scheme\'s rule' },
  options: [
    needed(choiceOption('--kind <KIND>', conductWords, { zh: '情形', en: 'What it is' })), matterOption, textOption('--severity <SEVERITY>', { zh: '严重程度，按细则', en: 'Severity, as the scheme names it' }),
    textOption('--indicator <INDICATOR>', { zh: '造假所涉指标', en: 'Indicator whose data were falsified' }), authorityNeeded,
  ],
  request: (call) => {
    const { given } = call;
    const body = present({ kind: given.text('--kind'), matter: given.text('--matter'), severity: given.maybe('--severity'), indicator: given.maybe('--indicator') });
    return { path: entryPath(call, 'conduct'), body, authority: given.text('--authority') };
  },
});

const veto = act({
  path: 'entries veto', summary: { zh: '登记一票否决；得分保留', en: 'Enter a veto; the score is kept' },
  options: [needed(textOption('--rule <RULE>', { zh: '否决规则，按细则', en: 'Rule of the scheme' })), matterOption, authorityNeeded],
  request: (call) => ({ path: entryPath(call, 'vetoes'), body: { rule: call.given.text('--rule'), matter: call.given.text('--matter') }, authority: call.given.text('--authority') }),
});

const revoke = act({
  path: 'entries revoke', summary: { zh: '撤销扣分、违规情形或否决登记；原登记保留可查', en: 'Revoke a deduction, a record of conduct or a veto; the entry stays visible' }, options: [reasonNeeded, authorityNeeded],
  request: (call) => ({ path: `${entryPath(call, 'entries')}/revocation`, reason: call.given.text('--reason'), authority: call.given.text('--authority') }),
});

interface Entry {
  readonly entry: string;
  readonly kind: string;
  readonly points: string | null;
  readonly rule: string | null;
  readonly severity: string | null;
  readonly indicator: string | null;
  readonly matter: string;
  readonly document: string;
  readonly by: string;
  readonly at: string;
  readonly revoked: { readonly reason: string; readonly document: string; readonly by: string; readonly at: string } | null;
}

export const entryTexts = { revoked: { zh: '{day} 由 {by} 撤销：{reason} {document}', en: 'revoked on {day} by {by}: {reason} {document}' } } as const;

const entryColumns: readonly ListColumn<Entry>[] = [
  { head: { zh: '编码', en: 'Code' }, of: ({ entry }) => entry },
  { head: { zh: '类别', en: 'Kind' }, of: ({ kind }, call) => called(entryKindWords, kind, call) },
  { head: { zh: '扣分', en: 'Points' }, align: 'right', of: ({ points }) => points },
  { head: { zh: '规则', en: 'Rule' }, of: ({ rule, severity, indicator }) => [rule, severity, indicator].filter((text) => text !== null).join(' ') },
  { head: { zh: '事由', en: 'Matter' }, wrap: true, of: ({ matter }) => matter },
  { head: { zh: '文号', en: 'Document' }, of: ({ document }) => document },
  { head: { zh: '登记', en: 'Entered' }, of: ({ by, at }) => `${dayOf(at)} ${by}` },
  { head: { zh: '撤销', en: 'Revoked' }, wrap: true, of: ({ revoked }, { out }) => (revoked ? out.say(entryTexts.revoked, { ...revoked, day: dayOf(revoked.at) }) : '') },
];

const entries = viewCommand<{ readonly entries: readonly Entry[] }>({
  path: 'entries list', summary: { zh: '一个单位的扣分、违规情形和否决登记，含已撤销的', en: 'Deductions, records of conduct and vetoes of a unit, revoked ones too' }, arguments: unitPlace,
  from: (call) => `${unitPath(call)}/entries`, text: ({ entries: made }, call) => rowsTable(call, entryColumns, made),
});

export const markAndEntryCommands: readonly CommandSpec[] = [mark, marks, decideBonus, deduct, conduct, veto, revoke, entries];
