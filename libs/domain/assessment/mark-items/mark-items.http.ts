import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { decimalField, endpoint, From, Handle, Input, notFound, receipt, receiptReply, textField, viewQuery, type Caller, type InputOf } from '#engine/http';
import { plainCode, present, schemeCode, unitParams } from '../assessment-input.js';
import { mayMark } from '../assessment.policies.js';
import { knownOfRound, positionAsked, resultFrom, visibleRound } from '../round-facts.http.js';
import { markItem } from './mark-item.js';

const mark = endpoint({
  method: 'POST', path: '/rounds/:round/units/:unit/marks/:node', tag: 'assessment', access: mayMark, command: true, reply: receiptReply,
  summary: { zh: '评委打分；反馈前可更改', en: "A rater's mark; it may change until results are notified" },
  params: z.strictObject({ round: plainCode, unit: plainCode, node: schemeCode }),
  body: z.strictObject({ mark: decimalField, remark: textField(1_000).optional() }),
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.unit-not-in-round', 'assessment.own-unit', 'assessment.not-a-leaf', 'assessment.not-marked-by-raters', 'assessment.mark-out-of-range',
  ],
});

const list = endpoint({
  method: 'GET', path: '/rounds/:round/units/:unit/marks', tag: 'assessment', access: mayMark,
  summary: { zh: '一个单位的评委打分', en: "Raters' marks of a unit" },
  params: unitParams, query: z.strictObject(viewQuery),
  reply: z.object({ round: z.string(), unit: z.string(), marks: z.array(z.object({ node: z.string(), rater: z.string(), mark: z.string() })), position: z.number().int() }),
});

@Controller()
export class MarkItemsHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>,
  ) {}

  @Handle(mark)
  async mark(@Input() { params, body }: InputOf<typeof mark>, @From() { envelope }: Caller) {
    const { scheme } = await knownOfRound(this.log, params.round);
    return receipt(await this.commands.send(markItem, { ...params, ...present(body), scheme }, envelope));
  }

  @Handle(list)
  async list(@Input() { params, query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const position = await positionAsked(this.log, query);
    await visibleRound(this.log, params, actor, position);
    if (!covers(mayMark.scope(actor), params.unit) || actor.unit === params.unit) throw notFound(params);
    const { marks } = await resultFrom(this.log, params.round, params.unit, position);
    return { ...params, marks: marks.map(({ node, rater, mark: given }) => ({ node, rater, mark: given })), position };
  }
}
