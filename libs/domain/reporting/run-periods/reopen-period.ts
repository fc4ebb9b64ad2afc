import { command, isRefusal, refuse, type Instant } from '#engine/kernel';
import { periodStream } from '../period.events.js';
import { period } from '../period.state.js';
import { mayRunPeriods } from '../report.policies.js';
import { toldRules } from '../reporting-rules.state.js';
import { reasonOf } from '../stated.js';
import { dueProblem, unitsProblem, type PeriodKey } from './period-command.js';

/** The bureau opens a closed period again, for all or for single units, with a reason that stays visible. */
export interface ReopenPeriod extends PeriodKey {
  readonly dueAt: Instant;
  readonly units?: readonly string[];
  readonly reason?: string;
}

export const reopenPeriod = command({
  name: 'reporting.ReopenPeriod',
  policy: mayRunPeriods,
  stream: (c: ReopenPeriod) => periodStream(c.plan, c.period),
  state: period,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, context) => {
    if (state.status === 'not-opened') return refuse('reporting.period-not-opened', { period: c.period });
    if (state.status === 'open') return refuse('reporting.period-not-closed', { period: c.period });
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const { plan, period, dueAt, units } = c;
    const no = dueProblem(c, dueAt, context.now) ?? unitsProblem(context.told.rules, units);
    if (no) return no;
    if (units && units.every((unit) => state.exceptions[unit] === dueAt)) return [];
    return [{ type: 'reporting.PeriodReopened' as const, validAt: period, data: { plan, period, dueAt, reason, ...(units ? { units: [...units] } : {}) } }];
  },
});
