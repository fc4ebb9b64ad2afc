import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec, OptionSpec } from '../command-line/command.js';
import { authorityOption, reasonOption } from '../command-line/usual-options.js';
import { findingArgument, findingPath } from './finding-drafts.js';
import { choiceOption, evidenceOption, filesUnitOption, inspectorsEvidence, needed, neededTime, textOption, timeOptions } from './given-content.js';
import { followUpWords, levelWords, verdictWords } from '../../words/supervision-words.js';

const reasonNeeded: OptionSpec = { ...reasonOption, required: true };

/** What a rectification has to pass to be closed. */
export const closingTestWords = {
  facts: { zh: '事实清楚', en: 'the facts are clear' }, measures: { zh: '措施对应问题', en: 'the measures answer the problem' },
  results: { zh: '成效量化', en: 'the results are in figures' }, evidence: { zh: '佐证齐全', en: 'the evidence is complete' },
} as const;

const sendBack = actCommand({
  path: 'findings return', summary: { zh: '退回重改', en: 'Return a rectification' }, arguments: [findingArgument],
  options: [needed(choiceOption('--verdict <VERDICT>', verdictWords, { zh: '核查结论', en: 'Result of the check' })), reasonNeeded, ...timeOptions],
  request: (call) => ({ path: `${findingPath(call)}/return`, body: { verdict: call.given.text('--verdict'), due: neededTime(call) }, reason: call.given.text('--reason') }),
  shows: findingPath,
});

const close = actCommand({
  path: 'findings close', summary: { zh: '核查销号', en: 'Check and close a finding' }, arguments: [findingArgument],
  options: [
    needed(textOption('--opinion <TEXT>', { zh: '核查意见', en: 'Opinion of the check' })),
    { ...choiceOption('--passed <TEST>', closingTestWords, { zh: '经核查符合的各项，四项都符合才能销号', en: 'What was checked and found so; all four are needed to close' }), many: true },
    textOption('--follow-up-on <DATE>', { zh: '回头看日期（三至六个月内）', en: 'Day of the follow-up, three to six months ahead' }),
  ],
  examples: ['zhiheng findings close f-1 --opinion done --passed facts --passed measures --passed results --passed evidence'],
  request: (call) => {
    const passed = call.given.many('--passed');
    const test = Object.fromEntries(Object.keys(closingTestWords).map((name) => [name, passed.includes(name)]));
    return { path: `${findingPath(call)}/closing`, body: present({ opinion: call.given.text('--opinion'), test, followUpOn: call.given.date('--follow-up-on') }) };
  },
  shows: findingPath,
});

const followUp = actCommand({
  path: 'findings follow-up', summary: { zh: '登记回头看结果（反弹的同时重开，须给期限）', en: 'Record a follow-up; a relapse reopens the finding and needs a due date' }, arguments: [findingArgument],
  options: [
    needed(choiceOption('--result <RESULT>', followUpWords, { zh: '结果', en: 'Result' })), needed(textOption('--facts <TEXT>', { zh: '查明的情况', en: 'What was found' })), ...timeOptions,
    evidenceOption, filesUnitOption,
  ],
  request: async (call) => {
    const result = call.given.text('--result');
    const due = result === 'relapsed' ? neededTime(call) : undefined;
    return { path: `${findingPath(call)}/follow-up`, body: present({ result, facts: call.given.text('--facts'), evidence: await inspectorsEvidence(call), due }) };
  },
  shows: findingPath,
});

const reopen = actCommand({
  path: 'findings reopen', summary: { zh: '反弹重开（未经回头看）', en: 'Reopen a finding that has relapsed, without a follow-up' }, arguments: [findingArgument], options: [reasonNeeded, ...timeOptions],
  request: (call) => ({ path: `${findingPath(call)}/reopening`, body: { due: neededTime(call) }, reason: call.given.text('--reason') }),
  shows: findingPath,
});

const authorityNeeded: OptionSpec = { ...authorityOption, required: true };

const suspend = actCommand({
  path: 'findings suspend', summary: { zh: '挂起：暂停计时和升级', en: 'Suspend a finding: its time stands still' }, arguments: [findingArgument], options: [reasonNeeded, authorityNeeded],
  request: (call) => ({ path: `${findingPath(call)}/suspension`, reason: call.given.text('--reason'), authority: call.given.text('--authority') }),
  shows: findingPath,
});

const resume = actCommand({
  path: 'findings resume', summary: { zh: '恢复办理：按挂起时剩余的天数重新计算期限', en: 'Resume a finding with as many days left as when it was suspended' }, arguments: [findingArgument], options: [reasonNeeded],
  request: (call) => ({ path: `${findingPath(call)}/resumption`, reason: call.given.text('--reason') }),
  shows: findingPath,
});

const withdraw = actCommand({
  path: 'findings withdraw', summary: { zh: '撤销交办', en: 'Withdraw an order' }, arguments: [findingArgument], options: [reasonNeeded, authorityNeeded],
  request: (call) => ({ path: `${findingPath(call)}/withdrawal`, reason: call.given.text('--reason'), authority: call.given.text('--authority') }),
  shows: findingPath,
});

const escalate = actCommand({
  path: 'findings escalate', summary: { zh: '提前升级督办', en: 'Raise the level of a finding by hand' }, arguments: [findingArgument],
  options: [needed(choiceOption('--level <LEVEL>', levelWords, { zh: '督办层级', en: 'Level' })), reasonNeeded],
  request: (call) => ({ path: `${findingPath(call)}/escalation`, body: { level: call.given.text('--level') }, reason: call.given.text('--reason') }),
  shows: findingPath,
});

export const checkCommands: readonly CommandSpec[] = [sendBack, close, followUp, reopen, suspend, resume, withdraw, escalate];
