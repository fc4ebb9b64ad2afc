import { describe, expect, test } from '@jest/globals';
import type { Bilingual } from '#engine/kernel';
import { dayKinds } from '#domain/calendar';
import {
  campaignMeans, campaignTypes, escalationLevels, extensionApprovers, extensionReasons, findingSources, interviewLevels, matterKinds, matterOutcomes, objectionDecisions, rewardLevels, scoreEffects, severities, urgencies,
} from '#domain/supervision';
import { contestGrounds } from '../../../libs/domain/supervision/answer-assignment/contest-assignment.js';
import { campaignStatusNames } from '../../../libs/domain/supervision/campaign-acts.js';
import { unitStages } from '../../../libs/domain/supervision/campaigns/campaign-units.projection.js';
import { usualLimit } from '../../../libs/domain/supervision/campaigns/burden-note.js';
import { escalationTrigger } from '../../../libs/domain/supervision/escalation/escalation-policy.events.js';
import { levelNames } from '../../../libs/domain/supervision/escalation/level-names.js';
import { statusNames } from '../../../libs/domain/supervision/finding-acts.js';
import { findingActs } from '../../../libs/domain/supervision/finding-page/open-acts.js';
import { interviewStatusNames } from '../../../libs/domain/supervision/interview.state.js';
import { stages } from '../../../libs/domain/supervision/ledger/finding-row.js';
import { lightNames, severityNames, sourceNames, urgencyNames } from '../../../libs/domain/supervision/ledger/ledger-csv.js';
import { lights } from '../../../libs/domain/supervision/light.js';
import { matterStatusNames } from '../../../libs/domain/supervision/matter.state.js';
import { timeliness } from '../../../libs/domain/supervision/matter.events.js';
import { progressLights } from '../../../libs/domain/supervision/progress-warning/progress-warning.events.js';
import { rewardStatusNames } from '../../../libs/domain/supervision/reward.state.js';
import { groupings } from '../../../libs/domain/supervision/supervision-board/board-cell.js';
import { findingTypes } from '../../../libs/domain/supervision/supervision-board/board-finding.js';
import { dayKindWords } from '../../words/plan-words.js';
import { commandTree } from '../commands.js';
import { triggerTexts } from '../../words/escalation-words.js';
import { commandOfAct } from './finding-page.js';
import * as words from '../../words/supervision-words.js';

const named: readonly (readonly [string, Readonly<Record<string, Bilingual>>, Readonly<Record<string, Bilingual>>])[] = [
  ['severities', words.severityWords, severityNames], ['urgencies', words.urgencyWords, urgencyNames], ['sources', words.sourceWords, sourceNames], ['lights', words.lightWords, lightNames],
  ['levels', words.levelWords, levelNames], ['statuses of findings', words.findingStatusWords, statusNames], ['statuses of campaigns', words.campaignStatusWords, campaignStatusNames],
  ['statuses of rewards', words.rewardStatusWords, rewardStatusNames], ['statuses of matters', words.matterStatusWords, matterStatusNames], ['statuses of interviews', words.interviewStatusWords, interviewStatusNames],
];

const known: readonly (readonly [string, Readonly<Record<string, Bilingual>>, readonly string[]])[] = [
  ['severities', words.severityWords, severities], ['urgencies', words.urgencyWords, urgencies], ['sources', words.sourceWords, findingSources], ['levels', words.levelWords, escalationLevels], ['lights', words.lightWords, lights],
  ['stages', words.stageWords, stages], ['grounds of a contest', words.contestGroundWords, contestGrounds], ['reasons for an extension', words.extensionReasonWords, extensionReasons], ['approvers', words.approverWords, extensionApprovers],
  ['levels of interviews', words.approverWords, interviewLevels], ['effects', words.effectWords, scoreEffects], ['groupings', words.groupingWords, groupings], ['types of findings', words.findingTypeWords, findingTypes],
  ['types of campaigns', words.campaignTypeWords, campaignTypes], ['means', words.campaignMeansWords, campaignMeans], ['stages of units', words.unitStageWords, unitStages], ['decisions', words.objectionDecisionWords, objectionDecisions],
  ['levels of rewards', words.rewardLevelWords, rewardLevels], ['kinds of matters', words.matterKindWords, matterKinds], ['outcomes', words.matterOutcomeWords, matterOutcomes], ['timeliness', words.timelinessWords, timeliness.shape.phone.options],
  ['lights of progress', words.progressLightWords, progressLights], ['kinds of days', dayKindWords, dayKinds], ['triggers', triggerTexts, escalationTrigger.options.map(({ shape }) => shape.kind.value)],
];

describe('the words of supervision', () => {
  test.each(named)('are for %s those that the context itself uses', (_, ours, theirs) => {
    expect(ours).toEqual(theirs);
  });

  test.each(known)('are there for all %s and no others', (_, ours, codes) => {
    expect(Object.keys(ours).sort()).toEqual([...codes].sort());
  });

  test('name a command for every act that a finding’s page speaks of', () => {
    expect(Object.keys(commandOfAct).sort()).toEqual([...findingActs].sort());
    const paths = commandTree.commands.map(({ path }) => path);
    expect(Object.values(commandOfAct).filter((path) => !paths.includes(path))).toEqual([]);
  });

  test('tell the usual limit of visits', () => {
    const option = commandTree.commands.find(({ path }) => path === 'campaigns counts')!.options!.find(({ flags }) => flags.startsWith('--at-most'))!;
    expect([option.summary.zh, option.summary.en].every((text) => text.includes(` ${usualLimit}`))).toBe(true);
  });
});
