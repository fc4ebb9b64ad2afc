import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { progressed, reviewed } from '../plan-examples.js';
import { measureProgressView } from './measure-progress.projection.js';

const key = 'nanjing-2023/1/finance/2025-Q1';
const rowOf = (...events: (ReturnType<typeof progressed>)[]) => project(measureProgressView).given(...events).row(key)!;

describe('the register of progress', () => {
  test('a report waits for its review', () => {
    project(measureProgressView).given(progressed({ nextStep: '评估' })).thenRows({
      [key]: {
        plan: 'nanjing-2023', no: 1, unit: 'finance', period: '2025-Q1', percent: '40', summary: '已印发配套办法', nextStep: '评估', evidence: [], status: 'reported', reportedBy: 'tester',
        reportedAt: '2025-01-01T00:00:01.000Z', reviewedBy: null, reviewedAt: null, remark: null, returns: 0, revision: 0, changedAt: '2025-01-01T00:00:01.000Z',
      },
    });
  });

  test('a return counts and keeps its remark until it is reported anew', () => {
    expect(rowOf(progressed(), reviewed('returned', '缺佐证'))).toMatchObject({ status: 'returned', remark: '缺佐证', returns: 1, reviewedBy: 'tester' });
    expect(rowOf(progressed(), reviewed('returned', '缺佐证'), progressed({ percent: '45' }))).toMatchObject({ status: 'reported', percent: '45', remark: null, reviewedBy: null, returns: 1, revision: 2 });
    expect(rowOf(progressed(), reviewed('returned', '缺佐证'), progressed(), reviewed('accepted'))).toMatchObject({ status: 'accepted', remark: null, returns: 1 });
  });

  test('a review of nothing leaves no row', () => {
    project(measureProgressView).given(reviewed('accepted')).thenRows({});
  });
});
