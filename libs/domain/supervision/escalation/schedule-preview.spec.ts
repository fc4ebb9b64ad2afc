import { describe, expect, test } from '@jest/globals';
import { calendar, calendarOf, publishedYears } from '../finding-examples.js';
import { defaultRules } from './default-policy.js';
import { previewOf } from './schedule-preview.js';

const only2025 = calendarOf(publishedYears(2025));

describe('a preview of the schedule', () => {
  test('says when each shipped level would be raised: Saturday 26 July is 3 working days after Wednesday 23', () => {
    expect(previewOf(defaultRules, { issuedOn: '2025-07-01', due: { on: '2025-07-26' } }, only2025)).toEqual({
      issuedAt: '2025-07-01T01:00:00.000Z', acknowledgeBy: '2025-07-03T15:59:59.999Z',
      deadline: {
        dueAt: '2025-07-26T15:59:59.999Z', kind: 'calendar', policy: { code: 'city', version: 1 },
        steps: [
          { level: 'yellow', at: '2025-07-03T16:00:00.000Z', trigger: 'not-acknowledged' },
          { level: 'reminder', at: '2025-07-23T01:00:00.000Z', trigger: 'before-due' },
          { level: 'blue', at: '2025-07-25T01:00:00.000Z', trigger: 'before-due' },
          { level: 'yellow', at: '2025-07-26T16:00:00.000Z', trigger: 'overdue' },
          { level: 'red', at: '2025-08-02T16:00:00.000Z', trigger: 'overdue' },
          { level: 'talk', at: '2025-08-10T16:00:00.000Z', trigger: 'overdue' },
          { level: 'listed', at: '2025-08-25T16:00:00.000Z', trigger: 'overdue' },
          { level: 'referred', at: '2025-09-24T16:00:00.000Z', trigger: 'overdue' },
        ],
      },
    });
  });

  test('shipped steps after the due time touch no unpublished year', () => {
    expect(previewOf(defaultRules, { issuedOn: '2025-12-01', due: { on: '2025-12-31' } }, only2025)).toMatchObject({ deadline: { dueAt: '2025-12-31T15:59:59.999Z' } });
  });

  test('working days that reach into an unpublished year are refused', () => {
    for (const due of [{ days: 30, kind: 'working' }, { on: '2026-01-20' }] as const) {
      expect(previewOf(defaultRules, { issuedOn: '2025-12-15', due }, only2025)).toEqual({ refused: 'calendar.year-not-published', values: { year: 2026 } });
    }
    expect(previewOf(defaultRules, { issuedOn: '2025-12-31', due: { on: '2026-03-31' } }, only2025)).toMatchObject({ refused: 'calendar.year-not-published' });
    expect(previewOf(defaultRules, { issuedOn: '2025-12-15', due: { days: 30, kind: 'working' } }, calendar)).toMatchObject({ deadline: { kind: 'working' } });
  });

  test('rules that do not hold together are refused', () => {
    expect(previewOf([...defaultRules].reverse(), { issuedOn: '2025-07-01', due: { on: '2025-07-26' } }, calendar)).toMatchObject({ refused: 'supervision.levels-not-ascending' });
  });
});
