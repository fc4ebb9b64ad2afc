import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers, isRefusal, refuse, type Actor } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { CityClock, endpoint, From, Handle, Input, notFound, Refused, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { gainsAndLosses } from '../calculate-round/gains-and-losses.js';
import { RoundCalculator, type ScoredRun } from '../calculate-round/round-calculator.js';
import { groupInputOf } from '../calculate-round/round-input.js';
import { unitParams } from '../assessment-input.js';
import { maySeeResults } from '../assessment.policies.js';
import { groupOfUnit } from '../round.state.js';
import { reviewField, reviewReply } from './docket.http.js';
import { roundView, type ReadLog, type RoundView } from './known-round.http.js';
import { resultField } from './round-board.http.js';
import { resultLine, runShown, type ResultLine } from './result-table.js';
import type { ReviewLine } from './review-line.js';
import { reviews } from './reviews.projection.js';
import { stateOf, type RoundRow } from './round-row.js';
import { roundUnits, unitKey, type RoundUnitRow } from './round-units.projection.js';
import { rounds } from './rounds.projection.js';
import { findingCounts, rewardLines, targetLines, valuesOf, type TrendYear } from './unit-profile.js';
import { figuresScope } from './visibility.js';

/** Years that a trend goes back, the assessed one included. */
const trendYears = 3;

const count = z.number().int();
const text = z.string().nullable();
const bilingual = z.object({ zh: z.string(), en: z.string() });
const coded = bilingual.extend({ code: z.string() });
const points = z.array(z.object({
  kind: z.string(), code: z.string(), title: bilingual, points: z.string(), of: text, why: z.array(coded), matter: z.string().optional(), document: z.string().optional(), position: count.optional(),
}));
const profile = endpoint({
  method: 'GET', path: '/rounds/:round/results/:unit/profile', tag: 'assessment', access: maySeeResults, params: unitParams,
  summary: { zh: '单位一页纸：目标与实绩、三年走势、得失分、督查问题、激励、复核', en: 'A unit on one page: targets against actuals, three-year trend, gains and losses, findings, rewards, reviews' },
  query: z.strictObject(viewQuery),
  reply: z.object({
    round: z.string(), title: bilingual, year: count, unit: z.string(), group: z.string(), result: resultField, selfScore: text,
    targets: z.array(z.object({
      node: z.string(), indicator: z.string(), title: bilingual, state: z.string(), value: text, level: text, target: text, light: text, rate: text,
    })),
    trend: z.array(z.object({ round: z.string(), year: count, score: text, grade: text, rank: count.nullable(), of: count, values: z.record(z.string(), z.string()) })),
    /** Where every point came from and went, what the total is the sum of, and how the grade follows. */
    gains: points, losses: points, total: coded, grade: coded,
    findings: z.object({
      opened: count, closed: count, overdue: count, returned: count, repeated: count, relapsed: count, interviews: count, lateReports: count, findings: z.array(z.string()),
      /** Where the findings themselves are listed. */
      list: z.string(),
    }),
    rewards: z.array(z.object({ rule: z.string(), title: bilingual, matter: z.string(), level: text, document: text, points: z.string(), outcome: coded })),
    reviews: z.array(reviewField), position: count,
  }),
  refusals: ['assessment.not-calculated', 'assessment.result-not-visible', 'assessment.unit-not-in-round', 'assessment.engine-not-kept', 'assessment.scheme-not-as-published'],
});

@Controller()
export class UnitProfileHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
    @Inject(RoundCalculator) private readonly calculator: RoundCalculator,
  ) {}

  @Handle(profile)
  async profile(@Input() { params: { round, unit }, query }: InputOf<typeof profile>, @From() { actor }: Caller) {
    const view = await roundView(this.views, this.log, this.clock, round, query);
    const { row: { title, year }, known, now, moment, position } = view;
    const { line, row } = await this.resultOf(view, unit, actor);
    const scored = await this.scored(round, line.run);
    const sheet = scored.scores.sheet(unit);
    const { gains, losses } = gainsAndLosses(sheet);
    const asked = await this.views.all<ReviewLine>(reviews.name, reviews.table.name, { ...moment, where: [{ field: 'round', is: 'eq', value: round }, { field: 'unit', is: 'eq', value: unit }] });
    return plain({
      round, title, year, unit, group: groupOfUnit(known, unit)!.code, result: line, selfScore: row.selfScore, targets: targetLines(sheet),
      trend: [...(await this.earlier(view, unit)), trendYear(round, year, line, valuesOf(sheet))], gains, losses, total: sheet.total.formula, grade: sheet.grade.formula,
      findings: { ...findingCounts(supervisionOf(scored, unit)), list: `/supervision/findings?unit=${unit}` },
      rewards: rewardLines(sheet),
      reviews: asked.rows.map((stored) => reviewReply(stored.row, now)), position,
    });
  }

  /** The unit's line of the calculation that counts, for somebody who may see more of it than the table shows. */
  private async resultOf(view: RoundView, unit: string, actor: Actor): Promise<{ readonly line: ResultLine; readonly row: RoundUnitRow }> {
    const { row: { round, publications }, known, moment } = view;
    if (!groupOfUnit(known, unit)) throw new Refused(refuse('assessment.unit-not-in-round', { unit }, 'params.unit'));
    if (!covers(figuresScope(actor, known), unit)) throw new Refused(refuse('assessment.result-not-visible', { unit }));
    const { found } = await this.views.one<RoundUnitRow>(roundUnits.name, roundUnits.table.name, unitKey(round, unit), moment);
    if (!found) throw notFound({ round, unit });
    const line = resultLine(known, found.row, runShown(known, publications));
    if (!line) throw new Refused(refuse('assessment.not-calculated', { round }));
    return { line, row: found.row };
  }

  private async scored(round: string, run: number): Promise<ScoredRun> {
    const scored = await this.calculator.scored(round, run);
    if (isRefusal(scored)) throw new Refused(scored);
    return scored;
  }

  /** Published results of the years before, as known at the same moment, oldest first. */
  private async earlier({ row: { plan, year }, moment }: RoundView, unit: string): Promise<readonly TrendYear[]> {
    const before = await this.views.all<RoundUnitRow>(roundUnits.name, roundUnits.table.name, {
      ...moment, where: [{ field: 'unit', is: 'eq', value: unit }, { field: 'plan', is: 'eq', value: plan }, { field: 'year', is: 'gt', value: year - trendYears }, { field: 'year', is: 'lt', value: year }],
    });
    const years: TrendYear[] = [];
    for (const { row } of before.rows) {
      const { found } = await this.views.one<RoundRow>(rounds.name, rounds.table.name, row.round, moment);
      const known = found && stateOf(found.row);
      const line = known?.publishedRun === undefined ? undefined : resultLine(known, row, { run: known.publishedRun });
      if (line) years.push(trendYear(row.round, row.year, line, valuesOf((await this.scored(row.round, line.run)).scores.sheet(unit))));
    }
    return years.sort((a, b) => a.year - b.year);
  }
}

const trendYear = (round: string, year: number, { published, grade, rank, of }: ResultLine, values: TrendYear['values']): TrendYear => ({ round, year, score: published, grade, rank, of, values });

/** What the score was told of supervision. */
function supervisionOf({ basis }: ScoredRun, unit: string) {
  const home = basis.groups.find(({ units }) => units.includes(unit))!;
  return groupInputOf(basis, basis.scheme.groups.find(({ code }) => code === home.code)!).units[unit]!.supervision ?? [];
}

/** The same content as the declared reply holds it: arrays that may be written. */
const plain = <T>(content: T) => content as Writable<T>;
type Writable<T> = T extends readonly (infer Item)[] ? Writable<Item>[] : T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;
