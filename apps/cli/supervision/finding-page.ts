import type { Bilingual } from '#engine/kernel';
import { fieldsText } from '../command-line/act.js';
import type { Call, CommandSpec } from '../command-line/command.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';
import { dayOf } from './campaigns.js';
import { findingArgument, findingPath } from './finding-drafts.js';
import { ledgerColumns, type LedgerLine } from './ledger.js';
import { called } from '../command-line/called.js';
import { dueChangeWords, effectWords, findingStatusWords, severityWords, sourceWords, urgencyWords } from '../../words/supervision-words.js';

interface Effect {
  readonly kind: string;
  readonly severity: string;
  readonly since: { readonly position: number; readonly at: string };
}

interface DeadlineChange {
  readonly position: number;
  readonly at: string;
  readonly because: string;
  readonly from: string | null;
  readonly to: string;
  readonly actor: string;
  readonly reason: string | null;
}

interface Answer {
  readonly allowed: boolean;
  readonly code?: string;
  readonly because?: Bilingual;
}

interface FindingPage {
  readonly finding: string;
  readonly status: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly line: LedgerLine | null;
  readonly clocks: { readonly sinceIssue: number | null; readonly sinceLevel: number | null; readonly levelSince: string } | null;
  readonly deadlines: readonly DeadlineChange[];
  readonly effects: { readonly effects: readonly Effect[]; readonly lifted: readonly (Effect & { readonly lifted: { readonly reason: string; readonly authority: string } })[] } | null;
  readonly may: Readonly<Record<string, Answer>> | null;
  readonly revision: number;
}

export const findingTexts = {
  status: { zh: '状态', en: 'Status' },
  content: { zh: '督办单内容', en: 'What the order says' },
  ledger: { zh: '台账', en: 'In the ledger' },
  clock: { zh: '用时（工作日）', en: 'Working days' },
  clockText: { zh: '自交办 {sinceIssue}，自本层级（{since}）{sinceLevel}', en: '{sinceIssue} since it was issued, {sinceLevel} at this level (since {since})' },
  deadlines: { zh: '期限沿革', en: 'Due dates' },
  effects: { zh: '对评分的影响', en: 'Effect on the score' },
  lifted: { zh: '已取消：{reason} {authority}', en: 'lifted: {reason} {authority}' },
  may: { zh: '可办理', en: 'What you may do' },
  others: { zh: '另有 {count} 项由他人办理。', en: '{count} more are for others to do.' },
  mayNot: { zh: '不可办理及原因', en: 'What you may not do, and why' },
} as const;

/** The command for each act that a finding's page speaks of. */
export const commandOfAct: Readonly<Record<string, string>> = {
  issue: 'findings issue', redraft: 'findings redraft', discard: 'findings discard', acknowledge: 'findings acknowledge', contest: 'findings contest', uphold: 'findings uphold',
  reassign: 'findings reassign',
  plan: 'findings plan', progress: 'findings progress', support: 'findings support', report: 'findings report', requestExtension: 'findings extend', grantExtension: 'findings grant',
  refuseExtension: 'findings refuse',
  return: 'findings return', close: 'findings close', followUp: 'findings follow-up', reopen: 'findings reopen', suspend: 'findings suspend', resume: 'findings resume', withdraw: 'findings withdraw',
  raise: 'findings escalate', list: 'findings list-publicly', delist: 'findings delist', contestEffect: 'findings contest-effect', liftEffect: 'findings lift-effect',
  upholdEffect: 'findings uphold-effect',
};

