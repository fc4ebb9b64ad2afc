import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal, refuse } from '#engine/kernel';
import { codeField, decimalField, endpoint, Handle, Input, Refused, Views, viewQuery, type InputOf } from '#engine/http';
import { parseScheme, type Scheme } from '../scheme/scheme.js';
import { indicatorsOf, unitsOf } from '../live-board/board-model.js';
import { robustness } from '../robustness/robustness.js';
import { whatIf, type Supposition } from '../what-if/what-if.js';
import { maySimulate } from '../scoring.policies.js';
import { factsAt, schemeOf, type ScoringMoment } from '../explain-score/score-at.js';

const address = { plan: codeField, year: z.int().min(1900).max(2200), group: codeField };

const suppose = endpoint({
  method: 'POST', path: '/what-if', tag: 'scoring', access: maySimulate,
  summary: { zh: '推演：另一套细则、权重或假设数值下的得分与名次，不作记录', en: 'What if: scores and ranks under another scheme, other weights or supposed values; nothing is recorded' },
  query: z.strictObject(viewQuery),
  body: z.strictObject({
    ...address,
    /** Another scheme's content. */
    scheme: z.record(z.string(), z.unknown()).optional(),
    /** Other weights or points by node code. */
    weights: z.record(z.string().max(80), decimalField).optional(),
    /** Supposed values by unit, then indicator. */
    values: z.record(codeField, z.record(codeField, decimalField)).optional(),
  }),
  reply: z.object({ position: z.number().int(), units: z.array(z.record(z.string(), z.unknown())) }),
  refusals: ['scoring.no-board', 'scoring.not-a-scheme', 'scoring.supposition-unknown'],
});

const sturdy = endpoint({
  method: 'POST', path: '/robustness', tag: 'scoring', access: maySimulate,
  summary: { zh: '名次稳健性：权重随机变动下的名次区间（可重复的种子）', en: 'How far ranks depend on the weights: rank intervals under seeded random weights' },
  query: z.strictObject(viewQuery),
  body: z.strictObject({
    ...address,
    seed: z.int().min(0).max(2 ** 31 - 1),
    draws: z.int().min(10).max(10_000).default(1_000),
    vary: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('share'), share: z.number().positive().max(1) }),
      z.strictObject({ type: z.literal('dirichlet'), concentration: z.number().positive().max(100_000) }),
    ]).default({ type: 'share', share: 0.25 }),
  }),
  reply: z.object({
    position: z.number().int(), seed: z.number().int(), draws: z.number().int(), averageRankShift: z.number(),
    units: z.array(z.record(z.string(), z.unknown())), effectiveWeights: z.array(z.record(z.string(), z.unknown())),
  }),
  refusals: ['scoring.no-board'],
});

@Controller()
export class SimulateScoresHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(suppose)
  async suppose(@Input() { query, body }: InputOf<typeof suppose>) {
    const other = body.scheme ? otherScheme(body.scheme) : undefined;
    const { moment, scheme, input } = await this.basis(body, query, other);
    const values = Object.fromEntries(Object.entries(body.values ?? {}).map(([unit, byIndicator]) => [unit, Object.fromEntries(
      Object.entries(byIndicator).map(([indicator, value]) => [indicator, { value: { state: 'reported' as const, value } }]),
    )]));
    const supposition: Supposition = { values, ...(body.weights ? { weights: body.weights } : {}), ...(other ? { scheme: other } : {}) };
    try {
      return { position: moment.position, units: [...whatIf(scheme, body.group, input, supposition).units] };
    } catch (error) {
      if (error instanceof RangeError) throw new Refused(refuse('scoring.supposition-unknown', { reason: error.message }));
      throw error;
    }
  }

  @Handle(sturdy)
  async sturdy(@Input() { query, body }: InputOf<typeof sturdy>) {
    const { moment, scheme, input } = await this.basis(body, query);
    const { seed, draws, vary } = body;
    return { position: moment.position, ...robustness(scheme, body.group, input, { seed, draws, vary }) };
  }

  private async basis({ plan, year, group }: { plan: string; year: number; group: string }, query: InputOf<typeof suppose>['query'], other?: Scheme): Promise<{ moment: ScoringMoment; scheme: Scheme; input: ReturnType<ScoringMoment['facts']['groupInput']> }> {
    const moment = await factsAt(this.views, plan, query);
    const scheme = schemeOf(moment, year, group);
    if (isRefusal(scheme)) throw new Refused(scheme);
    const groups = [scheme, ...(other ? [other] : [])].flatMap((s) => s.groups.filter((g) => g.code === group));
    const units = [...new Set(groups.flatMap((g) => unitsOf(g, moment.facts)))];
    const indicators = [...new Set(groups.flatMap(indicatorsOf))];
    return { moment, scheme, input: moment.facts.groupInput(units, indicators, year, moment.position) };
  }
}

function otherScheme(content: unknown): Scheme {
  const parsed = parseScheme(content);
  if ('problems' in parsed) throw new Refused(refuse('scoring.not-a-scheme', { problems: parsed.problems.slice(0, 10).map(({ path, message }) => `${path}: ${message}`) }, 'body.scheme'));
  return parsed.scheme;
}
