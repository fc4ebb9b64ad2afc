import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers, isRefusal, refuse } from '#engine/kernel';
import { codeField, endpoint, From, Handle, Input, Refused, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { sheetHash } from '../sheet/calculate.js';
import { maySeeScores } from '../scoring.policies.js';
import { sheetAt } from './sheet-at.js';

const explain = endpoint({
  method: 'GET', path: '/scores/:plan/:year/:group/:unit', tag: 'scoring', access: maySeeScores,
  summary: { zh: '得分解释：逐项公式、数据及其日志位置', en: 'Why a score is what it is: every formula with its numbers and their log positions' },
  params: z.strictObject({ plan: codeField, year: wholeNumber(1900, 2200), group: codeField, unit: codeField }),
  query: z.strictObject(viewQuery),
  reply: z.object({ sheet: z.record(z.string(), z.unknown()), hash: z.string(), position: z.number().int() }),
  refusals: ['scoring.no-board', 'scoring.unit-not-in-group'],
});

@Controller()
export class ExplainScoreHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(explain)
  async explain(@Input() { params, query }: InputOf<typeof explain>, @From() { actor }: Caller) {
    const { plan, year, group, unit } = params;
    if (!covers(maySeeScores.scope(actor), unit)) throw new Refused(refuse('scoring.unit-not-in-group', { unit, group }));
    const found = await sheetAt(this.views, { plan, year, group, unit }, query);
    if (isRefusal(found)) throw new Refused(found);
    const { sheet, position } = found;
    return { sheet, hash: sheetHash(sheet), position };
  }
}
