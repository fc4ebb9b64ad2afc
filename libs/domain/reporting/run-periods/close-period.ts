import { command, refuse } from '#engine/kernel';
import { periodStream } from '../period.events.js';
import { period } from '../period.state.js';
import { mayRunPeriods } from '../report.policies.js';
import type { PeriodKey } from './period-command.js';

/** A period is closed: by the bureau at once and for every unit, or at its due time. */
export interface ClosePeriod extends PeriodKey {
  readonly how: 'deadline' | 'by-hand';
}

export const closePeriod = command({
  name: 'reporting.ClosePeriod',
  policy: mayRunPeriods,
  stream: (c: ClosePeriod) => periodStream(c.plan, c.period),
  state: period,
  decide: (state, c, { now }) => {
    if (state.status === 'not-opened') return refuse('reporting.period-not-opened', { period: c.period });
    const closed = [{ type: 'reporting.PeriodClosed' as const, validAt: c.period, data: { plan: c.plan, period: c.period, how: c.how } }];
    // A timer that an extension has overtaken, or a period closed meanwhile: nothing left to do.
    if (c.how === 'deadline') return state.status === 'open' && state.dueAt <= now ? closed : [];
    const someoneMayReport = state.status === 'open' || Object.values(state.exceptions).some((dueAt) => dueAt >= now);
    return someoneMayReport ? closed : [];
  },
});
