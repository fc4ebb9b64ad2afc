import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { CityClock, endpoint, From, Handle, Input, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { roundParams, schemeCode } from '../assessment-input.js';
import { maySeePublished } from '../assessment.policies.js';
import { roundScheme } from '../round.events.js';
import { roundView, unitsOf, type ReadLog } from './known-round.http.js';
import { resultField } from './round-board.http.js';
import { resultTable, runShown } from './result-table.js';
import { figuresScope, seesTable } from './visibility.js';

const count = z.number().int();

const table = endpoint({
  method: 'GET', path: '/rounds/:round/results', tag: 'assessment', access: maySeePublished, params: roundParams,
  summary: { zh: '结果表：分组名次、得分、等次、一票否决及原始分、加扣分；通报前各单位只见本单位', en: 'Result table by group: rank, score, grade, veto beside the raw score, bonus and deduction; before publication a unit sees only its own line' },
  query: z.strictObject({ group: schemeCode.optional(), ...viewQuery }),
  reply: z.object({
    round: z.string(), run: count, published: z.boolean(), scheme: roundScheme, engineVersion: z.string().nullable(), frozenAt: count.nullable(), hash: z.string().nullable(),
    /** Log position of the calculation's record: a checkpoint of the ledger that covers it proves every line. */
    recordedAt: count.nullable(),
    /** A later calculation that is not published yet; told only to those who work on the round. */
    pending: count.nullable(),
    groups: z.array(z.object({ group: z.string(), of: count, lines: z.array(resultField) })),
    position: count,
  }),
});

@Controller()
export class ResultTableHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
  ) {}

  @Handle(table)
  async table(@Input() { params, query }: InputOf<typeof table>, @From() { actor }: Caller) {
    const view = await roundView(this.views, this.log, this.clock, params.round, query);
    const { row, known, position } = view;
    const shown = runShown(known, row.publications);
    const calculated = row.runs.find(({ run }) => run === shown.run);
    const whole = seesTable(actor, known);
    const scope = figuresScope(actor, known);
    const groups = resultTable(known, await unitsOf(this.views, view), shown).filter(({ group }) => query.group === undefined || group === query.group);
    const { scheme } = known;
    return {
      round: row.round, run: shown.run, published: known.publishedRun !== undefined, scheme, engineVersion: calculated?.engineVersion ?? null, frozenAt: calculated?.frozenAt ?? null, hash: calculated?.hash ?? null, recordedAt: calculated?.position ?? null,
      pending: scope === 'all' && known.publishedRun !== undefined && known.run > known.publishedRun ? known.run : null,
      groups: groups.map(({ group, lines }) => ({ group, of: lines.length, lines: lines.filter(({ unit }) => whole || covers(scope, unit)) })), position,
    };
  }
}
