import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { EventStore } from '#engine/event-store';
import type { Condition } from '#engine/read-store';
import { CityClock, endpoint, filters, From, Handle, Input, Views, viewQuery, wholeNumber, within, type Caller, type InputOf, type ViewMoment } from '#engine/http';
import { instantOf, type ReadLog } from '../ledger/known-moment.http.js';
import { plainCode } from '../supervision-input.js';
import { maySeeSupervision } from '../supervision.policies.js';
import { groupings, type BoardCell } from './board-cell.js';
import { ageBuckets, boardFigures } from './board-figures.js';
import type { BoardFinding } from './board-finding.js';
import { boardCells, boardFindings, supervisionBoard } from './supervision-board.projection.js';

const count = z.number().int();
const ratio = z.object({ numerator: count, denominator: count, value: z.string().nullable() });
const figures = z.object({
  issued: count, open: count, closed: count, withdrawn: count, onTime: count, returned: count, extended: count, relapsed: count, overdue: count, ageing: z.array(count).length(ageBuckets.length),
  onTimeRate: ratio, closingRate: ratio, averageDays: ratio, returnRate: ratio, extensionRate: ratio, relapseRate: ratio,
});

const board = endpoint({
  method: 'GET', path: '/supervision/board', tag: 'supervision', access: maySeeSupervision,
  summary: {
    zh: '督查统计：按单位、类型、严重程度、来源或措施统计立项、办结、按期办结率、平均用时、逾期、库龄、退回率、延期率、反弹率',
    en: 'Figures by unit, type, severity, source or measure: issued, closed, on-time rate, average days, overdue, ageing, returns, extensions, relapses',
  },
  query: z.strictObject({ by: z.enum(groupings).default('unit'), year: wholeNumber(1900, 2200).optional(), unit: plainCode.optional(), ...viewQuery }),
  reply: z.object({
    by: z.enum(groupings), items: z.array(figures.extend({ value: z.string() })), total: figures,
    /** First and last day since issue of each bucket of `ageing`. */
    ageBuckets: z.array(z.object({ from: count, to: count.nullable() })),
    at: z.string(), position: count,
  }),
});

/** Reads that may meet a change in between before the history is asked. */
const tries = 3;

@Controller()
export class SupervisionBoardHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
  ) {}

  @Handle(board)
  async board(@Input() { query: { by, year, unit, ...moment } }: InputOf<typeof board>, @From() { actor }: Caller) {
    const at = await instantOf(this.log, this.clock, moment.asKnownAt);
    const where = [...within(maySeeSupervision.scope(actor)), ...filters({ unit, year })];
    const { cells, open, position } = await this.read(where, [{ field: 'by', is: 'eq', value: by }], moment);
    return { by, ...boardFigures(by, cells, open, at), ageBuckets: ageBuckets.map(([from, to]) => ({ from, to })), at, position };
  }

  /** Counters and open findings of one position: both again when a change came between them. */
  private async read(where: readonly Condition[], ofGrouping: readonly Condition[], moment: ViewMoment, attempt = 1): Promise<{ cells: readonly BoardCell[]; open: readonly BoardFinding[]; position: number }> {
    const cells = await this.views.all<BoardCell>(supervisionBoard.name, boardCells.name, { ...moment, where: [...ofGrouping, ...where] });
    const open = await this.views.all<BoardFinding>(supervisionBoard.name, boardFindings.name, { ...moment, where: [{ field: 'open', is: 'eq', value: true }, ...where] });
    const { position } = cells;
    if (open.position !== position) return this.read(where, ofGrouping, attempt < tries ? moment : { asKnownAt: String(position) }, attempt + 1);
    return { cells: cells.rows.map(({ row }) => row), open: open.rows.map(({ row }) => row), position };
  }
}
