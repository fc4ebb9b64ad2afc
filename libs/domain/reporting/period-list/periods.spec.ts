import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { closedPeriod, extendedPeriod, openedPeriod, plan, reopenedPeriod } from '../reporting-examples.js';
import { periods } from './periods.projection.js';

const key = `${plan}/2025-Q1`;
const due = '2025-04-20T15:59:59.999Z';
const later = '2025-04-30T15:59:59.999Z';

describe('the list of periods', () => {
  test('shows a period that is open', () => {
    project(periods).given(openedPeriod()).thenRows({
      [key]: {
        plan, period: '2025-Q1', kind: 'quarter', year: 2025, status: 'open', firstDueAt: due, dueAt: due, exceptions: {}, extensions: 0, reopenings: 0, reason: null, closedHow: null,
        revision: 0, changedAt: '2025-01-01T00:00:01.000Z',
      },
    });
  });

  test.each([
    ['extended for all', [extendedPeriod(later)], { status: 'open', firstDueAt: due, dueAt: later, extensions: 1, reason: '系统切换' }],
    ['extended for a unit', [extendedPeriod(later, ['xuanwu'])], { status: 'open', dueAt: due, exceptions: { xuanwu: later }, extensions: 1 }],
    ['closed at its due time', [closedPeriod()], { status: 'closed', closedHow: 'deadline' }],
    ['closed by hand', [extendedPeriod(later, ['xuanwu']), closedPeriod('by-hand')], { status: 'closed', closedHow: 'by-hand', exceptions: {} }],
    ['reopened for all', [closedPeriod(), reopenedPeriod(later)], { status: 'open', firstDueAt: due, dueAt: later, reopenings: 1, reason: '补报', closedHow: null }],
    ['reopened for a unit', [closedPeriod(), reopenedPeriod(later, ['xuanwu'])], { status: 'closed', dueAt: due, exceptions: { xuanwu: later }, reopenings: 1, closedHow: 'deadline' }],
  ] as const)('shows a period that was %s', (_, events, expected) => {
    expect(project(periods).given(openedPeriod(), ...events).row(key)).toMatchObject({ ...expected, revision: events.length });
  });
});
