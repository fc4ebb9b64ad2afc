import { addDays, type DateText } from '#engine/kernel';
import type { LeaderTenure, MainPost, TenureNote } from '../dossier-content.events.js';
import type { Term } from '../leading-group.state.js';

/** A stretch of days, both included. */
export interface Span {
  readonly from: DateText;
  readonly to: DateText;
}

const dayMs = 86_400_000;
const dayOf = (date: DateText): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** Days of a span, both ends included. */
export const daysIn = ({ from, to }: Span): number => dayOf(to) - dayOf(from) + 1;

/** What two stretches have in common; undefined when nothing. */
function common(term: Pick<Term, 'from' | 'until'>, span: Span): Span | undefined {
  const from = term.from > span.from ? term.from : span.from;
  const to = term.until !== undefined && term.until < span.to ? term.until : span.to;
  return from <= to ? { from, to } : undefined;
}

/**
 * Who led the unit in an assessment year, in the order of their first days. A person is linked to what the unit did by the days in
 * post and what the post answers for; the unit's score is not copied onto anybody.
 * @param targetDates days on which the targets of the year were set, one for each target
 */
export function tenuresIn(terms: readonly Term[], year: Span, targetDates: readonly DateText[]): LeaderTenure[] {
  const served = terms.flatMap((term) => {
    const part = common(term, year);
    return part ? [{ term, part }] : [];
  });
  served.sort((a, b) => order(a.term) - order(b.term) || compare(a.term.from, b.term.from) || compare(a.term.appointment, b.term.appointment));
  return served.map(({ term, part }) => {
    const { appointment, person, post, rank, line, portfolio, from, until } = term;
    return {
      appointment, person, post, rank, line, from, until: until ?? null,
      inYear: { ...part, days: daysIn(part) },
      link: rank === 'main' ? { kind: 'whole-unit' as const } : { kind: 'portfolio' as const, measures: [...portfolio.measures], units: [...portfolio.units] },
      notes: notesOf(term, part, { terms, year, targetDates }),
    };
  });
}

const order = ({ rank }: Term): number => (rank === 'main' ? 0 : 1);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function notesOf(term: Term, part: Span, { terms, year, targetDates }: { readonly terms: readonly Term[]; readonly year: Span; readonly targetDates: readonly DateText[] }): TenureNote[] {
  const notes: TenureNote[] = [];
  const samePost = terms.filter((other) => other.appointment !== term.appointment && isSamePost(other, term));
  if (term.from > year.from) {
    notes.push({ code: 'arrived-during-year', on: term.from });
    const before = samePost.filter((other) => other.from < term.from && other.until !== undefined).sort((a, b) => compare(a.until!, b.until!)).at(-1);
    if (before) notes.push({ code: 'took-over-from', appointment: before.appointment, until: before.until!, daysBetween: between(before.until!, term.from) });
  }
  if (term.until !== undefined && term.until < year.to) {
    notes.push({ code: 'left-during-year', on: term.until });
    const after = samePost.filter((other) => other.from > term.from).sort((a, b) => compare(a.from, b.from))[0];
    if (after) notes.push({ code: 'handed-over-to', appointment: after.appointment, from: after.from, daysBetween: between(term.until, after.from) });
  }
  const days = daysIn(part);
  if (2 * days < daysIn(year)) notes.push({ code: 'under-half-of-year', days });
  const earlierTargets = targetDates.filter((date) => date < term.from).length;
  if (earlierTargets > 0) notes.push({ code: 'targets-set-before-arrival', count: earlierTargets });
  return notes;
}

const between = (lastDay: DateText, firstDay: DateText): number => dayOf(firstDay) - dayOf(lastDay) - 1;

/** Main leaders follow each other on their side of the group, deputies in a post of the same name. */
function isSamePost(a: Term, b: Term): boolean {
  if (a.rank !== b.rank) return false;
  return a.rank === 'main' ? a.line === b.line || a.line === 'both' || b.line === 'both' : a.post.zh === b.post.zh;
}

/** For each side of the group the days with and without a main leader. They add up to the days of the year. */
export function mainPostsIn(terms: readonly Term[], year: Span): MainPost[] {
  return (['party', 'administrative'] as const).map((line) => {
    const parts = terms
      .filter((term) => term.rank === 'main' && (term.line === line || term.line === 'both'))
      .flatMap((term) => common(term, year) ?? [])
      .sort((a, b) => compare(a.from, b.from));
    let [days, covered] = [0, addDays(year.from, -1)];
    for (const { from, to } of parts) {
      if (to <= covered) continue;
      days += daysIn({ from: from > covered ? from : addDays(covered, 1), to });
      covered = to;
    }
    return { line, days, vacantDays: daysIn(year) - days };
  });
}
