import { command, parsePeriod, refuse, type Instant } from '#engine/kernel';
import { periodStream } from '../period.events.js';
import { cityMinute } from '../period-problem.js';
import { period } from '../period.state.js';
import { mayRunPeriods } from '../report.policies.js';
import { toldRules } from '../reporting-rules.state.js';
import { dueProblem, type PeriodKey } from './period-command.js';

/** The bureau opens a period for reporting, until a due time. */
export interface OpenPeriod extends PeriodKey {
  readonly dueAt: Instant;
}

export const openPeriod = command({
  name: 'reporting.OpenPeriod',
  policy: mayRunPeriods,
  stream: (c: OpenPeriod) => periodStream(c.plan, c.period),
  state: period,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, { now, told: { rules } }) => {
    if (!rules.adopted) return refuse('reporting.unknown-plan', { plan: c.plan }, 'body.plan');
    if (state.status === 'open' && state.dueAt === c.dueAt) return [];
    if (state.status === 'open') return refuse('reporting.period-already-open', { period: c.period, dueAt: state.dueAt, due: cityMinute(state.dueAt) });
    if (state.status === 'closed') return refuse('reporting.period-closed', { period: c.period });
    const { kind } = parsePeriod(c.period)!;
    const wanted = Object.values(rules.cards).some(({ frequency }) => frequency === kind || frequency === 'event');
    if (!wanted) return refuse('reporting.nothing-due-in-period', { period: c.period }, 'body.period');
    const { plan, period, dueAt } = c;
    return dueProblem(c, dueAt, now) ?? [{ type: 'reporting.PeriodOpened' as const, validAt: period, data: { plan, period, dueAt } }];
  },
});
