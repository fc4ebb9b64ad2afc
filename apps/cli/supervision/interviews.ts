import type { Bilingual } from '#engine/kernel';
import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec, OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { listCommand } from '../command-line/listing.js';
import { authorityOption, reasonOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { cityTime } from './campaigns.js';
import { choiceOption, codeOption, contentOf, evidenceOf, evidenceOption, fileOption, filesUnitOption, inspectorsEvidence, needed, ownUnitOption, textOption } from './given-content.js';
import { called } from '../command-line/called.js';
import { approverWords, interviewStatusWords } from '../../words/supervision-words.js';
import { withTimeline, type TimelineEntry } from './timeline.js';

interface InterviewLine {
  readonly interview: string;
  readonly unit: string;
  readonly level: string;
  readonly interviewer: string;
  readonly interviewee: { readonly person: string; readonly post: string };
  readonly reason: string;
  readonly at: string;
  readonly place: string;
  readonly status: string;
  readonly followUpDueOn: string | null;
  readonly late: boolean | null;
  readonly revision: number;
}

export const interviewTexts = { late: { zh: '迟报', en: 'late' } } as const;

const interviewArgument: ArgumentSpec = { name: 'INTERVIEW', summary: { zh: '约谈编码', en: 'Code of the interview' } };
const interviewPath = ({ given }: Pick<Call, 'given'>): string => path`/interviews/${given.text('INTERVIEW')}`;
const reasonNeeded: OptionSpec = { ...reasonOption, required: true };
/** Shorter notice needs urgency and a document. */
const urgentOptions: readonly OptionSpec[] = [textOption('--urgent', { zh: '紧急，不足 3 日通知；须有 --authority', en: 'Urgent, with less than three days notice; needs --authority' }), authorityOption];
const urgent = ({ given }: Call): true | undefined => (given.has('--urgent') ? true : undefined);
const moment = (flags: string, { zh, en }: Bilingual): OptionSpec => ({ flags, summary: { zh: `${zh}（北京时间，如 2026-03-09T14:30）`, en: `${en}, in the city's time such as 2026-03-09T14:30` } });

const list = listCommand<InterviewLine>({
  path: 'interviews list', summary: { zh: '约谈台账；可查应报未报整改情况的', en: 'Register of interviews; also those whose report is overdue' },
  options: [
    textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' }), choiceOption('--level <LEVEL>', approverWords, { zh: '层级', en: 'Level' }),
    choiceOption('--status <STATUS>', interviewStatusWords, { zh: '状态', en: 'State' }), textOption('--interviewer <USER>', { zh: '约谈人', en: 'Who interviews' }),
    textOption('--awaited-before <DATE>', { zh: '某日前应报未报整改情况的', en: 'Held, and the report was due before this day and is not there' }),
  ],
  from: '/interviews',
  query: ({ given }) => ({ unit: given.maybe('--unit'), level: given.maybe('--level'), status: given.maybe('--status'), interviewer: given.maybe('--interviewer'), awaitedBefore: given.date('--awaited-before') }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ interview }) => interview },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '层级', en: 'Level' }, of: ({ level }, call) => called(approverWords, level, call) },
    { head: { zh: '约谈人', en: 'Interviewer' }, of: ({ interviewer }) => interviewer },
    { head: { zh: '被约谈人', en: 'Interviewee' }, of: ({ interviewee }) => `${interviewee.person} ${interviewee.post}` },
    { head: { zh: '事由', en: 'Reason' }, wrap: true, of: ({ reason }) => reason },
    { head: { zh: '时间（北京时间）', en: 'At (city time)' }, of: ({ at }) => cityTime(at) },
    { head: { zh: '状态', en: 'State' }, of: ({ status }, call) => called(interviewStatusWords, status, call) },
    { head: { zh: '应报整改', en: 'Report due' }, of: ({ followUpDueOn, late }, { out }) => [followUpDueOn ?? '', ...(late ? [out.say(interviewTexts.late)] : [])].join(' ').trim() },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const show = viewCommand<InterviewLine & { readonly timeline: readonly TimelineEntry[] }>({
  path: 'interviews show', summary: { zh: '一次约谈及其经过', en: 'One interview with its timeline' }, arguments: [interviewArgument], from: interviewPath, text: withTimeline,
});

