import type { FactOrigin, FindingEffects, LiftedEffect, SupervisionEffect } from '#domain/supervision';
import type { SupervisionFact } from '../sheet/input.js';
import { yearOfInstant, type Span } from './span.js';

/** In place of a plan, on facts that name none: they count on the boards of every plan that their unit is on. */
export const everyPlan = '*';

/** With the year whose score it counts in: the city's year of the fact that gave rise to it. */
export type OfYear<T> = T & { readonly year: number };

/** A finding as scoring knows it: what it does to the score of the unit that answers for it, and what a review took away. */
export type FindingFact = Omit<FindingEffects, 'plan' | 'effects' | 'lifted'> & {
  readonly kind: 'supervision';
  readonly plan: string;
  readonly effects: readonly OfYear<SupervisionEffect>[];
  readonly lifted: readonly OfYear<LiftedEffect>[];
  /** Each time it was listed publicly while the unit answered for it; a delisting leaves them. */
  readonly listed: readonly OfYear<FactOrigin>[];
};

/** An interview 约谈, which counts once it is held. */
export type InterviewFact = {
  readonly kind: 'interview';
  readonly plan: string;
  readonly unit: string;
  readonly interview: string;
  /** Numbers of the findings that it is about. */
  readonly about: readonly string[];
  readonly held: OfYear<FactOrigin> | null;
};

/** A fact about a unit beside its indicators. */
export type UnitFact = FindingFact | InterviewFact;

/** Key of a finding's or interview's row. */
export const unitFactKey = (fact: UnitFact): string => (fact.kind === 'supervision' ? findingKey(fact.finding) : interviewKey(fact.interview));

export const findingKey = (finding: string): string => `supervision/${finding}`;
export const interviewKey = (interview: string): string => `interview/${interview}`;

/** Findings and interviews by the unit that they weigh on. */
export class SupervisionFacts {
  private readonly units = new Map<string, Map<string, UnitFact>>();
  private readonly homes = new Map<string, string>();

  /** Take in a fact in place of the one before it; a finding that another unit took over leaves the former one. */
  put(fact: UnitFact): void {
    const key = unitFactKey(fact);
    const home = this.homes.get(key);
    if (home !== undefined && home !== fact.unit) this.units.get(home)?.delete(key);
    this.homes.set(key, fact.unit);
    const own = this.units.get(fact.unit) ?? new Map<string, UnitFact>();
    this.units.set(fact.unit, own.set(key, fact));
  }

  /** What counts for a unit in a span. */
  of(unit: string, span: Span): SupervisionFact[] {
    return [...(this.units.get(unit)?.values() ?? [])].flatMap((fact) => (fact.kind === 'supervision' ? findingInput(fact, span) : interviewInput(fact, span)));
  }
}

/** Years in whose score a fact counts. */
export function yearsOf(fact: UnitFact | undefined): readonly number[] {
  if (!fact) return [];
  const dated = fact.kind === 'interview' ? (fact.held ? [fact.held] : []) : [...fact.effects, ...fact.lifted, ...fact.listed];
  return dated.map(({ year }) => year);
}

/** The finding is the matter and its number the document, so that the sheet names both. */
function findingInput({ finding, number, severity, indicator, effects, lifted, listed }: FindingFact, span: Span): SupervisionFact[] {
  const fact = (kind: string, { position, eventId }: FactOrigin, graveness: string): SupervisionFact => ({
    kind, matter: finding, document: number, severity: graveness, position, eventId, ...(indicator === undefined ? {} : { indicator }),
  });
  const since = (effect: OfYear<SupervisionEffect>) => fallsIn(effect.year, effect.since, span);
  return [
    ...effects.filter(since).map((effect) => fact(effect.kind, effect.since, effect.severity)),
    ...lifted.filter(since).map(({ lifted: by, ...effect }) => ({
      ...fact(effect.kind, effect.since, effect.severity), lifted: { position: by.position, eventId: by.eventId, document: by.authority },
    })),
    ...listed.filter((one) => fallsIn(one.year, one, span)).map((origin) => fact('listed', origin, severity)),
  ];
}

/** The calendar year is kept with the fact, because boards ask for it whenever they are built. */
const fallsIn = (calendarYear: number, { at }: FactOrigin, span: Span): boolean => (span.lastMonth === 12 ? calendarYear : yearOfInstant(at, span)) === span.year;

function interviewInput({ interview, about, held }: InterviewFact, span: Span): SupervisionFact[] {
  if (!held || !fallsIn(held.year, held, span)) return [];
  return [{ kind: 'talk', matter: interview, position: held.position, eventId: held.eventId, ...(about.length === 0 ? {} : { document: about.join('、') }) }];
}
