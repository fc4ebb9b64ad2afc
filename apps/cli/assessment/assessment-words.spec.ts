import { describe, expect, test } from '@jest/globals';
import type { Bilingual } from '#engine/kernel';
import { assessmentYears, calculationCauses, conductKinds, reviewOutcomes, roundSteps } from '#domain/assessment';
import { lateParts } from '../../../libs/domain/assessment/round-views/board-line.js';
import { roundActNames } from '../../../libs/domain/assessment/round-views/next-act.js';
import { resultStandings } from '../../../libs/domain/assessment/round-views/result-table.js';
import { selfAssessmentStates } from '../../../libs/domain/assessment/round-views/round-units.projection.js';
import { verdicts } from '../../../libs/domain/assessment/reproduce-round/reproduction.js';
import { wholes } from '../../../libs/domain/assessment/request-review/contested.js';
import { reviewStatusNames } from '../../../libs/domain/assessment/request-review/review-acts.js';
import { roundStepNames } from '../../../libs/domain/assessment/round-acts.js';
import { noGaps } from '../../../libs/domain/assessment/freeze-data/freeze-preview.js';
import { commandTree } from '../commands.js';
import * as words from '../../words/assessment-words.js';
import { gapTexts } from './round-freeze.js';
import { commandOfRoundAct } from './round-page.js';

const known: readonly (readonly [string, Readonly<Record<string, Bilingual>>, readonly string[]])[] = [
  ['steps', words.roundStepWords, roundSteps], ['assessment years', words.assessmentYearWords, assessmentYears], ['causes', words.calculationCauseWords, calculationCauses],
  ['self-assessments', words.selfAssessmentWords, selfAssessmentStates], ['what is late', words.latePartWords, lateParts], ['standings', words.standingWords, resultStandings],
  ['outcomes of reviews', words.reviewOutcomeWords, reviewOutcomes], ['conduct', words.conductWords, conductKinds],
  ['wholes that are contested', words.wholeWords, wholes], ['verdicts of a replay', words.reproductionWords, verdicts],
  ['gaps before a freeze', { ...gapTexts, bonuses: gapTexts.unmarked }, Object.keys(noGaps)],
];

describe('the words of assessment', () => {
  test.each(known)('are there for all %s and no others', (_, ours, codes) => {
    expect(Object.keys(ours).sort()).toEqual([...codes].sort());
  });

  test('are for steps and reviews those that the context itself uses', () => {
    expect([words.roundStepWords, words.reviewStatusWords]).toEqual([roundStepNames, reviewStatusNames]);
  });

  test('name a command for every act that takes a round on', () => {
    expect(Object.keys(commandOfRoundAct).sort()).toEqual([...roundActNames].sort());
    const paths = commandTree.commands.map(({ path }) => path);
    expect(Object.values(commandOfRoundAct).filter((path) => !paths.includes(path))).toEqual([]);
  });
});
