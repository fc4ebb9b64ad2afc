import { command, isRefusal, refuse, type Instant } from '#engine/kernel';
import { periodStream } from '../period.events.js';
import { cityMinute } from '../period-problem.js';
import { dueOf, period } from '../period.state.js';
import { mayRunPeriods } from '../report.policies.js';
import { toldRules } from '../reporting-rules.state.js';
import { reasonOf } from '../stated.js';
import { dueProblem, unitsProblem, type PeriodKey } from './period-command.js';

/** The bureau gives more time, before the period is closed: to all, or to single units. */
export interface ExtendPeriod extends PeriodKey {
  readonly dueAt: Instant;
  readonly units?: readonly string[];
  readonly reason?: string;
}

export const extendPeriod = command({
  name: 'reporting.ExtendPeriod',
  policy: mayRunPeriods,
  stream: (c: ExtendPeriod) => periodStream(c.plan, c.period),
  state: period,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, context) => {
    if (state.status === 'not-opened') return refuse('reporting.period-not-opened', { period: c.period });
    if (state.status === 'closed') return refuse('reporting.period-closed', { period: c.period });
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const { plan, period, dueAt, units } = c;
    const no = dueProblem(c, dueAt, context.now) ?? unitsProblem(context.told.rules, units);
    if (no) return no;
    const dueNow = units ? units.map((unit) => dueOf(state, unit)!).sort().at(-1)! : state.dueAt;
    if (units && units.every((unit) => dueOf(state, unit) === dueAt)) return [];
    if (dueAt <= dueNow) return refuse('reporting.not-later', { dueAt: dueNow, due: cityMinute(dueNow) }, 'body.dueAt');
    return [{ type: 'reporting.PeriodExtended' as const, validAt: period, data: { plan, period, dueAt, reason, ...(units ? { units: [...units] } : {}) } }];
  },
});
