import { addDays, cityDate, type DateText } from '#engine/kernel';
import { dayKind, type DayKind, type WorkingCalendar } from '#domain/calendar';
import { lights, type Light } from '../light.js';
import type { FindingRow } from '../ledger/finding-row.js';

/** A finding as a day of the calendar names it. */
export interface DueItem {
  readonly finding: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly status: string;
  readonly light: Light;
  readonly link: string;
}

/** What falls on a day: how many, and the first of them. */
export interface DueGroup {
  readonly count: number;
  readonly items: readonly DueItem[];
}

export interface DueDay {
  readonly date: DateText;
  /** What the day is by the working calendar; null in a year without one. */
  readonly kind: DayKind | null;
  /** Findings whose time ends that day, also by light. */
  readonly due: DueGroup & { readonly lights: Readonly<Record<Light, number>> };
  /** Orders to be acknowledged or contested by the end of that day. */
  readonly acknowledge: DueGroup;
  /** Follow-ups 回头看 of that day. */
  readonly followUps: DueGroup;
}

/** Findings that a day names one by one. */
export const itemsShown = 20;

/** What a list needs to name a finding and lead to it. */
export function itemOf({ finding, number, title, unit, status, light }: FindingRow): DueItem {
  return { finding, number, title, unit, status, light, link: `/supervision/findings/${finding}` };
}

export interface DueRows {
  readonly due: readonly FindingRow[];
  readonly acknowledge: readonly FindingRow[];
  readonly followUps: readonly FindingRow[];
}

/** Each day from the first to the last with what falls on it. */
export function dueDays(from: DateText, to: DateText, rows: DueRows, calendar: WorkingCalendar): readonly DueDay[] {
  const [due, acknowledge, followUps] = [
    byDay(rows.due, (row) => cityDate(row.dueAt)), byDay(rows.acknowledge, (row) => cityDate(row.acknowledgeBy)), byDay(rows.followUps, (row) => row.followUpOn!),
  ];
  const days: DueDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const year = calendar.years[Number(date.slice(0, 4))];
    const ofDay = due.get(date) ?? [];
    const counts = Object.fromEntries(lights.map((light) => [light, ofDay.filter((row) => row.light === light).length])) as Record<Light, number>;
    days.push({ date, kind: year ? dayKind(year, date) : null, due: { ...group(ofDay), lights: counts }, acknowledge: group(acknowledge.get(date)), followUps: group(followUps.get(date)) });
  }
  return days;
}

const group = (rows: readonly FindingRow[] = []): DueGroup => ({ count: rows.length, items: rows.slice(0, itemsShown).map(itemOf) });

function byDay(rows: readonly FindingRow[], dayOf: (row: FindingRow) => DateText): ReadonlyMap<DateText, readonly FindingRow[]> {
  const days = new Map<DateText, FindingRow[]>();
  for (const row of rows) {
    const day = dayOf(row);
    const there = days.get(day);
    if (there) there.push(row);
    else days.set(day, [row]);
  }
  return days;
}
