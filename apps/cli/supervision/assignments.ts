import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec } from '../command-line/command.js';
import { reasonOption } from '../command-line/usual-options.js';
import { findingArgument, findingPath } from './finding-drafts.js';
import { actingUnit, choiceOption, evidenceOf, evidenceOption, needed, ownUnitOption, textOption, timeAllowed, timeOptions } from './given-content.js';
import { contestGroundWords } from '../../words/supervision-words.js';

const reasonNeeded = { ...reasonOption, required: true };

const acknowledge = actCommand({
  path: 'findings acknowledge', summary: { zh: '签收督办单', en: 'Acknowledge an order' }, arguments: [findingArgument],
  options: [ownUnitOption, textOption('--contact <PERSON>', { zh: '联系人（人员编号）', en: 'Contact (reference of the person)' })],
  request: async (call) => ({ path: `${findingPath(call)}/acknowledgement`, body: present({ unit: await actingUnit(call), contact: call.given.maybe('--contact') }) }),
  shows: findingPath,
});

const contest = actCommand({
  path: 'findings contest', summary: { zh: '对交办提出异议（2 个工作日内）', en: 'Contest an assignment, within two working days' }, arguments: [findingArgument],
  options: [
    ownUnitOption, needed(choiceOption('--ground <GROUND>', contestGroundWords, { zh: '理由类别', en: 'Ground' })), reasonNeeded,
    textOption('--proposed-unit <UNIT>', { zh: '建议的责任单位', en: 'Unit it belongs to instead' }), evidenceOption,
  ],
  request: async (call) => ({
    path: `${findingPath(call)}/contest`, reason: call.given.text('--reason'),
    body: present({ unit: await actingUnit(call), ground: call.given.text('--ground'), proposedUnit: call.given.maybe('--proposed-unit'), evidence: await evidenceOf(call) }),
  }),
  shows: findingPath,
});

const uphold = actCommand({
  path: 'findings uphold', summary: { zh: '维持交办', en: 'Uphold a contested assignment' }, arguments: [findingArgument], options: [reasonNeeded],
  request: (call) => ({ path: `${findingPath(call)}/upholding`, reason: call.given.text('--reason') }),
  shows: findingPath,
});

const reassign = actCommand({
  path: 'findings reassign', summary: { zh: '改派：变更责任单位、配合单位或整改期限', en: 'Reassign: other units, or another due date' },
  arguments: [findingArgument, { name: 'UNIT', summary: { zh: '责任单位', en: 'Unit in charge' } }],
  options: [
    { flags: '--supporting <UNIT>', many: true, summary: { zh: '配合单位；不写即无', en: 'Supporting unit; none when absent' } },
    textOption('--leader <PERSON>', { zh: '责任领导（人员编号）', en: 'Responsible leader (reference of the person)' }), ...timeOptions, reasonNeeded,
  ],
  request: (call) => ({
    path: `${findingPath(call)}/reassignment`, reason: call.given.text('--reason'),
    body: present({ unit: call.given.text('UNIT'), supporting: call.given.many('--supporting'), responsibleLeader: call.given.maybe('--leader'), due: timeAllowed(call) }),
  }),
  shows: findingPath,
});

export const assignmentCommands: readonly CommandSpec[] = [acknowledge, contest, uphold, reassign];
