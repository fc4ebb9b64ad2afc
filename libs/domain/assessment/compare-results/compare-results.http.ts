import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { codeField, endpoint, From, Handle, Input, pageQuery, Refused, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { plainCode, roundParams } from '../assessment-input.js';
import { maySeePublished, maySeeResults } from '../assessment.policies.js';
import { maySee } from '../calculate-round/calculate-round.http.js';
import { inTurns, RoundCalculator } from '../calculate-round/round-calculator.js';
import { schemeFrom } from '../round-facts.http.js';
import { comparing, type UnitComparison } from './compare-results.js';
import { sidesOf, type ComparedSide } from './compare-sides.js';

const run = wholeNumber(1, 10_000).optional();
const text = z.object({ from: z.string().nullable(), to: z.string().nullable() });
const both = z.object({ zh: z.string(), en: z.string() });
const passing = z.object({ count: z.number().int(), units: z.array(z.string()) });
const side = z.object({ round: z.string(), run: z.number().int(), scheme: z.object({ id: z.string(), version: z.number().int() }) });

const comparison = endpoint({
  method: 'GET', path: '/rounds/:round/comparison', tag: 'assessment', access: maySeePublished,
  summary: { zh: '比较考核结果：与另一考核、两次计分之间、同一数据换一版细则；得分、等次、名次变动及原因', en: 'Compare results: with another round, two calculations, or another scheme version on the same data; what moved, and why' },
  params: roundParams,
  query: z.strictObject({
    ...pageQuery, from: run, to: run, earlier: plainCode.optional(), scheme: codeField.optional(), version: run,
    /** Only this unit. */
    unit: plainCode.optional(),
  }).refine(({ scheme, version }) => (scheme === undefined) === (version === undefined), { path: ['version'], params: { code: 'required' } }),
  reply: z.object({
    from: side, to: side,
    items: z.array(z.object({
      unit: z.string(), group: text, score: text, raw: text, delta: z.string().nullable(), grade: text, rank: z.object({ from: z.number().int().nullable(), to: z.number().int().nullable() }),
      places: z.number().int().nullable(),
      reasons: z.array(z.object({ kind: z.string(), code: z.string(), title: both, from: z.string(), to: z.string(), delta: z.string() })),
      gradeReasons: z.array(z.record(z.string(), z.unknown())), overtook: passing, overtakenBy: passing,
    })),
    next: z.string().optional(), total: z.number().int(),
  }),
  refusals: [
    'assessment.unknown-round', 'assessment.not-calculated', 'assessment.unknown-run', 'assessment.nothing-to-compare', 'assessment.unknown-scheme-version', 'assessment.engine-not-kept', 'assessment.scheme-not-as-published',
  ],
});

@Controller()
export class CompareResultsHttp {
  constructor(
    @Inject(EventStore) private readonly log: EventStore,
    @Inject(RoundCalculator) private readonly calculator: RoundCalculator,
  ) {}

  @Handle(comparison)
  async compare(@Input() { params, query }: InputOf<typeof comparison>, @From() { actor }: Caller) {
    const { from, to, earlier, scheme, version, limit = 50, cursor = '' } = query;
    const sides = await sidesOf(this.calculator, { round: params.round, from, to, earlier, ...(scheme === undefined ? {} : { scheme: { id: scheme, version: version! } }) }, async (id) => (await schemeFrom(this.log, id)).published);
    if (isRefusal(sides)) throw new Refused(sides);
    const isPublished = sides.every((one) => one.isPublished);
    const units = [...new Set(sides.flatMap(({ scores }) => scores.units))].sort().filter((unit) => sides.every((one) => maySee(actor, unit, one.known, one.run, one.isPublished ? [one.run] : [])) && (query.unit === undefined || unit === query.unit));
    const page = units.filter((unit) => unit > cursor).slice(0, limit);
    const wanted = new Set(page);
    const items = await inTurns(collected(comparing(sides[0].scores, sides[1].scores, (unit) => wanted.has(unit))));
    const seesAll = isPublished || maySeeResults.scope(actor) === 'all';
    const last = page.at(-1);
    return {
      from: shown(sides[0]), to: shown(sides[1]), items: seesAll ? items : items.map(withoutOthers), total: units.length,
      ...(last !== undefined && last !== units.at(-1) ? { next: last } : {}),
    };
  }
}

const shown = ({ round, run: n, scheme }: ComparedSide) => ({ round, run: n, scheme });

/** Before publication a unit is told how many passed it, not who. */
const withoutOthers = (item: UnitComparison): UnitComparison => ({ ...item, overtook: { ...item.overtook, units: [] }, overtakenBy: { ...item.overtakenBy, units: [] } });

function* collected<T>(items: Iterable<T>): Generator<void, T[]> {
  const found: T[] = [];
  for (const item of items) {
    found.push(item);
    yield;
  }
  return found;
}
