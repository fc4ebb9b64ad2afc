import { parsePeriod } from '#engine/kernel';
import type { DefinitionCard, QuarterlyProfile as PlannedProfile } from '#domain/plan';
import type { DueTimes } from './due-times.js';
import { historyOf, latestByStatus } from './latest-reports.js';
import { asOfText, calendarYear, liesIn, monthsInto, targetYear, yearOfPeriod, type Span } from './span.js';
import { SupervisionFacts, unitFactKey, type UnitFact } from './supervision-facts.js';
import type { GroupInput, HistoryValue, IndicatorValue, QuarterlyProfile, Reference, SupervisionFact, UnitInput } from '../sheet/input.js';

/** A reported value as scoring knows it. */
export type ReportFact = {
  readonly kind: 'report';
  readonly plan: string;
  readonly unit: string;
  readonly indicator: string;
  readonly period: string;
  readonly status: 'reported' | 'verified' | 'returned' | 'not-applicable' | 'not-applicable-declared' | 'not-released';
  readonly value: string | null;
  readonly position: number;
  readonly eventId: string;
  /** The first report, where it came after its due time. */
  readonly late?: { readonly position: number; readonly eventId: string };
};

export type TargetFact = {
  readonly kind: 'target';
  readonly plan: string;
  readonly unit: string;
  readonly indicator: string;
  readonly year: number;
  readonly value: string | null;
  readonly replaces: string | null;
  readonly profile: PlannedProfile;
  readonly position: number;
  readonly eventId: string;
};

/** In place of a unit, on facts that are about every unit: with it they are found together. */
export const everyUnit = '*';

export type CardFact = { readonly kind: 'card'; readonly plan: string; readonly unit: typeof everyUnit; readonly indicator: string; readonly card: DefinitionCard; readonly position: number; readonly eventId: string };
export type PeriodFact = { readonly kind: 'period'; readonly plan: string; readonly unit: typeof everyUnit; readonly period: string; readonly status: 'open' | 'closed'; readonly due?: DueTimes };

/** A fact of one plan: what its events leave. */
export type PlanFact = ReportFact | TargetFact | CardFact | PeriodFact;

/** What a score is made of, one row each: rows restore the board after a restart and bring back any past one. */
export type BoardFact = PlanFact | UnitFact;

/** Key of a fact's row. */
export function factKey(fact: BoardFact): string {
  switch (fact.kind) {
    case 'report':
      return `report/${fact.plan}/${fact.unit}/${fact.indicator}/${fact.period}`;
    case 'target':
      return `target/${fact.plan}/${fact.unit}/${fact.indicator}/${fact.year}`;
    case 'card':
      return `card/${fact.plan}/${fact.indicator}`;
    case 'period':
      return `period/${fact.plan}/${fact.period}`;
    case 'supervision':
    case 'interview':
      return unitFactKey(fact);
  }
}

/** Everything scoring knows of one plan. */
export class PlanFacts {
  readonly cards = new Map<string, CardFact>();
  private readonly reporters = new Map<string, ReadonlySet<string>>();
  readonly periods = new Map<string, PeriodFact>();
  private readonly targets = new Map<string, TargetFact>();
  /** By `unit/indicator`, then period. */
  private readonly reports = new Map<string, Map<string, ReportFact>>();
  /** By unit, then row key. */
  private readonly late = new Map<string, Map<string, ReportFact>>();
  private readonly supervision = new SupervisionFacts();

  /** @param everywhere facts about units that name no plan, where several plans share them */
  constructor(private readonly everywhere = new SupervisionFacts()) {}

