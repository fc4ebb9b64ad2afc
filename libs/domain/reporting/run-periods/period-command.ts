import { cityDate, daysOf, parsePeriod, refuse, type Instant, type Refusal } from '#engine/kernel';
import { cityMinute } from '../period-problem.js';
import type { ReportingRules } from '../reporting-rules.state.js';

/** Which reporting period of which plan. */
export interface PeriodKey {
  readonly plan: string;
  readonly period: string;
}

/** A due time lies ahead, and not before the period has begun. */
export function dueProblem({ period }: PeriodKey, dueAt: Instant, now: Instant): Refusal | undefined {
  if (dueAt <= now) return refuse('reporting.due-in-the-past', { dueAt, due: cityMinute(dueAt) }, 'body.dueAt');
  const { first } = daysOf(parsePeriod(period)!);
  return cityDate(dueAt) < first ? refuse('reporting.due-before-period', { period, dueAt, due: cityMinute(dueAt) }, 'body.dueAt') : undefined;
}

/** Single units that get more time are units that report something. */
export function unitsProblem(rules: ReportingRules, units: readonly string[] | undefined): Refusal | undefined {
  const reporting = units && new Set(Object.values(rules.cards).flatMap((card) => card.reportedBy));
  const stranger = units?.find((unit) => !reporting!.has(unit));
  return stranger === undefined ? undefined : refuse('reporting.reports-nothing', { unit: stranger }, 'body.units');
}
