import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec } from '../command-line/command.js';
import { reasonOption } from '../command-line/usual-options.js';
import { findingArgument, findingPath } from './finding-drafts.js';
import { actingUnit, choiceOption, contentOf, evidenceOf, evidenceOption, fileOption, needed, ownUnitOption, textOption } from './given-content.js';
import { extensionReasonWords } from '../../words/supervision-words.js';

const plan = actCommand({
  path: 'findings plan', summary: { zh: '提交整改方案：原因、措施、责任和时限', en: 'Plan the rectification: causes, measures, who and by when' }, arguments: [findingArgument],
  options: [
    fileOption, ownUnitOption, textOption('--causes <TEXT>', { zh: '原因', en: 'Causes' }),
    { flags: '--measure <MEASURE>', many: true, summary: { zh: '整改措施：BY=WHO=WHAT（完成日期、责任人、内容）', en: 'Measure: BY=WHO=WHAT, with the date it is done by' } }, evidenceOption,
  ],
  examples: ['zhiheng findings plan f-1 --causes staff --measure 2026-03-20=Li=records --as reporter-xuanwu'],
  request: async (call) => ({
    path: `${findingPath(call)}/plan`,
    body: contentOf(call, { unit: await actingUnit(call), causes: call.given.maybe('--causes'), measures: call.given.parted('--measure', ['by', 'who', 'what']), evidence: await evidenceOf(call) }),
  }),
  shows: findingPath,
});

const progress = actCommand({
  path: 'findings progress', summary: { zh: '填报整改进展', en: 'Report progress of the rectification' }, arguments: [findingArgument, { name: 'PERCENT', summary: { zh: '完成百分比', en: 'Per cent done' } }],
  options: [ownUnitOption, needed(textOption('--summary <TEXT>', { zh: '进展情况', en: 'What was done' })), textOption('--next-step <TEXT>', { zh: '下一步安排', en: 'What comes next' }), evidenceOption],
  request: async (call) => ({
    path: `${findingPath(call)}/progress`,
    body: present({ unit: await actingUnit(call), percent: call.given.text('PERCENT'), summary: call.given.text('--summary'), nextStep: call.given.maybe('--next-step'), evidence: await evidenceOf(call) }),
  }),
  shows: findingPath,
});

const support = actCommand({
  path: 'findings support', summary: { zh: '配合单位向责任单位报送情况', en: 'A supporting unit reports to the unit in charge' }, arguments: [findingArgument],
  options: [ownUnitOption, needed(textOption('--summary <TEXT>', { zh: '情况', en: 'What was done' })), evidenceOption],
  request: async (call) => ({ path: `${findingPath(call)}/support`, body: present({ unit: await actingUnit(call), summary: call.given.text('--summary'), evidence: await evidenceOf(call) }) }),
  shows: findingPath,
});

const report = actCommand({
  path: 'findings report', summary: { zh: '提交整改报告：问题、措施、成效、佐证四项齐全', en: 'Report the rectification: problem, measures, results and evidence, all four' }, arguments: [findingArgument],
  options: [
    fileOption, ownUnitOption, textOption('--problem <TEXT>', { zh: '问题', en: 'The problem' }), textOption('--measures <TEXT>', { zh: '整改措施', en: 'What was done' }),
    textOption('--results <TEXT>', { zh: '成效', en: 'What came of it' }), evidenceOption,
    textOption('--lasting <TEXT>', { zh: '长效机制', en: 'What keeps it so' }),
    { flags: '--without <UNIT=REASON>', many: true, summary: { zh: '未报送情况的配合单位及原因', en: 'A supporting unit that has not reported, and why' } },
  ],
  request: async (call) => {
    const { given } = call;
    const text = (name: string): string | undefined => given.maybe(`--${name}`);
    const options = {
      unit: await actingUnit(call), problem: text('problem'), measures: text('measures'), results: text('results'), lasting: text('lasting'), evidence: await evidenceOf(call),
      without: given.parted('--without', ['unit', 'reason']),
    };
    return { path: `${findingPath(call)}/report`, body: contentOf(call, options) };
  },
  shows: findingPath,
});

const extend = actCommand({
  path: 'findings extend', summary: { zh: '申请延期（到期前）', en: 'Ask for more time, before it is due' }, arguments: [findingArgument],
  options: [
    ownUnitOption, needed(textOption('--until <DATE>', { zh: '申请延至', en: 'Asked for until' })),
    needed(choiceOption('--reason-code <CODE>', extensionReasonWords, { zh: '原因类别', en: 'Kind of reason' })), { ...reasonOption, required: true },
    needed(textOption('--progress <TEXT>', { zh: '目前进展', en: 'How far it has come' })),
  ],
  request: async (call) => ({
    path: `${findingPath(call)}/extension-request`, reason: call.given.text('--reason'),
    body: { unit: await actingUnit(call), reasonCode: call.given.text('--reason-code'), progress: call.given.text('--progress'), until: call.given.date('--until') },
  }),
  shows: findingPath,
});

const grant = actCommand({
  path: 'findings grant', summary: { zh: '同意延期（可少于申请的时间）', en: 'Give more time, as asked for or less' }, arguments: [findingArgument],
  options: [textOption('--until <DATE>', { zh: '延至；默认照申请', en: 'Until; as asked for when absent' }), textOption('--opinion <TEXT>', { zh: '意见', en: 'Opinion' })],
  request: (call) => ({ path: `${findingPath(call)}/extension`, body: present({ until: call.given.date('--until'), opinion: call.given.maybe('--opinion') }) }),
  shows: findingPath,
});

const refuse = actCommand({
  path: 'findings refuse', summary: { zh: '不同意延期', en: 'Give no more time' }, arguments: [findingArgument], options: [{ ...reasonOption, required: true }],
  request: (call) => ({ path: `${findingPath(call)}/extension-refusal`, body: {}, reason: call.given.text('--reason') }),
  shows: findingPath,
});

export const rectificationCommands: readonly CommandSpec[] = [plan, progress, support, report, extend, grant, refuse];
