import { describe, expect, test } from '@jest/globals';
import type { Recorded } from '#engine/kernel';
import { recordedLog } from '#engine/testing';
import type { ReportEvent } from './report.events.js';
import { report } from './report.state.js';
import { about, approved, corrected, declared, deferred, refusedDeclaration, reported, returned, verified } from './reporting-examples.js';

const evidence = [{ sha256: 'a'.repeat(64), name: '台账.pdf', size: 3, type: 'application/pdf' }];
const foldOf = (...events: readonly ReportEvent[]) =>
  (recordedLog(events) as unknown as Recorded<ReportEvent>[]).reduce(report.evolve, report.initial).periods[about.period];

describe('a report', () => {
  test('that nobody made is no entry', () => {
    expect(report.initial.periods).toEqual({});
  });

  test('keeps value, evidence, note and who reported it through verification, return and correction', () => {
    const first = reported({ evidence, note: '确为 12' });
    const kept = { value: '12', evidence, note: '确为 12', reportedBy: 'tester', reportedAt: '2025-01-01T00:00:01.000Z' };
    expect(foldOf(first)).toEqual({ status: 'reported', ...kept });
    expect(foldOf(first, verified())).toEqual({ status: 'verified', ...kept, verifiedBy: 'tester', corrections: 0 });
    expect(foldOf(first, returned())).toEqual({ status: 'returned', ...kept, returnReason: '数值与台账不符' });
    expect(foldOf(first, returned({ resubmitBy: '2025-04-30' }))).toMatchObject({ resubmitBy: '2025-04-30' });
    expect(foldOf(first, verified(), corrected())).toEqual({ status: 'verified', ...kept, value: '13', verifiedBy: 'tester', corrections: 1 });
    const other = [{ ...evidence[0]!, sha256: 'b'.repeat(64) }];
    expect(foldOf(first, verified(), corrected(), corrected({ from: '13', to: '14', evidence: other }))).toMatchObject({ value: '14', evidence: other, corrections: 2 });
  });

  test('that is reported anew forgets why it was returned', () => {
    expect(foldOf(reported(), returned(), reported({ value: '11' }))).toEqual({ status: 'reported', value: '11', evidence: [], reportedBy: 'tester', reportedAt: '2025-01-01T00:00:03.000Z' });
  });

  test('that does not apply, or is not released, has no value', () => {
    expect(foldOf(reported(), declared())).toEqual({ status: 'not-applicable-declared', reason: '辖区内无此类机构', declaredBy: 'tester' });
    expect(foldOf(declared(), approved())).toEqual({ status: 'not-applicable' });
    expect(foldOf(deferred())).toEqual({ status: 'not-released', expectedOn: '2025-05-20', reason: '统计局 5 月发布' });
  });

  test('whose declaration was refused waits for a value from the unit', () => {
    expect(foldOf(declared(), refusedDeclaration({ resubmitBy: '2025-04-30' }))).toMatchObject({ status: 'returned', value: '', returnReason: '辖区内有两家', resubmitBy: '2025-04-30', reportedBy: 'tester' });
  });

  test('folds facts that its rules would not have let happen, because facts are never rejected', () => {
    expect(foldOf(verified())).toMatchObject({ status: 'verified', value: '', verifiedBy: 'tester' });
    expect(foldOf(corrected())).toMatchObject({ status: 'verified', value: '13', corrections: 1, verifiedBy: 'tester' });
    expect(foldOf(refusedDeclaration())).toMatchObject({ status: 'returned', reportedBy: 'tester' });
  });

  test('of one period leaves the others as they are', () => {
    const events = recordedLog([reported(), reported({ period: '2025-Q2', value: '20' }), verified()]) as unknown as Recorded<ReportEvent>[];
    const { periods } = events.reduce(report.evolve, report.initial);
    expect([periods['2025-Q1']?.status, periods['2025-Q2']?.status]).toEqual(['verified', 'reported']);
  });
});
