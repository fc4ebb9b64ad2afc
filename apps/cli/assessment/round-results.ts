import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec } from '../command-line/command.js';
import { needed, textOption } from '../supervision/given-content.js';
import { authorityNeeded, reasonNeeded, roundArgument, roundPath } from './round-place.js';

const notify = actCommand({
  path: 'rounds notify', summary: { zh: '向各单位反馈结果，申请复核的期限开始计算', en: 'Tell the units their results; the days to ask for a review begin' },
  arguments: [roundArgument], options: [textOption('--document <NUMBER>', { zh: '反馈文号', en: 'Number of the document' })],
  request: (call) => ({ path: `${roundPath(call)}/notification`, body: present({ document: call.given.maybe('--document') }) }),
  shows: roundPath,
});

const confirm = actCommand({
  path: 'rounds confirm', summary: { zh: '审定结果（会议、文号）', en: 'Confirm the results for the committee, by its document' }, arguments: [roundArgument],
  options: [
    needed(textOption('--committee-zh <TEXT>', { zh: '审定机构或会议（中文）', en: 'Committee or meeting, in Chinese' })), needed(textOption('--committee-en <TEXT>', { zh: '审定机构或会议（英文）', en: 'Committee or meeting, in English' })),
    needed(textOption('--held-on <DATE>', { zh: '会议日期', en: 'Day of the meeting' })), authorityNeeded,
  ],
  request: (call) => {
    const { given } = call;
    return { path: `${roundPath(call)}/confirmation`, body: { committee: { zh: given.text('--committee-zh'), en: given.text('--committee-en') }, heldOn: given.date('--held-on') }, authority: given.text('--authority') };
  },
  shows: roundPath,
});

const publish = actCommand({
  path: 'rounds publish', summary: { zh: '通报审定的结果', en: 'Publish the confirmed results by a circular' }, arguments: [roundArgument],
  options: [needed(textOption('--on <DATE>', { zh: '通报日期', en: 'Day of the circular' })), authorityNeeded],
  request: (call) => ({ path: `${roundPath(call)}/publication`, body: { publishedOn: call.given.date('--on') }, authority: call.given.text('--authority') }),
  shows: roundPath,
});

const correct = actCommand({
  path: 'rounds correct', summary: { zh: '以最近一次计分更正通报的结果，前后结果均保留', en: 'Correct the published results by the last calculation; both stay visible' },
  arguments: [roundArgument], options: [reasonNeeded, authorityNeeded],
  request: (call) => ({ path: `${roundPath(call)}/correction`, reason: call.given.text('--reason'), authority: call.given.text('--authority') }),
  shows: roundPath,
});

const close = actCommand({
  path: 'rounds close', summary: { zh: '考核办结', en: 'Close a round' }, arguments: [roundArgument], options: [textOption('--remark <TEXT>', { zh: '备注', en: 'Remark' })],
  request: (call) => ({ path: `${roundPath(call)}/closing`, body: present({ remark: call.given.maybe('--remark') }) }),
  shows: roundPath,
});

export const roundResultCommands: readonly CommandSpec[] = [notify, confirm, publish, correct, close];