  put(fact: BoardFact): void {
    if (fact.kind === 'card') {
      this.cards.set(fact.indicator, fact);
      this.reporters.set(fact.indicator, new Set(fact.card.reportedBy));
    } else if (fact.kind === 'period') this.periods.set(fact.period, fact);
    else if (fact.kind === 'target') this.targets.set(`${fact.unit}/${fact.indicator}/${fact.year}`, fact);
    else if (fact.kind !== 'report') this.supervision.put(fact);
    else {
      putUnder(this.reports, `${fact.unit}/${fact.indicator}`, fact.period, fact);
      if (fact.late) putUnder(this.late, fact.unit, factKey(fact), fact);
    }
  }

  report(unit: string, indicator: string, period: string): ReportFact | undefined {
    return this.reports.get(`${unit}/${indicator}`)?.get(period);
  }

  /** The only unit that reports an indicator, if it is reported by one alone: the city's own target is that unit's. */
  onlyReporter(indicator: string): string | undefined {
    const reportedBy = this.cards.get(indicator)?.card.reportedBy;
    return reportedBy?.length === 1 ? reportedBy[0] : undefined;
  }

  target(unit: string, indicator: string, year: number): TargetFact | undefined {
    return this.targets.get(`${unit}/${indicator}/${year}`);
  }

  /** Input of a group for a calendar year or a span. */
  groupInput(units: readonly string[], indicators: readonly string[], when: number | Span, asKnownAt?: number): GroupInput {
    const span = spanOf(when);
    return {
      asOf: asOfText(span),
      ...(asKnownAt === undefined ? {} : { asKnownAt }),
      monthsElapsed: this.monthsElapsed(span),
      units: Object.fromEntries(units.map((unit) => [unit, this.unitInput(unit, indicators, span)])),
    };
  }

  /** Months of the span that are due: up to the last closed period, or the first open one while none is closed. */
  private monthsElapsed(span: Span): number {
    const [closed, open]: [number[], number[]] = [[], []];
    for (const { period, status } of this.periods.values()) {
      if (liesIn(period, span)) (status === 'closed' ? closed : open).push(monthsInto(period, span));
    }
    if (closed.length > 0) return Math.max(...closed);
    return open.length > 0 ? Math.min(...open) : 0;
  }

  private unitInput(unit: string, indicators: readonly string[], span: Span): UnitInput {
    const values: Record<string, IndicatorValue> = {};
    const [targets, baselines, lastValues]: Record<string, Reference>[] = [{}, {}, {}];
    const [history, profiles]: [Record<string, readonly HistoryValue[]>, Record<string, QuarterlyProfile>] = [{}, {}];
    for (const indicator of indicators) {
      const part = this.indicatorInput(unit, indicator, span);
      values[indicator] = part.value;
      if (part.target) targets![indicator] = part.target;
      if (part.baseline) baselines![indicator] = part.baseline;
      if (part.last) lastValues![indicator] = part.last;
      if (part.history.length > 0) history[indicator] = part.history;
      if (part.profile) profiles[indicator] = part.profile;
    }
    return { values, targets, baselines, lastValues, history, profiles, supervision: this.supervisionInput(unit, indicators, span) };
  }

  /** What supervision has to say of a unit in a calendar year or a span: findings, interviews, and late reports of these indicators. */
  supervisionInput(unit: string, indicators: readonly string[], when: number | Span): readonly SupervisionFact[] {
    const span = spanOf(when);
    const late = [...(this.late.get(unit)?.values() ?? [])].filter((report) => indicators.includes(report.indicator) && this.wasOwed(report, span));
    return [
      ...this.supervision.of(unit, span), ...this.everywhere.of(unit, span),
      ...late.map(({ indicator, period, late: first }): SupervisionFact => ({ kind: 'late-report', matter: `${indicator}/${period}`, indicator, period, ...first })),
    ];
  }

  /** Whether the definition card asks for a report: of that unit, in periods of that kind, unless it does not apply or is not released. */
  private wasOwed({ unit, indicator, period, status }: ReportFact, span: Span): boolean {
    if (!liesIn(period, span) || status === 'not-applicable' || status === 'not-released') return false;
    return this.reporters.get(indicator)?.has(unit) === true && this.cards.get(indicator)!.card.frequency === parsePeriod(period)!.kind;
  }

