import type { Bilingual } from '#engine/kernel';
import { actCommand, present, showReceipt } from '../command-line/act.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import type { ExitName } from '../command-line/exit-codes.js';
import { inLanguage, listCommand, rowsTable, type ListColumn } from '../command-line/listing.js';
import { commandOptions, reasonOption, usualPlan } from '../command-line/usual-options.js';
import { path, type Receipt } from '../connection/api.js';
import { dayOf } from './campaigns.js';
import { choiceOption, codeOption, contentOf, fileOption, measureOf, textOption, timeAllowed, timeOptions } from './given-content.js';
import { called } from '../command-line/called.js';
import { severityWords, sourceWords, urgencyWords } from '../../words/supervision-words.js';

export const findingArgument: ArgumentSpec = { name: 'FINDING', summary: { zh: '问题编码', en: 'Code of the finding' } };
export const findingPath = ({ given }: Pick<Call, 'given'>): string => path`/findings/${given.text('FINDING')}`;

const contentOptions: readonly OptionSpec[] = [
  fileOption,
  textOption('--title <TEXT>', { zh: '事项', en: 'Title' }), textOption('--problem <TEXT>', { zh: '问题：查明的事实', en: 'The problem: the facts found' }),
  choiceOption('--severity <SEVERITY>', severityWords, { zh: '严重程度', en: 'Severity' }), choiceOption('--urgency <URGENCY>', urgencyWords, { zh: '紧急程度', en: 'Urgency' }),
  choiceOption('--source <SOURCE>', sourceWords, { zh: '来源', en: 'Source' }), textOption('--source-ref <STREAM>', { zh: '来源事项的流', en: 'Stream of what it was raised from' }),
  textOption('--source-document <NUMBER>', { zh: '来源文号', en: 'Number of the paper it came from' }),
  textOption('--basis <TEXT>', { zh: '依据', en: 'The rule, measure or instruction that is not kept' }), textOption('--requirement <TEXT>', { zh: '要求', en: 'What is required' }),
  textOption('--feedback <TEXT>', { zh: '反馈方式', en: 'How to answer' }),
  textOption('--unit <UNIT>', { zh: '责任单位', en: 'Unit in charge' }), { flags: '--supporting <UNIT>', many: true, summary: { zh: '配合单位', en: 'Supporting unit' } },
  textOption('--leader <PERSON>', { zh: '责任领导（人员编号）', en: 'Responsible leader (reference of the person)' }),
  textOption('--contact <PERSON>', { zh: '联系人（人员编号）', en: 'Contact (reference of the person)' }),
  textOption('--plan <PLAN>', { zh: '方案；给出措施或指标时默认 nanjing-2023', en: 'Plan; nanjing-2023 where a measure or indicator is named' }),
  textOption('--measure <NUMBER>', { zh: '措施序号，或 general', en: 'Number of the measure, or general' }),
  textOption('--indicator <INDICATOR>', { zh: '指标', en: 'Indicator' }), textOption('--period <PERIOD>', { zh: '报告期', en: 'Period' }),
  textOption('--campaign <CAMPAIGN>', { zh: '督查活动', en: 'Campaign' }),
  textOption('--repeats <FINDING>', { zh: '重复发生的原问题', en: 'The finding of which this is the same matter again' }), textOption('--remark <TEXT>', { zh: '备注', en: 'Remark' }),
  ...timeOptions,
];

function sourceOf({ given }: Call): Record<string, unknown> | undefined {
  const source = present({ kind: given.maybe('--source'), ref: given.maybe('--source-ref'), document: given.maybe('--source-document') });
  return Object.keys(source).length === 0 ? undefined : source;
}

/** What an order says, from a file and options, or from what it said before. @throws CliProblem */
function orderOf(call: Call, before?: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { given } = call;
  const text = (name: string): string | undefined => given.maybe(`--${name}`);
  const content = contentOf(call, {
    title: text('title'), problem: text('problem'), severity: text('severity'), urgency: text('urgency'), source: sourceOf(call), basis: text('basis'), requirement: text('requirement'),
    feedback: text('feedback'),
    unit: text('unit'), supporting: given.many('--supporting'), responsibleLeader: text('leader'), contact: text('contact'), plan: text('plan'), measure: measureOf(call), indicator: text('indicator'),
    period: given.has('--period') ? given.period('--period') : undefined, campaign: text('campaign'), repeats: text('repeats'), remark: text('remark'), due: timeAllowed(call),
  }, before);
  const ofAPlan = content['measure'] !== undefined || content['indicator'] !== undefined;
  return ofAPlan && content['plan'] === undefined ? { ...content, plan: usualPlan } : content;
}

const draft = actCommand({
  path: 'findings draft', summary: { zh: '问题拟稿', en: 'Draft a finding' }, options: [codeOption, ...contentOptions],
  examples: [
    'zhiheng findings draft --file finding.json --as inspector',
    'zhiheng findings draft --title Records --problem missing --severity general --source site-check --basis rules --requirement complete --unit xuanwu --days 15',
  ],
  request: (call) => ({ path: '/findings', body: present({ finding: call.given.maybe('--code'), content: orderOf(call) }) }),
  shows: (_call, _request, { finding }) => path`/findings/${String(finding)}`,
});

