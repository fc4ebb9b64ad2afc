import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { evidence, resultStayed, reviewDecided, reviewRequested, reviewWithdrawn, round, scoreAdjusted } from '../assessment-examples.js';
import type { ResultEvent } from '../result.events.js';
import { reviews } from './reviews.projection.js';

const key = `${round}.xuanwu.q-1`;
const lineOf = (...events: readonly ResultEvent[]) => project(reviews).given(...events).row(key);
const second = (n: number) => `2025-01-01T00:00:0${n}.000Z`;

describe('the docket of reviews', () => {
  test('a request with what the unit holds to be right and the day of its decision', () => {
    expect(lineOf(reviewRequested())).toEqual({
      request: 'q-1', round, unit: 'xuanwu', run: 1, node: 'incubators', claim: '应得 38 分', reason: '核减有误', evidence, by: 'tester', requestedAt: second(1), decideBy: '2025-05-20T15:59:59.999Z', status: 'open', stayed: false,
      stay: null, decision: null, correction: null, withdrawn: null,
    });
  });

  test('a stay lasts until the decision or the withdrawal, and stays visible', () => {
    const stay = { reason: '影响等次', by: 'tester', at: second(2) };
    expect(lineOf(reviewRequested(), resultStayed())).toMatchObject({ status: 'open', stayed: true, stay });
    expect(lineOf(reviewRequested(), resultStayed(), reviewDecided())).toMatchObject({ status: 'upheld', stayed: false, stay });
    expect(lineOf(reviewRequested(), resultStayed(), reviewWithdrawn())).toMatchObject({ status: 'withdrawn', stayed: false, stay, withdrawn: { reason: '无异议', at: second(3) } });
  });

  test('a decision with its effect, who took it, whether it came late, and the points', () => {
    const effect = { scoreFrom: '86.13', scoreTo: '88.13', gradeFrom: 'B', gradeTo: 'B', rankFrom: 2, rankTo: 1 };
    expect(lineOf(reviewRequested(), reviewDecided({ outcome: 'corrected', late: true, effect }), scoreAdjusted({ request: 'q-1', delta: '2' }))).toMatchObject({
      status: 'corrected', decision: { outcome: 'corrected', reason: '核减无误', late: true, effect, by: 'tester', at: second(2) }, correction: { node: 'incubators', delta: '2' },
    });
    expect(lineOf(reviewRequested(), reviewDecided({ outcome: 're-check' }))).toMatchObject({ status: 're-check', correction: null });
  });

  test('facts about no request, or one that was never made, leave no line', () => {
    project(reviews).given(scoreAdjusted(), scoreAdjusted({ request: 'q-9' }), reviewDecided(), reviewWithdrawn(), resultStayed()).thenRows({});
  });
});
