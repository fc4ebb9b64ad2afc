import { isDate, type DateText } from '#engine/kernel';
import type { RoundCalendar, RoundEvent } from '../round.events.js';
import type { OpenRound } from './open-round.js';

type Opened = Extract<RoundEvent, { type: 'assessment.RoundOpened' }>['data'];

/**
 * What a new round of another year says when it is started from an earlier one: title and calendar of that year, the same plan and scheme,
 * and nothing of what was done. The item of the annual plan is of its own year, so that it is left to be filled in.
 */
export function successorOf(earlier: Opened, calendar: RoundCalendar, year: number): Omit<OpenRound, 'planItem' | 'units' | 'startedFrom'> & { readonly startedFrom: string } {
  const { round, title, plan, assessmentYear, scheme } = earlier;
  const renamed = (text: string): string => text.replaceAll(String(earlier.year), String(year));
  const years = year - earlier.year;
  const { selfAssessmentBy, siteChecksBy, freezeBy, resultsBy, confirmBy, requestDays, decisionDays } = calendar;
  return {
    round: renamed(round) === round ? `${round}-${year}` : renamed(round),
    title: { zh: renamed(title.zh), en: renamed(title.en) }, plan, year, assessmentYear, scheme: scheme.id,
    calendar: {
      selfAssessmentBy: sameDay(selfAssessmentBy, years), siteChecksBy: sameDay(siteChecksBy, years), freezeBy: sameDay(freezeBy, years), resultsBy: sameDay(resultsBy, years),
      confirmBy: sameDay(confirmBy, years), requestDays, decisionDays,
    },
    startedFrom: round,
  };
}

/** The same day some years later; 28 February where there is no 29th. */
function sameDay(date: DateText, years: number): DateText {
  const moved = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
  const exists: boolean = isDate(moved);
  return exists ? moved : `${moved.slice(0, 8)}28`;
}

/** How the units of the scheme for the new year differ from those assessed before. */
export function unitChanges(before: readonly string[], after: readonly string[]): { readonly added: readonly string[]; readonly left: readonly string[] } {
  return { added: after.filter((unit) => !before.includes(unit)), left: before.filter((unit) => !after.includes(unit)) };
}