const redraft = actCommand({
  path: 'findings redraft', summary: { zh: '修改问题拟稿；不写的内容保持不变', en: 'Change the draft of a finding; what is not given stays' }, arguments: [findingArgument], options: contentOptions,
  request: async (call) => {
    const before = call.given.has('--file') ? undefined : (await call.api.get<{ readonly content: Readonly<Record<string, unknown>> }>(findingPath(call))).content;
    return { path: `${findingPath(call)}/redraft`, body: { content: orderOf(call, before) } };
  },
  shows: findingPath,
});

const discard = actCommand({
  path: 'findings discard', summary: { zh: '作废问题拟稿', en: 'Discard the draft of a finding' }, arguments: [findingArgument], options: [{ ...reasonOption, required: true }],
  request: (call) => ({ path: `${findingPath(call)}/discard`, reason: call.given.text('--reason') }),
});

interface FindingDraft {
  readonly finding: string;
  readonly unit: string;
  readonly content: { readonly title: string; readonly severity: string; readonly source: { readonly kind: string } };
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly discardReason: string | null;
  readonly revision: number;
}

const drafts = listCommand<FindingDraft>({
  path: 'findings drafts', summary: { zh: '问题拟稿：待交办或已作废的', en: 'Drafts of findings: those to be issued or those discarded' },
  options: [
    textOption('--unit <UNIT>', { zh: '责任单位', en: 'Unit in charge' }),
    { flags: '--status <STATUS>', choices: ['draft', 'discarded'], fallback: 'draft', summary: { zh: '待交办或已作废', en: 'To be issued, or discarded' } },
  ],
  from: '/finding-drafts',
  query: ({ given }) => ({ unit: given.maybe('--unit'), status: given.text('--status') }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ finding }) => finding },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '事项', en: 'Title' }, wrap: true, of: ({ content }) => content.title },
    { head: { zh: '严重程度', en: 'Severity' }, of: ({ content }, call) => called(severityWords, content.severity, call) },
    { head: { zh: '来源', en: 'Source' }, of: ({ content }, call) => called(sourceWords, content.source.kind, call) },
    { head: { zh: '拟稿人', en: 'Drafted by' }, of: ({ draftedBy }) => draftedBy },
    { head: { zh: '拟稿日', en: 'Drafted on' }, of: ({ draftedAt }) => dayOf(draftedAt) },
    { head: { zh: '作废原因', en: 'Discarded because' }, wrap: true, of: ({ discardReason }) => discardReason },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

interface IssuedOrders {
  readonly dryRun: boolean;
  readonly recorded: boolean;
  readonly accepted: number;
  readonly refused: readonly { readonly finding: string; readonly code: string; readonly because: Bilingual; readonly remedy: Bilingual }[];
  readonly position?: number;
  readonly repeated?: boolean;
}

export const issueTexts = {
  tried: { zh: '试算：{accepted} 件可以交办，未作任何记录。', en: 'Tried only: {accepted} can be issued; nothing was recorded.' },
  refused: { zh: '有不能交办的，全部未交办（可以交办 {accepted} 件）。', en: 'Some cannot be issued, so none was ({accepted} could be).' },
  issued: { zh: '已交办 {accepted} 件，日志位置 {position}', en: '{accepted} issued, log position {position}' },
  repeated: { zh: '此前已交办（重复提交，未再次记录）', en: 'Issued before (a repetition; nothing was recorded twice)' },
} as const;

const refusedColumns: readonly ListColumn<IssuedOrders['refused'][number]>[] = [
  { head: { zh: '编码', en: 'Code' }, of: ({ finding }) => finding },
  { head: { zh: '代码', en: 'Refusal' }, of: ({ code }) => code },
  { head: { zh: '问题', en: 'Problem' }, wrap: true, of: ({ because, remedy }, call) => `${inLanguage(because, call)} ${inLanguage(remedy, call)}` },
];

function issuedText(call: Call, { dryRun, accepted, refused, position, repeated }: IssuedOrders): string {
  const { out } = call;
  const outcome = refused.length > 0 ? issueTexts.refused : dryRun ? issueTexts.tried : repeated ? issueTexts.repeated : issueTexts.issued;
  const text = out.say(outcome, { accepted, position });
  return refused.length > 0 ? `${rowsTable(call, refusedColumns, refused)}\n\n${text}` : text;
}

async function issueFindings(call: Call): Promise<ExitName | void> {
  const { api, given, out } = call;
  const findings = given.many('FINDING');
  const ifRevision = given.whole('--if-revision');
  if (findings.length === 1 && !given.has('--dry-run')) {
    const address = path`/findings/${findings[0]!}`;
    return showReceipt(call, await api.command<Receipt>('POST', `${address}/issue`, undefined, { ifRevision }), address);
  }
  const orders = await api.command<IssuedOrders>('POST', '/findings/issue', { findings, dryRun: given.has('--dry-run') });
  await out.result(orders, () => issuedText(call, orders));
  return orders.refused.length > 0 ? 'refused' : undefined;
}

const issue = commandSpec({
  path: 'findings issue',
  summary: { zh: '交办问题：编号并生成督办单；可一次交办多件，全部成功或全不交办', en: 'Issue findings as supervision orders with their numbers; several at once: all of them or none' },
  arguments: [{ ...findingArgument, many: true }],
  options: [{ flags: '--dry-run', summary: { zh: '只试算，不记录', en: 'Try only; record nothing' } }, ...commandOptions],
  examples: ['zhiheng findings issue f-1 f-2 --dry-run'],
  run: issueFindings,
});

export const draftCommands: readonly CommandSpec[] = [draft, redraft, discard, drafts, issue];
