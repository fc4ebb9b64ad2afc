import { z } from 'zod';
import type { Condition, RowQuery } from '#engine/read-store';
import type { Views, ViewMoment } from '#engine/http';
import { findingStatuses } from '../finding.state.js';
import { lights } from '../light.js';
import { itemOf } from '../due-calendar/due-days.js';
import { daysLeft } from '../ledger/days-used.js';
import type { FindingRow } from '../ledger/finding-row.js';
import { findings } from '../ledger/findings.projection.js';
import { calendarAt, type ReadLog } from '../ledger/known-moment.http.js';

/** Findings that a section of a desk names; the ledger has the rest. */
export const shownFirst = 10;

/** A finding on a desk. */
export const deskItem = z.object({
  finding: z.string(), number: z.string(), title: z.string(), unit: z.string(), status: z.enum(findingStatuses), light: z.enum(lights), link: z.string(),
  dueAt: z.string(), overdue: z.boolean(), daysLeft: z.number().int().nullable(),
});
export type DeskItem = z.output<typeof deskItem>;

/** How many, the first of them, and where all are. */
export const deskSection = z.object({ count: z.number().int(), items: z.array(deskItem), all: z.string() });
export type DeskSection = z.output<typeof deskSection>;

/** Reads one section after another; each tells the exact count. */
export class DeskSections {
  /** Position that the first section was read at. */
  position = 0;

  constructor(
    private readonly views: Views,
    private readonly log: ReadLog,
    private readonly now: string,
    private readonly moment: ViewMoment,
    private readonly seen: readonly Condition[],
  ) {}

  /** @param all query of the ledger that gives the whole list */
  async section(where: readonly Condition[], order: NonNullable<RowQuery['order']>, all: string): Promise<DeskSection> {
    const page = await this.views.list<FindingRow>(findings.name, findings.table.name, { ...this.moment, where: [...this.seen, ...where], order, limit: shownFirst });
    this.position ||= page.position;
    return { count: page.total ?? 0, items: await this.items(page.items), all: `/supervision/findings?${all}` };
  }

  /** Rows as a desk names them, with working days left by the calendar of the position that was read. */
  async items(rows: readonly FindingRow[]): Promise<DeskItem[]> {
    const calendar = await calendarAt(this.log, this.position);
    return rows.map((row) => ({ ...itemOf(row), status: row.status, dueAt: row.dueAt, overdue: row.lateAfter < this.now, daysLeft: daysLeft(row, this.now, calendar) }));
  }
}

export const byDueTime = [{ field: 'stage' }, { field: 'dueAt' }] as const;
export const byIssue = [{ field: 'stage' }, { field: 'issuedAt' }] as const;
