import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { endpoint, Handle, Input, Refused, wholeNumber, type InputOf } from '#engine/http';
import { roundParams } from '../assessment-input.js';
import { mayProveResults } from '../calculation.policies.js';
import { reproduceRound } from './reproduce-round.js';
import { verdicts, verdictTexts } from './reproduction.js';

const text = z.string().nullable();

const reproduction = endpoint({
  method: 'GET', path: '/rounds/:round/reproduction', tag: 'assessment', access: mayProveResults,
  summary: { zh: '重放并验证一次考核计分：按当时的数据、细则和引擎逐字节比对', en: 'Replay and prove a calculation of a round, byte for byte, with the data, scheme and engine of then' },
  params: roundParams,
  query: z.strictObject({ run: wholeNumber(1, 10_000).optional() }),
  reply: z.object({
    round: z.string(), run: z.number().int(), engineVersion: z.string(), scheme: z.object({ id: z.string(), version: z.number().int(), hash: z.string(), document: z.string() }),
    frozenAt: z.number().int(), upTo: z.number().int(), position: z.number().int(), eventId: z.string(), recorded: z.string(), computed: z.string(), equal: z.boolean(), verdict: z.enum(verdicts),
    text: z.object({ zh: z.string(), en: z.string() }),
    units: z.array(z.object({
      unit: z.string(), group: z.string(), recorded: text, computed: z.string(), equal: z.boolean(), position: z.number().int().nullable(), eventId: text,
      score: z.object({ recorded: text, computed: text }).optional(), restsOn: z.array(z.number().int()).optional(),
    })),
  }),
  refusals: ['assessment.unknown-round', 'assessment.not-calculated', 'assessment.unknown-run', 'assessment.engine-not-kept', 'assessment.scheme-not-as-published'],
});

@Controller()
export class ReproduceRoundHttp {
  constructor(@Inject(EventStore) private readonly log: EventStore) {}

  @Handle(reproduction)
  async reproduce(@Input() { params, query }: InputOf<typeof reproduction>) {
    const found = await reproduceRound(this.log, params.round, query.run);
    if (isRefusal(found)) throw new Refused(found);
    return { ...found, text: verdictTexts[found.verdict] };
  }
}
