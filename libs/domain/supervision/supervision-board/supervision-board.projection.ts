import type { Recorded } from '#engine/kernel';
import { model, type ModelRowChange } from '#engine/projections';
import type { Row, TableSpec } from '#engine/read-store';
import { emptyCalendar, nationalCalendar, workingCalendar, type CalendarEvent, type WorkingCalendar } from '#domain/calendar';
import { findingEvents, type FindingEvent } from '../finding.events.js';
import { boardFinding, type BoardFinding } from './board-finding.js';
import { cellAt, cellsOf, countsOf, isEmpty, noCounts, plus, sameCounts, type Counts } from './board-cell.js';

type Watched = FindingEvent | CalendarEvent;

/** The calendar that days are counted by. First of the tables, so that a restart counts by it. */
const calendarTable: TableSpec = { name: 'supervision-board-calendar', fields: {}, indexes: [], temporal: false };

/** Each finding, as far as figures need it. What depends on the clock is told from the open ones. */
export const boardFindings: TableSpec = {
  name: 'supervision-board-findings',
  fields: { open: 'boolean', unit: 'text', year: 'number' },
  indexes: [['open', 'unit']],
  temporal: true,
};

/** Counts by grouping, value, unit and year. */
export const boardCells: TableSpec = {
  name: 'supervision-board-cells',
  fields: { by: 'text', unit: 'text', year: 'number' },
  indexes: [['by', 'unit', 'year'], ['by', 'year']],
  temporal: true,
};

class Board {
  readonly findings = new Map<string, BoardFinding>();
  readonly cells = new Map<string, Counts>();
  calendar: WorkingCalendar = emptyCalendar;

  add(finding: BoardFinding, sign: 1 | -1): void {
    const counts = countsOf(finding, this.calendar);
    for (const key of cellsOf(finding)) {
      const sum = plus(this.cells.get(key) ?? noCounts, counts, sign);
      if (isEmpty(sum)) this.cells.delete(key);
      else this.cells.set(key, sum);
    }
  }
}

/** Figures of supervision 督查统计, kept as counters: a board costs as much as it has cells, not as there are findings. */
export const supervisionBoard = model<Board, Watched>({
  name: 'supervision-board',
  version: 1,
  events: [...Object.keys(findingEvents), 'calendar.'],
  tables: [calendarTable, boardFindings, boardCells],
  initial: () => new Board(),
  restore: (board, table, key, row) => {
    if (table === calendarTable.name) board.calendar = row as unknown as WorkingCalendar;
    else if (table === boardFindings.name) {
      board.findings.set(key, row as BoardFinding);
      board.add(row as BoardFinding, 1);
    }
  },
  apply: (board, event) => (isOfCalendar(event) ? calendarChanged(board, event) : findingChanged(board, event as Recorded<FindingEvent>)),
});

const isOfCalendar = (event: Recorded<Watched>): event is Recorded<CalendarEvent> => event.type.startsWith('calendar.');

function findingChanged(board: Board, event: Recorded<FindingEvent>): readonly ModelRowChange[] {
  const { finding } = event.data;
  const before = board.findings.get(finding);
  const after = boardFinding(before, event);
  if (!after || after === before) return [];
  const touched = [...new Set([...(before ? cellsOf(before) : []), ...cellsOf(after)])];
  const had = touched.map((key) => board.cells.get(key));
  if (before) board.add(before, -1);
  board.add(after, 1);
  board.findings.set(finding, after);
  return [{ table: boardFindings.name, key: finding, row: after }, ...touched.flatMap((key, index) => cellChange(board, key, had[index]))];
}

/** Days are counted anew where a year was published or revised. */
function calendarChanged(board: Board, event: Recorded<CalendarEvent>): readonly ModelRowChange[] {
  if (event.data.calendar !== nationalCalendar) return [];
  const had = new Map(board.cells);
  board.calendar = workingCalendar.evolve(board.calendar, event);
  board.cells.clear();
  for (const finding of board.findings.values()) board.add(finding, 1);
  const row = board.calendar as unknown as Row;
  return [{ table: calendarTable.name, key: nationalCalendar, row }, ...[...had].flatMap(([key, counts]) => cellChange(board, key, counts))];
}

function cellChange(board: Board, key: string, had: Counts | undefined): ModelRowChange[] {
  const now = board.cells.get(key);
  if (now && had && sameCounts(now, had)) return [];
  return [{ table: boardCells.name, key, row: now && cellAt(key, now) }];
}