  /** Everything a score needs of one indicator of one unit in a calendar year or a span. */
  indicatorInput(unit: string, indicator: string, when: number | Span): IndicatorInput {
    const span = spanOf(when);
    const card = this.cards.get(indicator);
    const reports = this.reports.get(`${unit}/${indicator}`);
    const year = targetYear(card?.card.frequency, span);
    const target = this.target(unit, indicator, year) ?? (this.onlyReporter(indicator) === undefined ? undefined : this.target('city', indicator, year));
    const history = historyOf(reports, span);
    const last = history.at(-1);
    return {
      value: this.valueOf(unit, span, card, reports),
      history,
      target: target?.value ? { value: target.value, position: target.position, eventId: target.eventId, period: String(year), ...(target.replaces === null ? {} : { replaces: target.replaces }) } : null,
      baseline: this.baselineOf(card, reports),
      last: last && yearOfPeriod(last.period, span) === span.year - 1 ? last : null,
      profile: target ? { shares: sharesOf(target.profile), position: target.position, eventId: target.eventId } : null,
    };
  }

  /** The unit's own verified value of the base year, or else the one on the card. */
  private baselineOf(card: CardFact | undefined, reports: ReadonlyMap<string, ReportFact> | undefined): Reference | null {
    const baseline = card?.card.baseline;
    if (!card || !baseline) return null;
    const own = reports?.get(String(baseline.year));
    if (own?.status === 'verified') return { value: own.value!, position: own.position, eventId: own.eventId, period: own.period };
    return { value: baseline.value, position: card.position, eventId: card.eventId, period: String(baseline.year) };
  }

  private valueOf(unit: string, span: Span, card: CardFact | undefined, reports: ReadonlyMap<string, ReportFact> | undefined): IndicatorValue {
    if (!card || !this.reporters.get(card.indicator)!.has(unit)) return { state: 'not-applicable' };
    const latest = latestByStatus(reports, span);
    const shown = latest.verified ?? latest.reported;
    if (shown) return { state: latest.verified ? 'reported' : 'awaiting-verification', value: shown.value!, position: shown.position, eventId: shown.eventId, period: shown.period };
    const declared = latest.notApplicable ?? latest.notReleased;
    if (declared) return { state: declared.status === 'not-applicable' ? 'not-applicable' : 'not-released', position: declared.position, eventId: declared.eventId, period: declared.period };
    return this.wasDue(card.card, span) ? { state: 'not-reported', overdue: true } : { state: 'not-released' };
  }

  /** Whether a period in which the indicator is reported has closed in this span. */
  private wasDue(card: DefinitionCard, span: Span): boolean {
    for (const { period, status } of this.periods.values()) {
      if (status !== 'closed' || !liesIn(period, span)) continue;
      if (card.frequency === 'event' || parsePeriod(period)?.kind === card.frequency) return true;
    }
    return false;
  }
}

const spanOf = (when: number | Span): Span => (typeof when === 'number' ? calendarYear(when) : when);

export interface IndicatorInput {
  readonly value: IndicatorValue;
  readonly target: Reference | null;
  readonly baseline: Reference | null;
  readonly last: Reference | null;
  readonly history: readonly HistoryValue[];
  readonly profile: QuarterlyProfile | null;
}

function putUnder<T>(maps: Map<string, Map<string, T>>, name: string, key: string, value: T): void {
  const map = maps.get(name);
  if (map) map.set(key, value);
  else maps.set(name, new Map([[key, value]]));
}

function sharesOf(profile: PlannedProfile): QuarterlyProfile['shares'] {
  if (profile === 'linear') return ['0.25', '0.5', '0.75', '1'];
  if (profile === 'year-end') return ['0', '0', '0', '1'];
  return [profile[0]!, profile[1]!, profile[2]!, profile[3]!];
}
