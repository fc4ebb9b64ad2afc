import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec, OptionSpec } from '../command-line/command.js';
import { authorityOption, reasonOption } from '../command-line/usual-options.js';
import { findingArgument, findingPath } from './finding-drafts.js';
import { actingUnit, choiceOption, evidenceOf, evidenceOption, filesUnitOption, inspectorsEvidence, needed, ownUnitOption, textOption } from './given-content.js';
import { effectWords } from '../../words/supervision-words.js';

const reasonNeeded: OptionSpec = { ...reasonOption, required: true };

const list = actCommand({
  path: 'findings list-publicly', summary: { zh: '挂牌督办', en: 'List a finding publicly' }, arguments: [findingArgument],
  options: [
    needed(textOption('--leader <PERSON>', { zh: '督办领导（人员编号）', en: 'Leader who sees to it (reference of the person)' })),
    needed(textOption('--requirement <TEXT>', { zh: '督办要求', en: 'What is required' })),
    needed(textOption('--published-in <TEXT>', { zh: '公布载体', en: 'Where it is published' })), needed(textOption('--document <NUMBER>', { zh: '文号', en: 'Number of the document' })),
  ],
  request: (call) => {
    const text = (name: string): string => call.given.text(`--${name}`);
    return { path: `${findingPath(call)}/listing`, body: { leader: text('leader'), requirement: text('requirement'), publishedIn: text('published-in'), document: text('document') } };
  },
  shows: findingPath,
});

const delist = actCommand({
  path: 'findings delist', summary: { zh: '摘牌', en: 'Take a finding off the public list' }, arguments: [findingArgument],
  options: [
    needed(textOption('--opinion <TEXT>', { zh: '意见', en: 'Opinion' })), needed(textOption('--document <NUMBER>', { zh: '文号', en: 'Number of the document' })), evidenceOption,
    filesUnitOption,
  ],
  request: async (call) => ({ path: `${findingPath(call)}/delisting`, body: present({ opinion: call.given.text('--opinion'), document: call.given.text('--document'), evidence: await inspectorsEvidence(call) }) }),
  shows: findingPath,
});

const effects: OptionSpec = { ...choiceOption('--effect <EFFECT>', effectWords, { zh: '扣分依据', en: 'Effect on the score' }), many: true };

const contestEffect = actCommand({
  path: 'findings contest-effect', summary: { zh: '申请复核扣分依据', en: 'Ask for a review of the effect on the score' }, arguments: [findingArgument],
  options: [ownUnitOption, needed(effects), reasonNeeded, evidenceOption],
  request: async (call) => ({
    path: `${findingPath(call)}/effect-contest`, reason: call.given.text('--reason'),
    body: present({ unit: await actingUnit(call), effects: call.given.many('--effect'), evidence: await evidenceOf(call) }),
  }),
  shows: findingPath,
});

const liftEffect = actCommand({
  path: 'findings lift-effect', summary: { zh: '取消扣分依据（全部或部分）', en: 'Lift effects on the score, all that are contested or some' }, arguments: [findingArgument],
  options: [{ ...effects, summary: { zh: `${effects.summary.zh}；默认全部`, en: `${effects.summary.en}; all that are contested when absent` } }, reasonNeeded, { ...authorityOption, required: true }],
  request: (call) => ({
    path: `${findingPath(call)}/effect-lifting`, body: present({ effects: call.given.many('--effect') }), reason: call.given.text('--reason'), authority: call.given.text('--authority'),
  }),
  shows: findingPath,
});

const upholdEffect = actCommand({
  path: 'findings uphold-effect', summary: { zh: '维持扣分依据', en: 'Uphold the effect on the score' }, arguments: [findingArgument], options: [reasonNeeded],
  request: (call) => ({ path: `${findingPath(call)}/effect-upholding`, body: {}, reason: call.given.text('--reason') }),
  shows: findingPath,
});

export const listingAndEffectCommands: readonly CommandSpec[] = [list, delist, contestEffect, liftEffect, upholdEffect];
