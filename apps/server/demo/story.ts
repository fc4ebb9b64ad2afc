import { addDays, daysOf, endOfCityDay, parsePeriod, type Actor, type DateText, type Instant } from '#engine/kernel';
import type { CommandEngine, CommandItem, Envelope } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import type { RoundCalculator } from '../../../libs/domain/assessment/calculate-round/round-calculator.js';
import type { CadreReview } from '../../../libs/domain/cadre-review/cadre-review.js';
import type { DefinitionCard, Target } from '#domain/plan';
import { reviseIndicator } from '../../../libs/domain/plan/define-indicator/revise-indicator.js';
import { setTarget } from '../../../libs/domain/plan/set-target/set-target.js';
import { registerUnit } from '../../../libs/domain/units/register-unit/register-unit.js';
import { commandsOfCatalogue } from '../../../libs/domain/plan/catalogue/commands-of-catalogue.js';
import { cardsOf } from '../../../libs/domain/plan/catalogue/definition-cards.js';
import { shippedCatalogue } from '../../../libs/domain/plan/catalogue/shipped-catalogues.js';
import { correctReport } from '../../../libs/domain/reporting/correct-report/correct-report.js';
import { deferRelease } from '../../../libs/domain/reporting/defer-release/defer-release.js';
import { declareNotApplicable } from '../../../libs/domain/reporting/not-applicable/declare-not-applicable.js';
import { approveNotApplicable } from '../../../libs/domain/reporting/not-applicable/settle-not-applicable.js';
import { closePeriod } from '../../../libs/domain/reporting/run-periods/close-period.js';
import { openPeriod } from '../../../libs/domain/reporting/run-periods/open-period.js';
import { reportIndicator } from '../../../libs/domain/reporting/report-indicator/report-indicator.js';
import { returnReport } from '../../../libs/domain/reporting/return-report/return-report.js';
import { verifyReport } from '../../../libs/domain/reporting/verify-report/verify-report.js';
import { draftScheme } from '../../../libs/domain/scoring/write-scheme/write-scheme.js';
import { publishScheme } from '../../../libs/domain/scoring/publish-scheme/publish-scheme.js';
import { demoSchemes } from './schemes.js';
import { leadersOf } from './demo-leaders.js';
import { upwardsUntil } from './campaigns-and-matters-story.js';
import { roundsUntil } from './rounds-story.js';
import { findingsUntil, rulesOfSupervision } from './supervision-story.js';
import { drift, figureOf, figures, targetOf, type FigureCourse } from './figures.js';
import { correction, published, type PublishedValue } from './published-values.js';

export const demoPlan = 'nanjing-2023';

/** What an act of the story may look at and use: the city as it is by then. */
export interface StoryCity {
  readonly log: EventStore;
  readonly engine: CommandEngine;
  readonly calculator: RoundCalculator;
  readonly cadreReview: Pick<CadreReview, 'dispatching' | 'sheets'>;
}

/** Several commands that one person gave at one moment; or what they did, where it depends on the city. */
export interface Act {
  readonly at: Instant;
  readonly by: Actor;
  readonly items: readonly CommandItem[] | ((city: StoryCity) => Promise<readonly CommandItem[]>);
  /** In place of items: something that sends its own commands. */
  readonly does?: (city: StoryCity, envelope: Envelope) => Promise<unknown>;
  readonly reason?: string;
  readonly authority?: string;
}

/** The people of the demo city, by what they do. */
export interface Cast {
  readonly bureau: Actor;
  readonly reporter: (unit: string) => Actor;
  readonly verifier: (unit: string) => Actor;
  readonly inspector: Actor;
  readonly organisation: Actor;
  readonly leader: Actor;
}

const demoNote = '演示数据，非真实统计值。';

const { catalogue, sha256 } = shippedCatalogue(demoPlan);
const cards = new Map(cardsOf(catalogue).map((card) => [card.code, card]));

