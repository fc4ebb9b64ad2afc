import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { EventStore } from '#engine/event-store';
import { CityClock, endpoint, filters, From, Handle, Input, pageQuery, pageReply, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { roundParams, schemeCode } from '../assessment-input.js';
import { maySeeResults } from '../assessment.policies.js';
import { resultFigures } from '../result.events.js';
import { boardLine, lateParts } from './board-line.js';
import { raterLeaves, roundView, type ReadLog } from './known-round.http.js';
import { resultLine, resultStandings, runShown } from './result-table.js';
import { roundUnits, selfAssessmentStates, type RoundUnitRow } from './round-units.projection.js';
import { figuresScope } from './visibility.js';
import { covers } from '#engine/kernel';

const count = z.number().int();
const text = z.string().nullable();

/** A unit's result as lines show it. */
export const resultField = resultFigures.omit({ sheet: true }).extend({
  sheet: z.string(), unit: z.string(), run: count, standing: z.enum(resultStandings),
  corrected: z.object({ run: count, published: text, grade: text, rank: count.nullable() }).nullable(),
});

const board = endpoint({
  method: 'GET', path: '/rounds/:round/board', tag: 'assessment', access: maySeeResults, params: roundParams,
  summary: { zh: '考核进度：各单位自评、核查、打分、加分认定、结果、复核及逾期', en: 'Board of a round: self-assessment, site checks, marks, bonus decisions, result, reviews and what is late, by unit' },
  query: z.strictObject({ group: schemeCode.optional(), self: z.enum(selfAssessmentStates).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(z.object({
    unit: z.string(), group: z.string(), self: z.enum(selfAssessmentStates), selfAt: text, selfScore: text, resubmitBy: text, siteChecks: count, marksMissing: z.array(z.string()), bonusesUndecided: count, deductions: count,
    conduct: count, vetoes: count, adjustments: count, reviewsOpen: count, reviewsLate: count, stayed: z.boolean(), late: z.array(z.enum(lateParts)),
    /** Null before it is calculated, and for a unit before it is notified. */
    result: resultField.nullable(),
  })),
});

@Controller()
export class RoundBoardHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
  ) {}

  @Handle(board)
  async board(@Input() { params: { round }, query }: InputOf<typeof board>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    const { known, row, now } = await roundView(this.views, this.log, this.clock, round, { asKnownAt, waitFor });
    const page = await this.views.list<RoundUnitRow>(roundUnits.name, roundUnits.table.name, {
      where: [{ field: 'round', is: 'eq', value: round }, ...within(maySeeResults.scope(actor)), ...filters(given)], order: [{ field: 'unit' }], limit, cursor, asKnownAt, waitFor,
    });
    const [raters, figures, shown] = [await raterLeaves(this.log, known), figuresScope(actor, known), runShown(known, row.publications)];
    return {
      ...page,
      items: page.items.map((unit) => {
        const line = boardLine(known, unit, raters(unit.group), now);
        const result = covers(figures, unit.unit) ? resultLine(known, unit, shown) : undefined;
        return { ...line, marksMissing: [...line.marksMissing], late: [...line.late], result: result ?? null };
      }),
    };
  }
}
