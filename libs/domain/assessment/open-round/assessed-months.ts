import type { DateText } from '#engine/kernel';
import type { AssessmentYear } from '../round.events.js';

const startMonths: Readonly<Record<AssessmentYear, '01' | '07' | '09'>> = { 'calendar-year': '01', 'july-june': '07', 'september-august': '09' };
const lastDays: Readonly<Record<AssessmentYear, string>> = { 'calendar-year': '12-31', 'july-june': '06-30', 'september-august': '08-31' };

/** First and last day assessed: an assessment year bears the number of the calendar year it ends in. */
export function assessedMonths(kind: AssessmentYear, year: number): { readonly from: DateText; readonly to: DateText } {
  const begins = kind === 'calendar-year' ? year : year - 1;
  return { from: `${begins}-${startMonths[kind]}-01`, to: `${year}-${lastDays[kind]}` };
}