/** Office hours of a date in the city: 9:00 and some minutes. */
export const morning = (date: DateText, minutes = 0): Instant => new Date(Date.parse(`${date}T01:00:00.000Z`) + minutes * 60_000).toISOString();

/** Everything up to the present, in the city's own time: reporting until the third quarter of 2025, supervision until now. */
export function history(cast: Cast, now: Instant): readonly Act[] {
  const acts = [...reportingHistory(cast), ...leadersOf(cast), ...rulesOfSupervision(cast, now), ...findingsUntil(cast, now), ...upwardsUntil(cast, now), ...roundsUntil(cast, now)];
  return acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function* reportingHistory(cast: Cast): Generator<Act> {
  yield* adoption(cast);
  yield* pastYears(cast);
  yield* targetsAndSchemes(cast, 2024, '2024-01-15');
  for (const period of ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4', '2024']) yield* round(cast, period);
  yield* targetsAndSchemes(cast, 2025, '2025-01-15');
  for (const period of ['2025-Q1', '2025-Q2', '2025-Q3']) yield* round(cast, period);
}

function* adoption({ bureau }: Cast): Generator<Act> {
  const { units, plan } = commandsOfCatalogue(demoPlan, catalogue, sha256);
  yield { at: morning('2023-12-18'), by: bureau, items: units.map((command) => ({ definition: registerUnit, command })) };
  yield { at: morning('2023-12-18', 30), by: bureau, items: plan, authority: '方案印发件' };
}

/** Base years: what was published, and demo values for the rest. */
function* pastYears(cast: Cast): Generator<Act> {
  for (const [index, period] of ['2020', '2021', '2022', '2023'].entries()) {
    const day = addDays('2023-12-20', index);
    yield { at: morning(day), by: cast.bureau, items: [open(period, '2024-03-31')] };
    const values = valuesOf(period, (course) => period === '2023' || period === '2022' || (period === '2020' && ['rd-expenditure-share', 'non-fossil-energy-share'].includes(course.indicator)), 'year');
    yield* reportAndVerify(cast, period, period === '2023' ? '2024-02-20' : day, values);
  }
  yield { at: morning('2024-03-01'), by: cast.bureau, items: [open('2023-Q4', '2024-03-31')] };
  yield* reportAndVerify(cast, '2023-Q4', '2024-03-02', valuesOf('2023-Q4', () => true, 'quarter'));
  yield* restatement(cast);
  for (const period of ['2020', '2021', '2022', '2023', '2023-Q4']) yield { at: morning('2024-04-01', 5), by: cast.bureau, items: [{ definition: closePeriod, command: { plan: demoPlan, period, how: 'by-hand' } }] };
}

/** The R&D share of 2020: published as 3.38 % in January 2021, restated as 3.48 % in October 2021. */
function* restatement(cast: Cast): Generator<Act> {
  const { indicator, unit, period, from, to, authority, reason } = correction;
  const card = cards.get(indicator)!;
  yield {
    at: morning('2024-03-05'), by: cast.verifier(card.verifier), reason, authority,
    items: [{ definition: correctReport, command: { plan: demoPlan, indicator, unit, period, from, to, reasonCode: 'statistical-revision', reason, authority, evidence: [] } }],
  };
  const baselines: readonly (readonly [string, string])[] = [[indicator, to], ['non-fossil-energy-share', figureOf(courseOf('non-fossil-energy-share'), 'development-reform', '2022')]];
  yield {
    at: morning('2024-03-06'), by: cast.bureau, authority: '演示文号 宁质办〔2024〕2号', reason: '明确基期',
    items: baselines.map(([code, value]) => ({ definition: reviseIndicator, command: { plan: demoPlan, card: { ...cards.get(code)!, baseline: { year: 2020, value } } } })),
  };
}

function* targetsAndSchemes(cast: Cast, year: 2024 | 2025, date: DateText): Generator<Act> {
  const targets = figures.flatMap((course) => {
    const card = cards.get(course.indicator)!;
    return card.reportedBy.flatMap((unit) => {
      const value = targetOf(course, unit, year);
      return value === undefined ? [] : [{ definition: setTarget, command: { plan: demoPlan, target: unitTarget(course, unit, year, value, card) } }];
    });
  });
  yield { at: morning(date), by: cast.bureau, items: targets, authority: `演示文号 宁质委〔${year}〕1号` };
  const schemes = demoSchemes(year);
  yield { at: morning(date, 60), by: cast.bureau, items: schemes.map((content) => ({ definition: draftScheme, command: { scheme: String(content['id']), plan: demoPlan, content } })) };
  yield {
    at: morning(addDays(date, 14)), by: cast.bureau, authority: `演示文号 宁质发〔${year}〕3号`,
    items: schemes.map((content) => ({ definition: publishScheme, command: { scheme: String(content['id']), plan: demoPlan, year } })),
  };
}

function unitTarget(course: FigureCourse, unit: string, year: number, value: string, { kind }: DefinitionCard): Target {
  const profile = course.frequency === 'year' ? 'year-end' : course.decimals === 0 ? ['0.2', '0.45', '0.7', '1'] : 'linear';
  return { indicator: course.indicator, unit, year, comparator: kind === 'quantitative' ? '>=' : 'milestone', value, profile };
}

/** One period from opening to closing: most report in time, some late, a few not at all. */
function* round(cast: Cast, period: string): Generator<Act> {
  const { last } = daysOf(parsePeriod(period)!);
  const due = addDays(last, period.length === 4 ? 75 : 25);
  yield { at: morning(addDays(last, 1)), by: cast.bureau, items: [open(period, due)] };
  if (period === '2024') yield* deferral(cast, period, addDays(last, 2));
  const values = valuesOf(period, () => true, period.length === 4 ? 'year' : 'quarter').filter(({ indicator, unit }) => drift(`missing/${indicator}/${unit}/${period}`) < 0.96);
  yield* reportAndVerify(cast, period, addDays(last, 5), values);
  yield { at: morning(addDays(due, 1)), by: cast.bureau, items: [{ definition: closePeriod, command: { plan: demoPlan, period, how: 'by-hand' } }] };
}

/** The statistic is not out yet: said so, and reported when it is. */
function* deferral(cast: Cast, period: string, day: DateText): Generator<Act> {
  const reason = '全社会研发经费由统计部门次年核定发布。';
  const command = { plan: demoPlan, indicator: 'rd-expenditure-share', unit: 'gaochun', period, expectedOn: addDays(day, 40), reason };
  yield { at: morning(day), by: cast.reporter('gaochun'), items: [{ definition: deferRelease, command }], reason };
}

/** The period that is being collected now: opened today, most have reported, some are verified, one was sent back. */
export function* present(cast: Cast, now: Instant, dueOn: DateText): Generator<Act> {
  yield { at: now, by: cast.bureau, items: [open('2025-Q4', dueOn), open('2025', dueOn)] };
  const values = [...valuesOf('2025-Q4', () => true, 'quarter'), ...valuesOf('2025', () => true, 'year')].filter((v) => v.unit !== 'xuanwu' && drift(`now/${v.indicator}/${v.unit}`) < 0.5);
  for (const [unit, own] of byUnit(values)) yield { at: now, by: cast.reporter(unit), items: own.map((v) => (withoutFarming(v) ? declare(v) : report(v))) };
  const seen = values.filter((v) => !withoutFarming(v)).filter((v) => drift(`seen/${v.indicator}/${v.unit}`) < 0.2);
  const [back, ...good] = seen;
  for (const [verifier, own] of byVerifier(good)) yield { at: now, by: cast.verifier(verifier), items: own.map(verify) };
  if (back) {
    const { indicator, unit, period, value } = back;
    const reason = '佐证口径与上期不一致，请核对后重报。';
    yield { at: now, by: cast.verifier(cards.get(indicator)!.verifier), reason, items: [{ definition: returnReport, command: { plan: demoPlan, indicator, unit, period, value, reason } }] };
  }
}

interface DemoValue {
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
  readonly value: string;
  readonly note: string;
}

function valuesOf(period: string, wanted: (course: FigureCourse) => boolean, frequency: FigureCourse['frequency']): DemoValue[] {
  const real = published.filter((p) => p.period === period);
  const demo = figures.filter((course) => course.frequency === frequency && wanted(course)).flatMap((course) =>
    cards.get(course.indicator)!.reportedBy.map((unit): DemoValue => ({ indicator: course.indicator, unit, period, value: figureOf(course, unit, period), note: demoNote })),
  );
  const isReal = ({ indicator, unit }: { indicator: string; unit: string }): boolean => real.some((r) => r.indicator === indicator && r.unit === unit);
  return [...real.map((r: PublishedValue): DemoValue => ({ indicator: r.indicator, unit: r.unit, period, value: r.value, note: `公开发布数据：${r.source}` })), ...demo.filter((d) => !isReal(d))];
}

function* reportAndVerify(cast: Cast, period: string, from: DateText, values: readonly DemoValue[]): Generator<Act> {
  let minutes = 0;
  for (const [unit, own] of byUnit(values)) yield { at: morning(from, (minutes += 7)), by: cast.reporter(unit), items: own.map((v) => (withoutFarming(v) ? declare(v) : report(v))) };
  const until = addDays(from, 4);
  for (const [verifier, own] of byVerifier(values.filter(withoutFarming))) yield { at: morning(until, (minutes += 7)), by: cast.verifier(verifier), items: own.map(approve) };
  for (const [verifier, own] of byVerifier(values.filter((v) => !withoutFarming(v)).filter(({ indicator, unit }) => drift(`unseen/${indicator}/${unit}/${period}`) < 0.97))) {
    yield { at: morning(until, (minutes += 7)), by: cast.verifier(verifier), items: own.map(verify) };
  }
}

/** The inner districts have no farming: its indicators do not apply to them. */
const withoutFarming = ({ indicator, unit }: DemoValue): boolean =>
  ['xuanwu', 'qinhuai', 'gulou', 'jianye'].includes(unit) && ['green-agri-product-share', 'agri-monitoring-pass-rate', 'grid-quarterly-inspection'].includes(indicator);
const declare = ({ indicator, unit, period }: DemoValue): CommandItem => ({ definition: declareNotApplicable, command: { plan: demoPlan, indicator, unit, period, reason: '辖区内无农业生产主体。' } });
const approve = ({ indicator, unit, period }: DemoValue): CommandItem => ({ definition: approveNotApplicable, command: { plan: demoPlan, indicator, unit, period } });

const courseOf = (indicator: string): FigureCourse => figures.find((f) => f.indicator === indicator)!;
const open = (period: string, dueOn: DateText): CommandItem => ({ definition: openPeriod, command: { plan: demoPlan, period, dueAt: endOfCityDay(dueOn) } });
const report = ({ indicator, unit, period, value, note }: DemoValue): CommandItem => ({ definition: reportIndicator, command: { plan: demoPlan, indicator, unit, period, value, note, evidence: [], source: 'form' } });
const verify = ({ indicator, unit, period, value }: DemoValue): CommandItem => ({ definition: verifyReport, command: { plan: demoPlan, indicator, unit, period, value } });

const byUnit = (values: readonly DemoValue[]): Map<string, DemoValue[]> => grouped(values, (v) => v.unit);
const byVerifier = (values: readonly DemoValue[]): Map<string, DemoValue[]> => grouped(values, (v) => cards.get(v.indicator)!.verifier);

function grouped(values: readonly DemoValue[], key: (value: DemoValue) => string): Map<string, DemoValue[]> {
  const groups = new Map<string, DemoValue[]>();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return groups;
}
