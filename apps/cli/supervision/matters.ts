import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { listCommand } from '../command-line/listing.js';
import { reasonOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { actingUnit, choiceOption, codeOption, contentOf, evidenceOf, evidenceOption, fileOption, needed, ownUnitOption, textOption, timeAllowed, timeOptions } from './given-content.js';
import { called } from '../command-line/called.js';
import { matterKindWords, matterOutcomeWords, matterStatusWords, severityWords, timelinessWords, urgencyWords, waitingWords } from '../../words/supervision-words.js';
import { withTimeline, type TimelineEntry } from './timeline.js';

interface MatterLine {
  readonly matter: string;
  readonly kind: string;
  readonly title: string;
  readonly unit: string;
  readonly urgency: string;
  readonly phone: string | null;
  readonly written: string | null;
  readonly status: string;
  readonly waitingFor: string | null;
  readonly waitingSince: string | null;
  readonly instructions: readonly unknown[];
  readonly firstReportedAt: string;
  readonly revision: number;
}

const matterArgument: ArgumentSpec = { name: 'MATTER', summary: { zh: '重大事项编码', en: 'Code of the matter' } };
const matterPath = ({ given }: Pick<Call, 'given'>): string => path`/matters/${given.text('MATTER')}`;
const documentsOption = { flags: '--document <NUMBER>', many: true, summary: { zh: '附件文号', en: 'Number of a paper' } };
const { 'in-time': inTime, late } = timelinessWords;
const writtenWords = { 'in-time': inTime!, late: late! };

const list = listCommand<MatterLine>({
  path: 'matters list', summary: { zh: '重大事项台账：状态、等待时间和报告时效', en: 'Register of major matters with state, waiting time and timeliness' },
  options: [
    choiceOption('--kind <KIND>', matterKindWords, { zh: '文种', en: 'Kind' }), textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' }),
    choiceOption('--urgency <URGENCY>', urgencyWords, { zh: '紧急程度', en: 'Urgency' }), choiceOption('--status <STATUS>', matterStatusWords, { zh: '状态', en: 'State' }),
    choiceOption('--waiting-for <WHAT>', waitingWords, { zh: '等待', en: 'What it waits for' }), choiceOption('--phone <TIMELINESS>', timelinessWords, { zh: '电话报告', en: 'Report by phone' }),
    choiceOption('--written <TIMELINESS>', writtenWords, { zh: '书面报告', en: 'Report in writing' }),
    { flags: '--order <ORDER>', choices: ['newest', 'waiting-longest'], fallback: 'newest', summary: { zh: '最新的在前，或等待最久的在前', en: 'The newest first, or what waits longest' } },
  ],
  from: '/matters',
  query: ({ given }) => ({
    kind: given.maybe('--kind'), unit: given.maybe('--unit'), urgency: given.maybe('--urgency'), status: given.maybe('--status'), waitingFor: given.maybe('--waiting-for'),
    phone: given.maybe('--phone'),
    written: given.maybe('--written'), order: given.text('--order'),
  }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ matter }) => matter },
    { head: { zh: '文种', en: 'Kind' }, of: ({ kind }, call) => called(matterKindWords, kind, call) },
    { head: { zh: '事项', en: 'Matter' }, wrap: true, of: ({ title }) => title },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '紧急程度', en: 'Urgency' }, of: ({ urgency }, call) => called(urgencyWords, urgency, call) },
    { head: { zh: '报送', en: 'Reported' }, of: ({ firstReportedAt }) => firstReportedAt },
    { head: { zh: '电话', en: 'Phone' }, of: ({ phone }, call) => called(timelinessWords, phone, call) },
    { head: { zh: '书面', en: 'Written' }, of: ({ written }, call) => called(timelinessWords, written, call) },
    { head: { zh: '状态', en: 'State' }, of: ({ status }, call) => called(matterStatusWords, status, call) },
    { head: { zh: '等待', en: 'Waits for' }, of: ({ waitingFor, waitingSince }, call) => [called(waitingWords, waitingFor, call), waitingSince ?? ''].join(' ').trim() },
    { head: { zh: '批示', en: 'Instructions' }, align: 'right', of: ({ instructions }) => instructions.length || '' },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const show = viewCommand<MatterLine & { readonly timeline: readonly TimelineEntry[] }>({
  path: 'matters show', summary: { zh: '一件重大事项：批示、转出的督办问题和经过', en: 'One matter with its instructions, the findings that came of them and its timeline' }, arguments: [matterArgument],
  from: matterPath, text: withTimeline,
});

function incidentOf({ given }: Call): Record<string, unknown> | undefined {
  const incident = present({ occurredAt: given.instant('--occurred-at'), phonedAt: given.instant('--phoned-at') });
  return Object.keys(incident).length === 0 ? undefined : incident;
}