const callTo = actCommand({
  path: 'interviews call', summary: { zh: '发出约谈通知（提前 3 日）', en: 'Call somebody to an interview, three days ahead' },
  options: [
    codeOption, fileOption, textOption('--unit <UNIT>', { zh: '单位', en: 'Unit' }), { flags: '--finding <FINDING>', many: true, summary: { zh: '所涉问题', en: 'Finding it is about' } },
    choiceOption('--level <LEVEL>', approverWords, { zh: '约谈层级', en: 'Who interviews' }),
    textOption('--interviewer <USER>', { zh: '约谈人', en: 'Who interviews, by user id' }), textOption('--person <PERSON>', { zh: '被约谈人（人员编号）', en: 'Interviewee (reference of the person)' }),
    textOption('--post <TEXT>', { zh: '被约谈人职务', en: 'Post of the interviewee' }),
    textOption('--about <TEXT>', { zh: '事由', en: 'What it is about' }), moment('--at <MOMENT>', { zh: '时间', en: 'When' }), textOption('--place <TEXT>', { zh: '地点', en: 'Where' }), ...urgentOptions,
  ],
  request: (call) => {
    const { given } = call;
    const text = (name: string): string | undefined => given.maybe(`--${name}`);
    const interviewee = given.has('--person') || given.has('--post') ? { person: given.text('--person'), post: given.text('--post') } : undefined;
    const options = {
      interview: text('code'), unit: text('unit'), findings: given.many('--finding'), level: text('level'), interviewer: text('interviewer'), interviewee, reason: text('about'),
      at: given.instant('--at'), place: text('place'), urgent: urgent(call),
    };
    return { path: '/interviews', body: contentOf(call, options), authority: text('authority') };
  },
  shows: (_call, _request, { interview }) => path`/interviews/${String(interview)}`,
});

/** An act on one interview. */
const act = (definition: Omit<Parameters<typeof actCommand>[0], 'arguments' | 'shows'>): CommandSpec => actCommand({ ...definition, arguments: [interviewArgument], shows: interviewPath });

const move = act({
  path: 'interviews move', summary: { zh: '约谈改期或改地点', en: 'Move an interview to another time or place' },
  options: [needed(moment('--at <MOMENT>', { zh: '时间', en: 'When' })), needed(textOption('--place <TEXT>', { zh: '地点', en: 'Where' })), reasonNeeded, ...urgentOptions],
  request: (call) => ({
    path: `${interviewPath(call)}/move`, body: present({ at: call.given.instant('--at'), place: call.given.text('--place'), urgent: urgent(call) }), reason: call.given.text('--reason'),
    authority: call.given.maybe('--authority'),
  }),
});

const cancel = act({
  path: 'interviews cancel', summary: { zh: '取消约谈', en: 'Cancel an interview' }, options: [reasonNeeded],
  request: (call) => ({ path: `${interviewPath(call)}/cancellation`, reason: call.given.text('--reason') }),
});

function signaturesOf({ given }: Call): Record<string, unknown> | undefined {
  const [both, refusal] = [given.has('--both-signed'), given.maybe('--not-signed')];
  if (both && refusal !== undefined) throw badUsage('together', { name: '--both-signed, --not-signed' });
  if (both) return { by: 'both' };
  return refusal === undefined ? undefined : { by: 'interviewer', refusal };
}

const record = act({
  path: 'interviews record', summary: { zh: '登记约谈纪要：表态、整改承诺、签字', en: 'Record an interview: statement, commitments and signatures' },
  options: [
    fileOption, moment('--held-at <MOMENT>', { zh: '约谈时间', en: 'When it was held' }), textOption('--statement <TEXT>', { zh: '表态', en: 'Statement of the interviewee' }),
    { flags: '--commitment <COMMITMENT>', many: true, summary: { zh: '整改承诺：DUE=TEXT（完成日期、内容）', en: 'Commitment: DUE=TEXT, with the date it is done by' } },
    { ...evidenceOption, summary: { zh: '纪要：文件（先上传）或 SHA-256', en: 'Minutes: a file, uploaded first, or a SHA-256' } }, filesUnitOption,
    textOption('--both-signed', { zh: '双方签字', en: 'Both sides signed' }), textOption('--not-signed <REASON>', { zh: '被约谈人拒签及原因', en: 'That the interviewee did not sign, and why' }),
    textOption('--report-due <DATE>', { zh: '整改情况报送期限（5 至 10 个工作日）', en: 'Day the report is due, five to ten working days on' }), ...urgentOptions,
  ],
  request: async (call) => {
    const { given } = call;
    const commitments = given.parted('--commitment', ['due', 'text']).map(({ due, text }) => ({ text, dueOn: due }));
    const options = {
      heldAt: given.instant('--held-at'), statement: given.maybe('--statement'), commitments, minutes: await inspectorsEvidence(call), signatures: signaturesOf(call),
      followUpReportDueOn: given.date('--report-due'), urgent: urgent(call),
    };
    return { path: `${interviewPath(call)}/record`, body: contentOf(call, options), authority: given.maybe('--authority') };
  },
});

const followUp = act({
  path: 'interviews follow-up', summary: { zh: '单位报送约谈整改情况', en: 'The unit reports what it did about an interview' },
  options: [ownUnitOption, needed(textOption('--report <TEXT>', { zh: '整改情况', en: 'What was done' })), evidenceOption],
  request: async (call) => ({ path: `${interviewPath(call)}/follow-up`, body: present({ report: call.given.text('--report'), evidence: await evidenceOf(call) }) }),
});

const conclude = act({
  path: 'interviews conclude', summary: { zh: '约谈办结', en: 'Conclude an interview' }, options: [needed(textOption('--opinion <TEXT>', { zh: '意见', en: 'Opinion' }))],
  request: (call) => ({ path: `${interviewPath(call)}/conclusion`, body: { opinion: call.given.text('--opinion') } }),
});

export const interviewCommands: readonly CommandSpec[] = [list, show, callTo, move, cancel, record, followUp, conclude];
