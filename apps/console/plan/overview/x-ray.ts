import type { Bilingual } from '../../language/texts.js';

/** Something in the set-up that stands in the way of reporting or assessing. */
export interface SetUpProblem {
  readonly key: string;
  readonly grade: 'error' | 'warning' | 'hint';
  readonly kind: SetUpKind;
  /** What it is about: a measure, an indicator, a unit, a year. */
  readonly about: Bilingual;
  /** More about it, such as the units meant (codes). */
  readonly units?: readonly string[];
  /** Where it is mended. */
  readonly href: string;
}

export type SetUpKind =
  | 'measure-without-lead' | 'lead-gone' | 'indicator-without-target' | 'units-without-target' | 'threshold-missing' | 'reporter-gone' | 'verifier-gone'
  | 'unit-without-leader' | 'measure-without-indicator' | 'calendar-missing';

export interface SetUp {
  readonly year: string;
  readonly measures: readonly { readonly no: number; readonly title: string; readonly lead: string | null; readonly supporting: readonly string[]; readonly indicators: readonly string[] }[];
  readonly indicators: readonly { readonly card: { readonly code: string; readonly name: Bilingual; readonly needsThreshold: boolean; readonly reportedBy: readonly string[]; readonly verifier: string } }[];
  readonly decomposition: readonly { readonly indicator: string; readonly city: { readonly value: string | null } | null; readonly targets: Readonly<Record<string, unknown>>; readonly without: readonly string[] }[];
  readonly units: readonly { readonly code: string; readonly name: Bilingual; readonly status: string; readonly kind: string }[];
  /** Units with a main leader in post; absent where one may not see appointments. */
  readonly led?: ReadonlySet<string>;
  /** Years whose working calendar is published; absent where it is not known. */
  readonly calendarYears?: readonly number[];
}

const grades = { error: 0, warning: 1, hint: 2 } as const;

/** Everything that is missing in the set-up of a plan for a year, errors first. */
export function setUpProblems(setUp: SetUp): readonly SetUpProblem[] {
  return [...ofMeasures(setUp), ...ofIndicators(setUp), ...ofUnits(setUp), ...ofCalendar(setUp)].sort((a, b) => grades[a.grade] - grades[b.grade]);
}

const goneAmong = (units: SetUp['units'], codes: readonly string[]): string[] => {
  const gone = new Set(units.filter(({ status }) => status !== 'active').map(({ code }) => code));
  return codes.filter((code) => gone.has(code));
};

function ofMeasures({ measures, units }: SetUp): SetUpProblem[] {
  return measures.flatMap(({ no, title, lead, supporting, indicators }): SetUpProblem[] => {
    const about = { zh: `第 ${no} 条 ${title}`, en: `Measure ${no} ${title}` };
    const href = `/plan/measures/${no}`;
    const gone = goneAmong(units, lead === null ? supporting : [lead, ...supporting]);
    return [
      ...(lead === null ? [{ key: `lead-${no}`, grade: 'error' as const, kind: 'measure-without-lead' as const, about, href }] : []),
      ...(gone.length > 0 ? [{ key: `gone-${no}`, grade: 'error' as const, kind: 'lead-gone' as const, about, href, units: gone }] : []),
      ...(indicators.length === 0 ? [{ key: `bare-${no}`, grade: 'hint' as const, kind: 'measure-without-indicator' as const, about, href }] : []),
    ];
  });
}

function ofIndicators({ indicators, decomposition, units }: SetUp): SetUpProblem[] {
  const targets = new Map(decomposition.map((row) => [row.indicator, row]));
  return indicators.flatMap(({ card }): SetUpProblem[] => {
    const about = card.name;
    const href = `/plan/indicators/${card.code}`;
    const row = targets.get(card.code);
    const goneReporters = goneAmong(units, card.reportedBy);
    const goneVerifier = goneAmong(units, [card.verifier]);
    // Before the city's target is decomposed, that units have none is not yet an omission.
    const begun = row !== undefined && Object.keys(row.targets).length > 0;
    return [
      ...(goneReporters.length > 0 ? [{ key: `reporter-${card.code}`, grade: 'error' as const, kind: 'reporter-gone' as const, about, href, units: goneReporters }] : []),
      ...(goneVerifier.length > 0 ? [{ key: `verifier-${card.code}`, grade: 'error' as const, kind: 'verifier-gone' as const, about, href, units: goneVerifier }] : []),
      ...(!row?.city ? [{ key: `target-${card.code}`, grade: 'warning' as const, kind: 'indicator-without-target' as const, about, href: `${href}?show=targets` }] : []),
      ...(begun && row.without.length > 0 ? [{ key: `without-${card.code}`, grade: 'warning' as const, kind: 'units-without-target' as const, about, href: `${href}?show=targets`, units: row.without }] : []),
      ...(card.needsThreshold && row?.city && row.city.value === null ? [{ key: `threshold-${card.code}`, grade: 'hint' as const, kind: 'threshold-missing' as const, about, href: `${href}?show=targets` }] : []),
    ];
  });
}

/** Units that report or lead and have nobody at their head. */
function ofUnits({ units, indicators, measures, led }: SetUp): SetUpProblem[] {
  if (!led) return [];
  const busy = new Set([...indicators.flatMap(({ card }) => card.reportedBy), ...measures.flatMap(({ lead }) => (lead === null ? [] : [lead]))]);
  return units
    .filter(({ code, status, kind }) => busy.has(code) && status === 'active' && kind !== 'collective' && !led.has(code))
    .map(({ code, name }) => ({ key: `leader-${code}`, grade: 'warning', kind: 'unit-without-leader', about: name, href: `/plan/units/${code}` }));
}

function ofCalendar({ calendarYears, year }: SetUp): SetUpProblem[] {
  if (!calendarYears) return [];
  return [Number(year), Number(year) + 1].filter((one) => !calendarYears.includes(one))
    .map((one) => ({ key: `calendar-${one}`, grade: one === Number(year) ? 'error' : 'hint', kind: 'calendar-missing', about: { zh: `${one} 年`, en: String(one) }, href: `/plan/calendar?year=${one}` }));
}
