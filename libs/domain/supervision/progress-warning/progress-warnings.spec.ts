import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { plan } from '../finding-examples.js';
import { caughtUp, fellBehind, warnedProgress } from './progress-examples.js';
import type { ProgressWarningEvent } from './progress-warning.events.js';
import { progressWarnings } from './progress-warnings.projection.js';
import { draftOf } from './warning-draft.js';

const key = `${plan}/patents/xuanwu/2025`;
const rowOf = (...events: readonly ProgressWarningEvent[]) => project(progressWarnings).given(...events).row(key)!;
const march = fellBehind({ period: '2025-03', expected: '30', actual: '20', share: '0.6666', light: 'red', running: 2 });

describe('warnings about progress', () => {
  test('a row tells where a unit stands and how it came there', () => {
    project(progressWarnings).given(fellBehind()).thenRows({
      [key]: {
        plan, indicator: 'patents', unit: 'xuanwu', year: 2025, name: { zh: '高价值发明专利', en: 'High-value patents' }, measure: 3, status: 'behind', period: '2025-02', target: '120', expected: '20', actual: '16', share: '0.8',
        light: 'yellow', running: 1,
        periods: [{ period: '2025-02', target: '120', expected: '20', actual: '16', share: '0.8', light: 'yellow', behind: true, judgedAt: '2025-01-01T00:00:01.000Z' }],
        warnings: [], level: null, stream: `progressWarning-${plan}.patents.xuanwu`, changedAt: '2025-01-01T00:00:01.000Z',
      },
    });
    expect(rowOf(fellBehind(), march, warnedProgress())).toMatchObject({ status: 'behind', period: '2025-03', light: 'red', running: 2, level: 'talk', warnings: [{ level: 'talk', trigger: 'behind-months', period: '2025-03', at: '2025-01-01T00:00:03.000Z' }] });
  });

  test('the highest level counts, and stays when the unit catches up', () => {
    const row = rowOf(fellBehind(), march, warnedProgress(), warnedProgress({ level: 'red', trigger: 'behind-quarter' }), caughtUp({ period: '2025-04' }));
    expect(row).toMatchObject({ status: 'caught-up', light: 'green', running: 0, level: 'talk', period: '2025-04' });
    expect(row.warnings).toHaveLength(2);
  });

  test('a correction of an earlier month does not hide a later one; a gap ends the run', () => {
    expect(rowOf(fellBehind(), march, caughtUp({ period: '2025-02' }))).toMatchObject({ status: 'behind', period: '2025-03', running: 1 });
    expect(rowOf(fellBehind({ period: '2025-01' }), march)).toMatchObject({ running: 1 });
    expect(rowOf(march, fellBehind())).toMatchObject({ period: '2025-03', running: 2 });
  });

  test('each year has its row; a warning without a judgement leaves none', () => {
    expect(Object.keys(project(progressWarnings).given(fellBehind(), fellBehind({ period: '2026-02' })).rows())).toEqual([key, `${plan}/patents/xuanwu/2026`]);
    project(progressWarnings).given(warnedProgress()).thenRows({});
  });
});

describe('a finding drafted from a warning', () => {
  test('says so where a level has fallen since the year began', () => {
    expect(draftOf(rowOf(fellBehind({ share: '-0.5' })))?.problem).toContain('实际16，较年初不进反退；');
  });

  test('names the figures and where it comes from', () => {
    expect(draftOf(rowOf(fellBehind(), march))).toEqual({
      title: '高价值发明专利落后于时序进度',
      problem: '截至2025年3月，“高价值发明专利”时序进度应达30，实际20，为应达进度的66.66%；年度目标120，已连续2期落后。',
      severity: 'serious', urgency: 'ordinary', source: { kind: 'progress', ref: `progressWarning-${plan}.patents.xuanwu` }, basis: '实施方案第3项措施',
      requirement: '分析落后原因，提出赶上时序进度的措施和时间表，并按期报送整改情况。', unit: 'xuanwu', supporting: [], plan, measure: 3, indicator: 'patents', period: '2025-03', due: { days: 15, kind: 'calendar' },
    });
    expect(draftOf(rowOf(fellBehind({ measure: 'general' })))).toMatchObject({ severity: 'general', basis: '实施方案总体目标' });
  });

  test('is not offered once the unit has caught up', () => {
    expect(draftOf(rowOf(fellBehind(), caughtUp()))).toBeUndefined();
  });
});
