import { daysOf, parsePeriod, told, type DateText, type Fold, type PeriodText, type Told } from '#engine/kernel';
import { reportStream, type ReportEvent } from '#domain/reporting';

/** Values of an indicator of a unit in one year, by period, as they stand. */
export type ReportedValues = Readonly<Record<PeriodText, string>>;

/** Folds a report stream into the values that stand: reported, verified or corrected, and not given back. */
export const reportedValues: Fold<ReportedValues, ReportEvent> = {
  name: 'assessment.reported-values',
  initial: {},
  evolve: (state, event) => {
    const { period } = event.data;
    switch (event.type) {
      case 'reporting.IndicatorReported':
      case 'reporting.ReportVerified':
        return { ...state, [period]: event.data.value };
      case 'reporting.ReportCorrected':
        return { ...state, [period]: event.data.to };
      case 'reporting.ReportReturned':
      case 'reporting.NotApplicableApproved':
        return Object.fromEntries(Object.entries(state).filter(([one]) => one !== period));
      default:
        return state;
    }
  },
};

/** Reports that a decision on a unit is to be told: those of the indicators in the calendar years that the round touches. */
export interface WithReports {
  readonly reports: { readonly plan: string; readonly indicators: readonly string[]; readonly years: readonly number[] };
}

const keyOf = (indicator: string, year: number): `report:${string}` => `report:${indicator}:${year}`;

export const toldReports = ({ unit, reports: { plan, indicators, years } }: WithReports & { readonly unit: string }): Readonly<Record<`report:${string}`, Told<ReportedValues>>> =>
  Object.fromEntries(indicators.flatMap((indicator) => years.map((year) => [keyOf(indicator, year), told(reportStream(plan, indicator, unit, year), reportedValues)])));

/** Calendar years that the assessed months lie in. */
export function yearsOf({ from, to }: { readonly from: DateText; readonly to: DateText }): readonly number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return first === last ? [first] : [first, last];
}

/** The value of the last period that ends within the assessed months. */
export function lastReported(facts: Readonly<Record<string, unknown>>, indicator: string, span: { readonly from: DateText; readonly to: DateText }): string | undefined {
  const periods = yearsOf(span).flatMap((year) => Object.entries((facts[keyOf(indicator, year)] as ReportedValues | undefined) ?? {}));
  const ended = periods.map(([period, value]) => ({ last: daysOf(parsePeriod(period)!).last, period, value })).filter(({ last }) => last >= span.from && last <= span.to);
  return ended.sort((a, b) => (a.last < b.last || (a.last === b.last && a.period < b.period) ? -1 : 1)).at(-1)?.value;
}