const report = actCommand({
  path: 'matters report', summary: { zh: '报送重大事项请示或报告；退文后以同一编码重报', en: 'Send in a request or report on a major matter; a returned one anew under its code' },
  details: { zh: '请示一文一事，写明请求事项和签发人；报告不得夹带请示。', en: 'A request asks one decision and names who signed it; a report asks none.' },
  options: [
    codeOption, fileOption, choiceOption('--kind <KIND>', matterKindWords, { zh: '文种', en: 'Kind' }), textOption('--title <TEXT>', { zh: '标题', en: 'Title' }), ownUnitOption,
    textOption('--content <TEXT>', { zh: '内容', en: 'Content' }),
    textOption('--decision-sought <TEXT>', { zh: '请示事项（仅请示）', en: 'The decision asked for, of a request only' }),
    textOption('--signer <PERSON>', { zh: '签发人（人员编号）', en: 'Who signed it (reference of the person)' }), choiceOption('--urgency <URGENCY>', urgencyWords, { zh: '紧急程度', en: 'Urgency' }),
    textOption('--occurred-at <MOMENT>', { zh: '突发事件发生时间（北京时间，如 2026-03-02T09:30）', en: "When an incident occurred, in the city's time such as 2026-03-02T09:30" }),
    textOption('--phoned-at <MOMENT>', { zh: '电话报告时间', en: 'When it was reported by phone' }), documentsOption, evidenceOption,
  ],
  request: async (call) => {
    const { given } = call;
    const text = (name: string): string | undefined => given.maybe(`--${name}`);
    const options = {
      matter: text('code'), kind: text('kind'), title: text('title'), unit: await actingUnit(call), content: text('content'), decisionSought: text('decision-sought'), signer: text('signer'),
      urgency: text('urgency'),
      incident: incidentOf(call), documents: given.many('--document'), evidence: await evidenceOf(call),
    };
    return { path: '/matters', body: contentOf(call, options) };
  },
  shows: (_call, _request, { matter }) => path`/matters/${String(matter)}`,
});

/** An act on one matter. */
const act = (definition: Omit<Parameters<typeof actCommand>[0], 'arguments' | 'shows'>): CommandSpec => actCommand({ ...definition, arguments: [matterArgument], shows: matterPath });

const supplement = act({
  path: 'matters supplement', summary: { zh: '重大事项续报', en: 'Tell more about a matter' },
  options: [ownUnitOption, needed(textOption('--content <TEXT>', { zh: '续报内容', en: 'What there is to add' })), documentsOption, evidenceOption],
  request: async (call) => ({ path: `${matterPath(call)}/supplements`, body: present({ content: call.given.text('--content'), documents: call.given.many('--document'), evidence: await evidenceOf(call) }) }),
});

function instructedFinding(call: Call): Record<string, unknown> | undefined {
  const { given } = call;
  if (given.text('--handling') !== 'finding') return undefined;
  return present({ unit: given.text('--unit'), severity: given.text('--severity'), requirement: given.text('--requirement'), due: timeAllowed(call) });
}

const instruct = act({
  path: 'matters instruct', summary: { zh: '对重大事项作出批示；可转督办', en: 'Give an instruction on a matter; a finding may come of it' },
  options: [
    codeOption, textOption('--leader <PERSON>', { zh: '批示领导（人员编号）；本人不写', en: 'Leader who gives it (reference of the person); oneself when absent' }),
    needed(textOption('--text <TEXT>', { zh: '批示内容', en: 'What the instruction says' })),
    { flags: '--handling <HANDLING>', choices: ['note', 'finding'], fallback: 'note', summary: { zh: '阅知或转督办', en: 'Noted, or made a finding' } },
    textOption('--unit <UNIT>', { zh: '转督办：责任单位', en: 'Of a finding: unit in charge' }),
    choiceOption('--severity <SEVERITY>', severityWords, { zh: '转督办：严重程度', en: 'Of a finding: severity' }),
    textOption('--requirement <TEXT>', { zh: '转督办：要求', en: 'Of a finding: what is required' }), ...timeOptions,
  ],
  request: (call) => ({
    path: `${matterPath(call)}/instructions`,
    body: present({ instruction: call.given.maybe('--code'), leader: call.given.maybe('--leader'), text: call.given.text('--text'), handling: call.given.text('--handling'), finding: instructedFinding(call) }),
  }),
});

const sendBack = act({
  path: 'matters return', summary: { zh: '重大事项退文', en: 'Return a matter whose form is wrong' }, options: [{ ...reasonOption, required: true }],
  request: (call) => ({ path: `${matterPath(call)}/return`, reason: call.given.text('--reason') }),
});

const settle = act({
  path: 'matters settle', summary: { zh: '重大事项办结', en: 'Settle a matter' },
  options: [
    needed(choiceOption('--outcome <OUTCOME>', matterOutcomeWords, { zh: '结果', en: 'Outcome' })), textOption('--opinion <TEXT>', { zh: '意见', en: 'Opinion' }),
    textOption('--document <NUMBER>', { zh: '文号', en: 'Number of the document' }),
  ],
  request: (call) => ({ path: `${matterPath(call)}/settlement`, body: present({ outcome: call.given.text('--outcome'), opinion: call.given.maybe('--opinion'), document: call.given.maybe('--document') }) }),
});

export const matterCommands: readonly CommandSpec[] = [list, show, report, supplement, instruct, sendBack, settle];
