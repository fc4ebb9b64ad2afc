import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import {
  bonusDecided, conductRecorded, deductionEntered, entryRevoked, figures, itemMarked, plan, resultCalculated, resultStayed, reviewDecided, reviewRequested, round, roundOpened, scoreAdjusted, selfAssessed, selfAssessmentReturned,
  siteChecked, units, vetoEntered,
} from '../assessment-examples.js';
import type { ResultEvent } from '../result.events.js';
import { roundUnits } from './round-units.projection.js';

const key = `${round}.xuanwu`;
const rowOf = (...events: readonly ResultEvent[]) => project(roundUnits).given(roundOpened(), ...events).row(key)!;
const second = (n: number) => `2025-01-01T00:00:0${n}.000Z`;

describe('the units of a round', () => {
  test('every unit is there from the opening on, in its group', () => {
    const rows = project(roundUnits).given(roundOpened()).rows();
    expect(Object.values(rows).map(({ unit, group, self }) => [unit, group, self]).sort()).toEqual(units.map((unit, n) => [unit, n < 3 ? 'districts' : 'departments', 'missing']).sort());
    expect(rows[key]).toMatchObject({ round, plan, year: 2024, selfScore: null, siteChecks: [], claims: [], results: [], reviews: [], revision: -1 });
  });

  test('self-assessment: missing, submitted or late, returned, submitted anew', () => {
    expect(rowOf(selfAssessed())).toMatchObject({ self: 'submitted', selfAt: second(2), selfScore: '92.5', claims: ['b-1'] });
    expect(rowOf(selfAssessed({ late: true }))).toMatchObject({ self: 'late' });
    expect(rowOf(selfAssessed(), selfAssessmentReturned({ resubmitBy: '2025-03-20' }))).toMatchObject({ self: 'returned', resubmitBy: '2025-03-20' });
    expect(rowOf(selfAssessed(), selfAssessmentReturned())).toMatchObject({ self: 'returned', resubmitBy: null });
    expect(rowOf(selfAssessed(), selfAssessmentReturned({ resubmitBy: '2025-03-20' }), selfAssessed({ bonuses: [] }))).toMatchObject({ self: 'submitted', resubmitBy: null, claims: [] });
  });

  test('site checks, marks by rater, decisions on bonuses, entries that stand, adjustments', () => {
    const row = rowOf(
      selfAssessed(), siteChecked(), itemMarked(), itemMarked({ mark: '90' }), itemMarked({ rater: 'inspector-he' }), bonusDecided(), deductionEntered(), conductRecorded(), vetoEntered(), entryRevoked(), scoreAdjusted(),
    );
    expect(row).toMatchObject({
      siteChecks: [{ check: 'c-1', on: '2025-03-18', unannounced: false }], marks: { service: ['inspector-zhou', 'inspector-he'] }, decided: { 'b-1': true }, entries: { 'r-1': 'conduct', 'v-1': 'veto' },
      adjustments: [{ adjustment: 'a-1', node: 'incubators', delta: '-1.5', request: null }],
    });
  });

  test('results of every calculation and what becomes of reviews', () => {
    const row = rowOf(resultCalculated(), reviewRequested(), resultStayed(), reviewRequested({ request: 'q-2', node: 'patents' }), reviewDecided({ request: 'q-2' }), resultCalculated({ run: 2, figures: figures({ rank: 1 }) }));
    expect(row.results.map(({ run, figures: { rank }, at }) => [run, rank, at])).toEqual([[1, 2, second(2)], [2, 1, second(7)]]);
    expect(row.reviews).toEqual([
      { request: 'q-1', node: 'incubators', status: 'open', stayed: true, decideBy: '2025-05-20T15:59:59.999Z' },
      { request: 'q-2', node: 'patents', status: 'upheld', stayed: false, decideBy: '2025-05-20T15:59:59.999Z' },
    ]);
  });

  test('a unit that the round does not assess has no row', () => {
    expect(project(roundUnits).given(roundOpened(), selfAssessed({ unit: 'health' })).row(`${round}.health`)).toBeUndefined();
  });
});
