import { addDays, cityTimeZone, daysOf, endOfCityDay, parsePeriod, refuse, type Instant, type Refusal } from '#engine/kernel';
import type { DefinitionCard } from '#domain/plan';
import type { ReportKey } from './report-key.js';
import type { PeriodReport } from './report.state.js';
import { dueOf, lockOf, type PeriodState } from './period.state.js';

/** A period as an indicator of each frequency is reported for; by event is any. */
const examples: Readonly<Record<DefinitionCard['frequency'], string>> = { month: '2025-07', quarter: '2025-Q3', half: '2025-H1', year: '2025', event: '2025-07' };

/**
 * Period of the right kind, begun, and open for this unit now. What was returned with a date to report anew by, and what was
 * deferred to a release date, may come after the period has closed: otherwise the return or the deferral could not be answered.
 */
export function periodProblem(c: ReportKey, card: DefinitionCard, state: PeriodState, before: PeriodReport | undefined, now: Instant): Refusal | undefined {
  const period = parsePeriod(c.period)!;
  if (card.frequency !== 'event' && period.kind !== card.frequency) {
    return refuse('reporting.wrong-frequency', { indicator: c.indicator, frequency: card.frequency, example: examples[card.frequency], period: c.period }, 'body.period');
  }
  if (now <= eveOf(c.period)) return refuse('reporting.future-period', { period: c.period }, 'body.period');
  const lock = lockOf(state, c.unit, now);
  if (lock === undefined || (lock !== 'not-opened' && isAwaited(before, now))) return undefined;
  if (lock === 'past-due') {
    const dueAt = dueOf(state, c.unit)!;
    return refuse('reporting.period-past-due', { period: c.period, dueAt, due: cityMinute(dueAt) }, 'body.period');
  }
  return refuse(lock === 'closed' ? 'reporting.period-closed' : 'reporting.period-not-opened', { period: c.period }, 'body.period');
}

const eves = new Map<string, Instant>();
const evesKept = 1_000;

/** The last instant before a period begins in the city. Kept, because an import asks a hundred thousand times for the same few. */
function eveOf(period: string): Instant {
  const known = eves.get(period);
  if (known !== undefined) return known;
  const eve = endOfCityDay(addDays(daysOf(parsePeriod(period)!).first, -1));
  if (eves.size === evesKept) eves.clear();
  eves.set(period, eve);
  return eve;
}

function isAwaited(before: PeriodReport | undefined, now: Instant): boolean {
  const until = before?.status === 'returned' ? before.resubmitBy : before?.status === 'not-released' ? before.expectedOn : undefined;
  return until !== undefined && now <= endOfCityDay(until);
}

const cityTime = new Intl.DateTimeFormat('sv-SE', { timeZone: cityTimeZone, dateStyle: 'short', timeStyle: 'short' });

/** An instant as people in the city read it: `2025-04-20 23:59`. */
export const cityMinute = (at: Instant): string => cityTime.format(Date.parse(at));
