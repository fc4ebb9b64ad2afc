import { command, isRefusal, refuse, told, type Bilingual, type Refusal, type Told } from '#engine/kernel';
import type { Scheme } from '#domain/scoring';
import { unitStanding, unitStream, type UnitStanding } from '#domain/units';
import { mayRunRounds } from '../assessment.policies.js';
import { namedScheme, publishedFor, toldScheme, type AssessedScheme, type PublishedScheme } from '../assessed-scheme.state.js';
import { toldRound, type RoundKey, type WithUnits } from '../round-acts.js';
import { roundStream, type AssessmentYear, type RoundCalendar, type RoundEvent, type RoundGroup } from '../round.events.js';
import { isOpened, round, type RoundState } from '../round.state.js';
import { assessedMonths } from './assessed-months.js';
import { toldYear, type AssessmentYearState } from './assessment-year.state.js';
import { calendarProblem } from './calendar-problem.js';
import { takenProblem } from './claim-year.js';

/**
 * Open the assessment of a year under a published scheme, whose groups and units it takes over. The version last published for the year
 * counts. `units` is added by the edge: those of the scheme, so that each unit's standing is told.
 */
export interface OpenRound extends RoundKey, WithUnits {
  readonly title: Bilingual;
  readonly plan: string;
  readonly year: number;
  readonly assessmentYear: AssessmentYear;
  /** Item of the annual plan of inspections and assessments 年度计划项号. */
  readonly planItem: string;
  readonly scheme: string;
  readonly calendar: RoundCalendar;
  /** Earlier round that this one was started from. */
  readonly startedFrom?: string;
}

interface FactsToOpen {
  readonly scheme: AssessedScheme;
  readonly year: AssessmentYearState;
  readonly earlier: RoundState;
}
type ToldToOpen = { readonly [K in keyof FactsToOpen]: Told<FactsToOpen[K]> } & Readonly<Record<`unit:${string}`, Told<UnitStanding>>>;
type Facts = FactsToOpen & Readonly<Record<`unit:${string}`, UnitStanding>>;

export const openRound = command({
  name: 'assessment.OpenRound',
  policy: mayRunRounds,
  stream: (c: OpenRound) => roundStream(c.round),
  state: round,
  stated: ({ units: _, ...asked }) => asked,
  told: (c): ToldToOpen => ({
    scheme: toldScheme(c),
    year: toldYear(c),
    earlier: toldRound({ round: c.startedFrom ?? c.round }),
    ...Object.fromEntries(c.units.map((unit) => [`unit:${unit}`, told(unitStream(unit), unitStanding)])),
  }),
  decide: (state, c, context) => {
    const facts = context.told as unknown as Facts;
    if (isOpened(state)) return refuse('assessment.round-exists', { round: c.round }, 'params.round');
    if (c.planItem.trim() === '') return refuse('assessment.plan-item-required', {}, 'body.planItem');
    const published = schemeProblem(c, facts.scheme);
    if (isRefusal(published)) return published;
    const groups = groupsOf(published.scheme);
    if (isRefusal(groups)) return groups;
    const no = unitsProblem(c, groups, facts) ?? calendarProblem(c.calendar) ?? earlierProblem(c, facts.earlier) ?? claimedProblem(c, groups, facts.year);
    if (no) return no;
    const { round: code, title, plan, year, assessmentYear, planItem, scheme, calendar, startedFrom } = c;
    const event: RoundEvent = {
      type: 'assessment.RoundOpened',
      validAt: String(year),
      data: {
        round: code, title, plan, year, assessmentYear, ...assessedMonths(assessmentYear, year), planItem: planItem.trim(), scheme: namedScheme(scheme, published),
        groups, calendar, ...(startedFrom === undefined ? {} : { startedFrom }),
      },
    };
    return [event];
  },
});

/** The scheme's version for the year, when it is one of the plan and in force. */
function schemeProblem({ scheme, plan, year }: OpenRound, facts: AssessedScheme): PublishedScheme | Refusal {
  const published = publishedFor(facts, year);
  if (!published) return refuse('assessment.scheme-not-published', { scheme, year }, 'body.scheme');
  if (published.withdrawn) return refuse('assessment.scheme-withdrawn', { scheme, version: published.version }, 'body.scheme');
  return published.plan === plan ? published : refuse('assessment.scheme-of-another-plan', { scheme, plan: published.plan }, 'body.plan');
}

/** Groups and units of a scheme as a round takes them over. */
export function groupsOf(scheme: Scheme): RoundGroup[] | Refusal {
  const groups: RoundGroup[] = [];
  const seen = new Set<string>();
  for (const { code, units } of scheme.groups) {
    if (units === '*') return refuse('assessment.scheme-without-units', { group: code }, 'body.scheme');
    const twice = units.find((unit) => seen.has(unit));
    if (twice !== undefined) return refuse('assessment.unit-in-two-groups', { unit: twice }, 'body.scheme');
    units.forEach((unit) => seen.add(unit));
    groups.push({ code, units: [...units] });
  }
  return groups;
}

function unitsProblem(c: OpenRound, groups: readonly RoundGroup[], facts: Facts): Refusal | undefined {
  const units = groups.flatMap((group) => group.units);
  if (units.length !== c.units.length || units.some((unit, n) => unit !== c.units[n])) return refuse('assessment.units-moved-on');
  const gone = units.find((unit) => facts[`unit:${unit}`] !== 'active');
  return gone === undefined ? undefined : refuse('assessment.unit-not-active', { unit: gone }, 'body.scheme');
}

function earlierProblem({ startedFrom, plan, year }: OpenRound, earlier: RoundState): Refusal | undefined {
  if (startedFrom === undefined) return undefined;
  const fits = isOpened(earlier) && earlier.plan === plan && earlier.year <= year;
  return fits ? undefined : refuse('assessment.nothing-to-start-from', { round: startedFrom }, 'body.startedFrom');
}

/** The year was claimed for this round, by the command that is sent with this one. */
function claimedProblem(c: OpenRound, groups: readonly RoundGroup[], held: AssessmentYearState): Refusal | undefined {
  const codes = groups.map(({ code }) => code);
  const taken = takenProblem(held, { ...c, groups: codes });
  return taken ?? (codes.every((code) => held[code] === c.round) ? undefined : refuse('assessment.units-moved-on'));
}