const deadlineColumns: readonly ListColumn<DeadlineChange>[] = [
  { head: { zh: '位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
  { head: { zh: '日期', en: 'On' }, of: ({ at }) => dayOf(at) },
  { head: { zh: '事由', en: 'Because' }, of: ({ because }, call) => called(dueChangeWords, because, call) },
  { head: { zh: '原期限', en: 'From' }, of: ({ from }) => dayOf(from) },
  { head: { zh: '新期限', en: 'To' }, of: ({ to }) => dayOf(to) },
  { head: { zh: '办理人', en: 'By' }, of: ({ actor }) => actor },
  { head: { zh: '原因', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
];

type ShownEffect = Effect & { readonly lifted?: { readonly reason: string; readonly authority: string } };
const effectColumns: readonly ListColumn<ShownEffect>[] = [
  { head: { zh: '依据', en: 'Kind' }, of: ({ kind }, call) => called(effectWords, kind, call) },
  { head: { zh: '严重程度', en: 'Severity' }, of: ({ severity }, call) => called(severityWords, severity, call) },
  { head: { zh: '起自', en: 'Since' }, of: ({ since }) => `${dayOf(since.at)} #${since.position}` },
  { head: { zh: '复核', en: 'Review' }, wrap: true, of: ({ lifted }, { out }) => (lifted ? out.say(findingTexts.lifted, { ...lifted }) : '') },
];

function section(call: Call, title: Bilingual, text: string): readonly string[] {
  return text === '' ? [] : ['', call.out.style.bold(call.out.say(title)), text];
}

function mayText(call: Call, may: FindingPage['may']): readonly string[] {
  if (may === null) return [];
  const acts = Object.entries(may).map(([act, answer]) => ({ command: commandOfAct[act] ?? act, ...answer }));
  const open = acts.filter(({ allowed }) => allowed).map(({ command }) => `  zhiheng ${command}`);
  const shut = acts.filter(({ allowed }) => !allowed);
  // What is another's act is counted; the reasons are of what this person could otherwise do.
  const [others, own] = [shut.filter(({ code }) => code === 'command.forbidden'), shut.filter(({ code }) => code !== 'command.forbidden')];
  const reasons = own.map(({ command, code, because }) => [command, `${inLanguage(because, call)} [${code ?? ''}]`] as const);
  return [
    ...section(call, findingTexts.may, open.join('\n')), ...section(call, findingTexts.mayNot, pairs(reasons, '  ')),
    ...(others.length === 0 ? [] : ['', call.out.say(findingTexts.others, { count: others.length })]),
  ];
}

function pageText(page: FindingPage, call: Call): string {
  const { out } = call;
  const { finding, status, content, line, clocks, deadlines, effects, may, revision } = page;
  const days = clocks && out.say(findingTexts.clockText, { sinceIssue: clocks.sinceIssue ?? '—', sinceLevel: clocks.sinceLevel ?? '—', since: dayOf(clocks.levelSince) });
  const shown: readonly ShownEffect[] = effects ? [...effects.effects, ...effects.lifted] : [];
  return [
    `${out.style.bold(line?.number ?? finding)}${inBrackets(`${called(findingStatusWords, status, call)} · ${finding} · #${revision}`, out.language)}`,
    ...section(call, findingTexts.content, fieldsText(content)),
    ...(line ? section(call, findingTexts.ledger, rowsTable(call, ledgerColumns, [line])) : []),
    ...section(call, findingTexts.clock, days ?? ''),
    ...(deadlines.length === 0 ? [] : section(call, findingTexts.deadlines, rowsTable(call, deadlineColumns, deadlines))),
    ...(shown.length === 0 ? [] : section(call, findingTexts.effects, rowsTable(call, effectColumns, shown))),
    ...mayText(call, may),
  ].join('\n');
}

const show = viewCommand<FindingPage>({
  path: 'findings show',
  summary: { zh: '问题详情：督办单、两个时钟、期限沿革、对评分的影响、可办理事项及不可办理的原因', en: 'One finding: order, both clocks, due dates, effect on the score, and what you may do or why not' },
  arguments: [findingArgument],
  options: [{ flags: '--content', summary: { zh: '只输出督办单内容（JSON），可修改后用于 findings redraft --file', en: 'Only what the order says (JSON), to be changed for findings redraft --file' } }],
  from: findingPath,
  text: (page, call) => (call.given.has('--content') ? JSON.stringify(page.content, null, 2) : pageText(page, call)),
});

interface Entry {
  readonly position: number;
  readonly title: Bilingual;
  readonly recordedAt: string;
  readonly actor: string;
  readonly actorUnit: string | null;
  readonly role: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly due: { readonly before: string | null; readonly after: string } | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const detailsOf = ({ details }: Entry): string =>
  Object.entries(details).filter(([name]) => name !== 'deadline' && name !== 'content').map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' ');

const timeline = listCommand<Entry>({
  path: 'findings timeline',
  summary: { zh: '问题的全部经过：谁、何时、何故、期限改前改后', en: 'Everything that was done about a finding: who, when, why, due dates before and after' },
  arguments: [findingArgument],
  from: (call) => `${findingPath(call)}/timeline`, paged: false,
  columns: [
    { head: { zh: '位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
    { head: { zh: '记录时间', en: 'Recorded at' }, of: ({ recordedAt }) => recordedAt },
    { head: { zh: '事实', en: 'Fact' }, of: ({ title }, call) => inLanguage(title, call) },
    { head: { zh: '办理人', en: 'By' }, of: ({ actor, actorUnit, role }) => [actor, actorUnit, role].filter((text) => text !== null).join(' ') },
    { head: { zh: '期限', en: 'Due' }, of: ({ due }) => (due === null ? '' : [due.before, due.after].filter((at) => at !== null).map((at) => dayOf(at)).join(' → ')) },
    { head: { zh: '原因', en: 'Reason' }, wrap: true, of: ({ reason, authority }) => [reason, authority].filter((text) => text !== null).join(' · ') },
    { head: { zh: '内容', en: 'Details' }, wrap: true, of: detailsOf },
  ],
});

interface Named {
  readonly unit: string;
  readonly name: Bilingual;
}

interface OrderForm {
  readonly number: string;
  readonly issuedOn: string;
  readonly urgency: string;
  readonly severity: string;
  readonly source: { readonly kind: string; readonly document: string | null };
  readonly title: string;
  readonly problem: string;
  readonly basis: string;
  readonly requirement: string;
  readonly feedback: string | null;
  readonly lead: Named;
  readonly supporting: readonly Named[];
  readonly responsibleLeader: string | null;
  readonly contact: string | null;
  readonly originalDueOn: string;
  readonly dueOn: string;
  readonly acknowledgeByOn: string;
  readonly issuedBy: string;
  readonly acknowledged: { readonly by: string; readonly at: string; readonly late: boolean } | null;
  readonly remark: string | null;
}

export const orderTexts = {
  order: { zh: '督办单', en: 'Supervision order' }, number: { zh: '编号', en: 'Number' }, issuedOn: { zh: '交办日', en: 'Issued on' }, urgency: { zh: '紧急程度', en: 'Urgency' },
  severity: { zh: '严重程度', en: 'Severity' },
  source: { zh: '来源', en: 'Source' }, title: { zh: '事项', en: 'Matter' }, problem: { zh: '问题', en: 'Problem' }, basis: { zh: '依据', en: 'Basis' }, requirement: { zh: '要求', en: 'Requirement' },
  feedback: { zh: '反馈方式', en: 'How to answer' }, lead: { zh: '责任单位', en: 'Unit in charge' }, supporting: { zh: '配合单位', en: 'Supporting units' }, leader: { zh: '责任领导', en: 'Responsible leader' },
  contact: { zh: '联系人', en: 'Contact' }, firstDue: { zh: '原时限', en: 'First due on' }, due: { zh: '现时限', en: 'Due on' }, acknowledgeBy: { zh: '签收期限', en: 'Acknowledge by' },
  issuedBy: { zh: '交办人', en: 'Issued by' },
  acknowledged: { zh: '签收', en: 'Acknowledged' }, remark: { zh: '备注', en: 'Remark' },
} as const;

function orderText(form: OrderForm, call: Call): string {
  const { out } = call;
  const t = orderTexts;
  const unit = ({ unit: code, name }: Named): string => `${inLanguage(name, call)}${inBrackets(code, out.language)}`;
  const { source, acknowledged } = form;
  const lines: readonly (readonly [Bilingual, string | null])[] = [
    [t.number, form.number], [t.issuedOn, form.issuedOn], [t.urgency, called(urgencyWords, form.urgency, call)], [t.severity, called(severityWords, form.severity, call)],
    [t.source, [called(sourceWords, source.kind, call), source.document].filter((text) => text !== null).join(' ')], [t.title, form.title], [t.problem, form.problem], [t.basis, form.basis],
    [t.requirement, form.requirement], [t.feedback, form.feedback], [t.lead, unit(form.lead)], [t.supporting, form.supporting.map(unit).join(out.say({ zh: '、', en: ', ' })) || null],
    [t.leader, form.responsibleLeader], [t.contact, form.contact], [t.firstDue, form.originalDueOn], [t.due, form.dueOn], [t.acknowledgeBy, form.acknowledgeByOn], [t.issuedBy, form.issuedBy],
    [t.acknowledged, acknowledged && `${acknowledged.by} ${dayOf(acknowledged.at)}`], [t.remark, form.remark],
  ];
  return `${out.style.bold(out.say(t.order))}\n${pairs(lines.flatMap(([name, value]) => (value === null ? [] : [[out.say(name), value] as const])), '  ')}`;
}

const order = viewCommand<OrderForm>({
  path: 'findings order', summary: { zh: '督办单', en: 'The supervision order as it is printed' }, arguments: [findingArgument], from: (call) => `${findingPath(call)}/order`, text: orderText,
});

export const findingPageCommands: readonly CommandSpec[] = [show, timeline, order];
