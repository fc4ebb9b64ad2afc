import { describe, expect, test } from '@jest/globals';
import { project, recordedLog } from '#engine/testing';
import {
  bonusDecided, conductRecorded, deductionEntered, itemMarked, resultStayed, reviewDecided, reviewRequested, round, roundAt, roundOpened, scoreAdjusted, selfAssessed, selfAssessmentReturned, siteChecked, vetoEntered,
} from '../assessment-examples.js';
import type { ResultEvent } from '../result.events.js';
import { round as roundFold, type OpenRound } from '../round.state.js';
import { boardLine } from './board-line.js';
import { roundUnits } from './round-units.projection.js';

const at = (step: Parameters<typeof roundAt>[0]): OpenRound => recordedLog(roundAt(step)).reduce((state, event) => roundFold.evolve(state, event as never), roundFold.initial) as OpenRound;
const lineOf = (step: Parameters<typeof roundAt>[0], now: string, ...events: readonly ResultEvent[]) => boardLine(at(step), project(roundUnits).given(roundOpened(), ...events).row(`${round}.xuanwu`)!, ['service'], now);
const [early, afterSelf, afterSite, afterFreeze] = ['2025-03-10T15:59:59.999Z', '2025-03-10T16:00:00.000Z', '2025-04-01T01:00:00.000Z', '2025-04-11T01:00:00.000Z'] as const;

describe('a unit on the board of a round', () => {
  test('counts what is there and names what is missing', () => {
    expect(lineOf('self-assessment', early)).toMatchObject({ unit: 'xuanwu', group: 'districts', self: 'missing', siteChecks: 0, marksMissing: ['service'], bonusesUndecided: 0, reviewsOpen: 0, late: [] });
    const all = lineOf('site-checks', early, selfAssessed(), siteChecked(), itemMarked(), deductionEntered(), conductRecorded(), vetoEntered(), scoreAdjusted());
    expect(all).toMatchObject({ self: 'submitted', selfScore: '92.5', siteChecks: 1, marksMissing: [], bonusesUndecided: 1, deductions: 1, conduct: 1, vetoes: 1, adjustments: 1 });
    expect(lineOf('site-checks', early, selfAssessed(), bonusDecided()).bonusesUndecided).toBe(0);
  });

  test('a self-assessment is late from the end of its day, or of the day it is to be there again', () => {
    expect(lineOf('self-assessment', afterSelf).late).toEqual(['self-assessment']);
    expect(lineOf('self-assessment', afterSelf, selfAssessed()).late).toEqual([]);
    expect(lineOf('self-assessment', afterSelf, selfAssessed({ late: true })).late).toEqual(['self-assessment']);
    expect(lineOf('self-assessment', afterSelf, selfAssessed(), selfAssessmentReturned({ resubmitBy: '2025-03-20' })).late).toEqual([]);
    expect(lineOf('self-assessment', '2025-03-21T01:00:00.000Z', selfAssessed(), selfAssessmentReturned({ resubmitBy: '2025-03-20' })).late).toEqual(['self-assessment']);
    expect(lineOf('site-checks', afterSelf).late).toEqual([]);
  });

  test('site checks, marks and bonus decisions are late as long as they can still come', () => {
    expect(lineOf('site-checks', afterSite, selfAssessed()).late).toEqual(['site-check']);
    expect(lineOf('site-checks', afterFreeze, selfAssessed(), siteChecked()).late).toEqual(['marks', 'bonuses']);
    expect(lineOf('site-checks', afterFreeze, selfAssessed(), siteChecked(), itemMarked(), bonusDecided()).late).toEqual([]);
    expect(lineOf('frozen', afterFreeze, selfAssessed()).late).toEqual(['marks', 'bonuses']);
    expect(lineOf('notified', afterFreeze, selfAssessed()).late).toEqual([]);
  });

  test('reviews are late after the day of their decision', () => {
    expect(lineOf('notified', '2025-05-20T15:59:59.999Z', reviewRequested())).toMatchObject({ reviewsOpen: 1, reviewsLate: 0, stayed: false, late: [] });
    expect(lineOf('notified', '2025-05-20T16:00:00.000Z', reviewRequested(), resultStayed())).toMatchObject({ reviewsOpen: 1, reviewsLate: 1, stayed: true, late: ['reviews'] });
    expect(lineOf('notified', '2025-05-20T16:00:00.000Z', reviewRequested(), resultStayed(), reviewDecided())).toMatchObject({ reviewsOpen: 0, stayed: false, late: [] });
  });
});
