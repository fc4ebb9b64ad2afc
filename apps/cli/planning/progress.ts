import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { listCommand } from '../command-line/listing.js';
import { planOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';
import { ownUnit } from '../account/whoami.js';
import { evidenceAddresses } from '../reporting/evidence.js';
import { progressStatusWords } from '../../words/plan-words.js';
import { planPath, showCommand } from './plan.js';

interface ProgressLine {
  readonly no: number;
  readonly unit: string;
  readonly period: string;
  readonly percent: string;
  readonly status: string;
  readonly summary: string;
  readonly remark: string | null;
  readonly revision: number;
}

const list = listCommand<ProgressLine>({
  path: 'progress list',
  summary: { zh: '任务进展台账', en: 'Register of progress on measures' },
  options: [
    planOption, { flags: '--measure <NUMBER>', summary: { zh: '措施序号', en: 'Number of the measure' } }, { flags: '--unit <UNIT>', summary: { zh: '单位', en: 'Unit' } },
    { flags: '--period <PERIOD>', summary: { zh: '报告期', en: 'Period' } }, { flags: '--status <STATUS>', choices: Object.keys(progressStatusWords), summary: { zh: '状态', en: 'State' } },
  ],
  from: (call) => `${planPath(call)}/progress`,
  query: ({ given }) => ({ no: given.whole('--measure', 1, 999), unit: given.maybe('--unit'), period: given.has('--period') ? given.period('--period') : undefined, status: given.maybe('--status') }),
  columns: [
    { head: { zh: '措施', en: 'Measure' }, align: 'right', of: ({ no }) => no },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '报告期', en: 'Period' }, of: ({ period }) => period },
    { head: { zh: '完成', en: 'Done' }, align: 'right', of: ({ percent }) => `${percent}%` },
    { head: { zh: '状态', en: 'State' }, of: ({ status }, { out }) => out.say(progressStatusWords[status] ?? { zh: status, en: status }) },
    { head: { zh: '进展', en: 'Progress' }, wrap: true, of: ({ summary }) => summary },
    { head: { zh: '审核意见', en: 'Remark' }, wrap: true, of: ({ remark }) => remark },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const measureArgument: ArgumentSpec = { name: 'MEASURE', summary: { zh: '措施序号', en: 'Number of the measure' } };
const periodArgument: ArgumentSpec = { name: 'PERIOD', summary: { zh: '报告期', en: 'Period' } };
const measurePath = (call: Call): string => `${planPath(call)}${path`/measures/${call.given.text('MEASURE')}/progress`}`;

const report = actCommand({
  path: 'progress report',
  summary: { zh: '填报措施的任务进展', en: "Report a unit's progress on a measure" },
  arguments: [measureArgument, periodArgument],
  options: [
    planOption, { flags: '--unit <UNIT>', summary: { zh: '单位；默认本单位', en: 'Unit; your own when absent' } }, { flags: '--percent <PERCENT>', required: true, summary: { zh: '完成百分比', en: 'Per cent done' } },
    { flags: '--summary <TEXT>', required: true, summary: { zh: '进展情况', en: 'What was done' } }, { flags: '--next-step <TEXT>', summary: { zh: '下一步安排', en: 'What comes next' } },
    { flags: '--evidence <FILE>', many: true, summary: { zh: '佐证材料：文件（先上传）或 SHA-256', en: 'Evidence: a file, uploaded first, or a SHA-256' } },
  ],
  request: async (call) => {
    const { given } = call;
    const unit = given.maybe('--unit') ?? (await ownUnit(call));
    const evidence = await evidenceAddresses(call, unit);
    return {
      path: measurePath(call),
      body: present({ unit, period: given.period('PERIOD'), percent: given.text('--percent'), summary: given.text('--summary'), nextStep: given.maybe('--next-step'), evidence }),
    };
  },
  shows: (call, { body }) => `${measurePath(call)}${path`/${(body as { unit: string }).unit}/${call.given.period('PERIOD')}`}`,
});

const progressPath = (call: Call): string => `${measurePath(call)}${path`/${call.given.text('UNIT')}/${call.given.period('PERIOD')}`}`;

const show = showCommand({
  path: 'progress show', summary: { zh: '一条任务进展', en: 'Progress of one unit on one measure in one period' },
  arguments: [measureArgument, { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } }, periodArgument], from: progressPath,
});

const review = actCommand({
  path: 'progress review',
  summary: { zh: '审核任务进展：通过或退回', en: 'Accept reported progress, or return it' },
  arguments: [measureArgument, { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } }, periodArgument],
  options: [
    planOption, { flags: '--percent <PERCENT>', required: true, summary: { zh: '您所看到的完成百分比', en: 'The per cent you looked at' } },
    { flags: '--verdict <VERDICT>', required: true, choices: ['accepted', 'returned'], summary: { zh: '通过或退回', en: 'Accept or return' } }, { flags: '--remark <TEXT>', summary: { zh: '审核意见；退回时必填', en: 'Remark; needed to return' } },
  ],
  request: (call) => ({
    path: `${progressPath(call)}/review`, body: present({ percent: call.given.text('--percent'), verdict: call.given.text('--verdict'), remark: call.given.maybe('--remark') }),
  }),
  shows: progressPath,
});

export const progressCommands: readonly CommandSpec[] = [list, show, report, review];
