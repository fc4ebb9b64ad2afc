import { process } from '#engine/reactions';
import type { PeriodEvent } from '../period.events.js';
import { closePeriod } from '../run-periods/close-period.js';

/**
 * A period closes at its due time. The timer is moved by an extension or reopening for all, and dropped when the period is closed;
 * single units with more time need none, for their own due time is looked at when they report.
 */
export const periodDeadline = process<PeriodEvent>({
  name: 'reporting.period-deadline',
  events: ['reporting.Period'],
  react: (event) => {
    const { plan, period } = event.data;
    const timer = `${plan}/${period}`;
    switch (event.type) {
      case 'reporting.PeriodOpened':
        return [{ timer, dueAt: event.data.dueAt, payload: { plan, period } }];
      case 'reporting.PeriodExtended':
      case 'reporting.PeriodReopened':
        return event.data.units ? [] : [{ timer, dueAt: event.data.dueAt, payload: { plan, period } }];
      case 'reporting.PeriodClosed':
        return [{ cancel: timer }];
    }
  },
  due: ({ payload }) => [
    { definition: closePeriod, command: { plan: String(payload['plan']), period: String(payload['period']), how: 'deadline' }, reason: '填报截止时间已到 / The due time has come' },
  ],
});
