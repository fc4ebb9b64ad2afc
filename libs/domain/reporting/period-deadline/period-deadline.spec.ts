import { describe, test } from '@jest/globals';
import { reacting } from '#engine/testing';
import { closedPeriod, extendedPeriod, openedPeriod, plan, reopenedPeriod } from '../reporting-examples.js';
import { closePeriod } from '../run-periods/close-period.js';
import { periodDeadline } from './period-deadline.process.js';

const [timer, period] = ['nanjing-2023/2025-Q1', '2025-Q1'];
const later = '2025-04-30T15:59:59.999Z';

describe('the deadline of a period', () => {
  test('is set when it opens, moved by what concerns all units, and dropped when it closes', () => {
    reacting(periodDeadline).given(openedPeriod()).expect({ timer, dueAt: '2025-04-20T15:59:59.999Z', payload: { plan, period } });
    reacting(periodDeadline).given(extendedPeriod(later)).expect({ timer, dueAt: later, payload: { plan, period } });
    reacting(periodDeadline).given(reopenedPeriod(later)).expect({ timer, dueAt: later, payload: { plan, period } });
    reacting(periodDeadline).given(closedPeriod()).expect({ cancel: timer });
  });

  test('does not move for single units', () => {
    reacting(periodDeadline).given(extendedPeriod(later, ['xuanwu'])).expect();
    reacting(periodDeadline).given(reopenedPeriod(later, ['xuanwu'])).expect();
  });

  test('closes the period when it comes', () => {
    reacting(periodDeadline).due(timer, later, { plan, period }).expect({
      definition: closePeriod, command: { plan, period, how: 'deadline' }, reason: '填报截止时间已到 / The due time has come',
    });
  });
});
