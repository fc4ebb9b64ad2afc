import type { Recorded } from '#engine/kernel';
import type { PlanEvent } from '#domain/plan';
import type { PeriodEvent, ReportEvent } from '#domain/reporting';
import { everyUnit, type PeriodFact, type PlanFact, type PlanFacts, type ReportFact } from './board-facts.js';
import { dueTimesAfter, isLate } from './due-times.js';

/** The fact that an event leaves, given the one before it; undefined when scoring does not care. */
export function factOf(event: Recorded<PlanEvent | ReportEvent | PeriodEvent>, plan: PlanFacts): PlanFact | undefined {
  const at = { position: event.position, eventId: event.id };
  switch (event.type) {
    case 'plan.IndicatorDefined':
    case 'plan.IndicatorRevised':
      return { kind: 'card', plan: event.data.plan, unit: everyUnit, indicator: event.data.card.code, card: event.data.card, ...at };
    case 'plan.TargetSet':
    case 'plan.TargetRevised': {
      const { unit, indicator, year, value, profile } = event.data.target;
      const replaces = event.type === 'plan.TargetRevised' ? (event.data.from.value ?? null) : null;
      return { kind: 'target', plan: event.data.plan, unit, indicator, year, value: value ?? null, replaces, profile, ...at };
    }
    case 'reporting.PeriodOpened':
    case 'reporting.PeriodReopened':
    case 'reporting.PeriodExtended':
    case 'reporting.PeriodClosed':
      return periodFact(event, plan);
    default:
      return event.type.startsWith('reporting.') ? reportFact(event as Recorded<ReportEvent>, plan) : undefined;
  }
}

/** A later due time of single units opens nothing for the others. */
function periodFact(event: Recorded<PeriodEvent>, plan: PlanFacts): PeriodFact | undefined {
  const { period } = event.data;
  const before = plan.periods.get(period);
  const forSome = 'units' in event.data && event.data.units !== undefined;
  const status = forSome ? before?.status : event.type === 'reporting.PeriodClosed' ? 'closed' : 'open';
  const due = dueTimesAfter(before?.due, event);
  if (status === undefined || (status === before?.status && due === before.due)) return undefined;
  return { kind: 'period', plan: event.data.plan, unit: everyUnit, period, status, ...(due ? { due } : {}) };
}

function reportFact(event: Recorded<ReportEvent>, facts: PlanFacts): ReportFact | undefined {
  const { plan, unit, indicator, period } = event.data;
  const before = facts.report(unit, indicator, period);
  const late = before ? before.late : lateness(event, facts);
  const fact = (status: ReportFact['status'], value: string | null): ReportFact => ({
    kind: 'report', plan, unit, indicator, period, status, value, position: event.position, eventId: event.id, ...(late ? { late } : {}),
  });
  switch (event.type) {
    case 'reporting.IndicatorReported':
      return fact('reported', event.data.value);
    case 'reporting.ReportVerified':
      return fact('verified', event.data.value);
    case 'reporting.ReportCorrected':
      return fact('verified', event.data.to);
    case 'reporting.ReportReturned':
    case 'reporting.NotApplicableRefused':
      return fact('returned', before?.value ?? null);
    case 'reporting.NotApplicableDeclared':
      return fact('not-applicable-declared', null);
    case 'reporting.NotApplicableApproved':
      return fact('not-applicable', null);
    case 'reporting.ReleaseDeferred':
      return fact('not-released', null);
  }
}

/** A unit's first word about a value decides whether it was late; whoever declared or deferred in time has answered. */
function lateness({ type, data, position, id, recordedAt }: Recorded<ReportEvent>, facts: PlanFacts): ReportFact['late'] {
  const due = facts.periods.get(data.period)?.due;
  return type === 'reporting.IndicatorReported' && due && isLate(due, data.unit, recordedAt) ? { position, eventId: id } : undefined;
}
