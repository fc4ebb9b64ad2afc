import type { DateText, Instant, PeriodText, Recorded } from '#engine/kernel';
import { daysOf, parsePeriod } from '#engine/kernel';
import type { PeriodEvent } from '#domain/reporting';

const two = (n: number): string => String(n).padStart(2, '0');

/** Every reporting period that ends within some days: months, quarters, halves and years. */
export function periodsWithin({ from, to }: { readonly from: DateText; readonly to: DateText }): readonly PeriodText[] {
  const found: PeriodText[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    const months = Array.from({ length: 12 }, (_, n) => `${year}-${two(n + 1)}`);
    found.push(...months, ...[1, 2, 3, 4].map((n) => `${year}-Q${n}`), ...[1, 2].map((n) => `${year}-H${n}`), String(year));
  }
  return found.filter((period) => {
    const { last } = daysOf(parsePeriod(period)!);
    return last >= from && last <= to;
  });
}

/** A period in which somebody can still report. */
export interface OpenPeriod {
  readonly period: PeriodText;
  readonly dueAt: Instant;
  /** The units it is open for; null for all. */
  readonly units: readonly string[] | null;
}

/** Whether a period is open after its facts, until when and for whom. */
export function openPeriodOf(period: PeriodText, facts: readonly Recorded<PeriodEvent>[]): OpenPeriod | undefined {
  const last = facts.at(-1);
  if (!last || last.type === 'reporting.PeriodClosed') return undefined;
  // More time for single units leaves the others as they were.
  const general = facts.findLast(({ type, data }) => type === 'reporting.PeriodClosed' || !('units' in data && data.units));
  const isOpen = general !== undefined && general.type !== 'reporting.PeriodClosed';
  const units = 'units' in last.data && last.data.units && !isOpen ? last.data.units : null;
  return { period, dueAt: last.data.dueAt, units };
}
