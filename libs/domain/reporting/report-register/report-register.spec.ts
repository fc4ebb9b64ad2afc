import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { about, approved, corrected, declared, deferred, refusedDeclaration, reported, returned, verified } from '../reporting-examples.js';
import { registerKey, reportRegister } from './report-register.projection.js';

const key = registerKey(about);
const evidence = [{ sha256: 'a'.repeat(64), name: '台账.pdf', size: 3, type: 'application/pdf' }];
const at = (second: number) => `2025-01-01T00:00:0${second}.000Z`;

describe('the register of reports', () => {
  test('shows a report with who entered it and when', () => {
    project(reportRegister).given(reported({ evidence, note: '确为 12', warnings: ['far-from-target'] })).thenRows({
      [key]: {
        ...about, year: 2025, status: 'reported', value: '12', evidence, note: '确为 12', warnings: ['far-from-target'], reportedBy: 'tester', reportedAt: at(1),
        verifiedBy: null, verifiedAt: null, returnReason: null, resubmitBy: null, expectedOn: null, corrections: 0, revision: 0, changedAt: at(1),
      },
    });
  });

  test.each([
    ['verified', [reported(), verified()], { status: 'verified', value: '12', verifiedBy: 'tester', verifiedAt: at(2) }],
    ['returned', [reported(), returned({ resubmitBy: '2025-04-30' })], { status: 'returned', value: '12', returnReason: '数值与台账不符', resubmitBy: '2025-04-30' }],
    ['reported anew', [reported(), returned({ resubmitBy: '2025-04-30' }), reported({ value: '11' })], { status: 'reported', value: '11', returnReason: null, resubmitBy: null, reportedAt: at(3) }],
    ['corrected', [reported({ evidence }), verified(), corrected()], { status: 'verified', value: '13', corrections: 1, evidence, verifiedAt: at(2) }],
    ['corrected with evidence', [reported(), verified(), corrected({ evidence })], { evidence }],
    ['declared not applicable', [reported({ evidence, warnings: ['far-from-target'] }), declared()], { status: 'not-applicable-declared', value: null, evidence: [], warnings: [], note: '辖区内无此类机构', reportedAt: at(2) }],
    ['not applicable', [declared(), approved()], { status: 'not-applicable', value: null, verifiedBy: 'tester', verifiedAt: at(2) }],
    ['refused as not applicable', [declared(), refusedDeclaration()], { status: 'returned', value: null, returnReason: '辖区内有两家', resubmitBy: null }],
    ['not released', [deferred()], { status: 'not-released', value: null, expectedOn: '2025-05-20', note: '统计局 5 月发布' }],
    ['released after all', [deferred(), reported()], { status: 'reported', value: '12', expectedOn: null, note: null }],
  ] as const)('shows a report that is %s', (_, events, expected) => {
    expect(project(reportRegister).given(...events).row(key)).toMatchObject({ ...expected, revision: events.length - 1 });
  });

  test('keeps a line per period', () => {
    const lines = project(reportRegister).given(reported(), reported({ period: '2025-Q2', value: '20' }), verified()).rows();
    expect(Object.values(lines).map(({ period, status }) => [period, status])).toEqual([['2025-Q1', 'verified'], ['2025-Q2', 'reported']]);
  });
});
