import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers, parsePeriod, type PeriodKind, type Refusal, type RefusalCatalogue } from '#engine/kernel';
import { Commands, type Envelope } from '#engine/commands';
import { codeField, endpoint, From, Handle, Input, notFound, periodField, Refusals, Views, viewQuery, wholeNumber, within, type Caller, type InputOf } from '#engine/http';
import { definitionCard, target, type DefinitionCard, type Target } from '#domain/plan';
import { periods, type PeriodRow } from '../period-list/periods.projection.js';
import { expectedValue } from '../report-form/expected-progress.js';
import { answerOf, formAnswer, formLock, lockOf } from '../report-form/form-answer.http.js';
import { mayAct } from '../report-form/may-act.js';
import { periodOf } from '../report-form/report-form.http.js';
import { maySeeReports } from '../report.policies.js';
import { registerLine } from '../report-register/report-register.http.js';
import { reportRegister, type RegisterRow } from '../report-register/report-register.projection.js';
import { reportingCards, reportingTargets, type CardRow, type TargetRow } from '../reporting-directory/reporting-directory.projection.js';

/** Earlier values that a row shows. */
const valuesShown = 12;
/** Years back in which they are looked for: twelve quarters. */
const yearsBack = 3;

const kinds = z.enum(['year', 'half', 'quarter', 'month']);

const reply = z.object({
  plan: z.string(), unit: z.string(), year: z.number().int(), kind: kinds,
  periods: z.array(z.object({ period: z.string(), status: z.enum(['not-opened', 'open', 'closed']), dueAt: z.string().nullable() })),
  rows: z.array(z.object({
    card: definitionCard,
    target: target.nullable(),
    /** Values before the first period of the sheet, oldest first. */
    values: z.array(z.object({ period: z.string(), value: z.string(), status: z.string() })),
    /** One for each period of the sheet, in its order. */
    cells: z.array(z.object({ period: z.string(), report: registerLine.nullable(), expected: z.string().nullable(), lock: formLock, may: formAnswer })),
  })),
  position: z.number().int(),
});

const unitParams = { plan: codeField, unit: codeField };

const ofPeriod = endpoint({
  method: 'GET', path: '/report-sheets/:plan/:unit/:period', tag: 'reporting', access: maySeeReports,
  summary: { zh: '填报表：一个单位一个报告期的全部指标，含口径卡、目标与时序、近 12 期数值、锁定状态', en: 'The reporting sheet of a unit in a period: every indicator with card, target and expected progress, the last 12 values, and lock' },
  params: z.strictObject({ ...unitParams, period: periodField }),
  query: z.strictObject(viewQuery),
  reply,
});

const ofYear = endpoint({
  method: 'GET', path: '/report-sheets/:plan/:unit/:year/:kind', tag: 'reporting', access: maySeeReports,
  summary: { zh: '年度填报表：一个单位一年中同类报告期（月、季、半年、年）的全部指标，只列已开放过的报告期', en: 'The reporting sheet of a unit for a year: every indicator by the periods of one kind that were opened' },
  params: z.strictObject({ ...unitParams, year: wholeNumber(1900, 2200), kind: kinds }),
  query: z.strictObject(viewQuery),
  reply,
});

interface Wanted {
  readonly plan: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: PeriodKind;
  /** The one period wanted; absent: all of the kind that were opened in the year. */
  readonly period?: string;
}

type Moment = { readonly asKnownAt?: string | undefined; readonly waitFor?: number | undefined };

/** Forms of many values at once, for those who fill whole sheets. */
@Controller()
export class ReportSheetHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Views) private readonly views: Views,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
  ) {}

  @Handle(ofPeriod)
  ofPeriod(@Input() { params: { plan, unit, period }, query }: InputOf<typeof ofPeriod>, @From() caller: Caller) {
    const { kind, year } = parsePeriod(period)!;
    return this.sheet({ plan, unit, year, kind, period }, query, caller);
  }

  @Handle(ofYear)
  ofYear(@Input() { params, query }: InputOf<typeof ofYear>, @From() caller: Caller) {
    return this.sheet(params, query, caller);
  }

  private async sheet(wanted: Wanted, moment: Moment, { actor, envelope }: Caller) {
    const { plan, unit, year, kind } = wanted;
    if (!covers(maySeeReports.scope(actor), unit)) throw notFound({ plan, unit });
    const opened = await this.periods(wanted, moment);
    const { rows: cards } = await this.views.all<CardRow>(reportingCards.name, reportingCards.table.name, { where: [{ field: 'plan', is: 'eq', value: plan }], ...moment });
    const targets = await this.targets(wanted, moment);
    const { now, before, position } = await this.values(wanted, opened[0]?.period, moment);
    const own = cards.map(({ row }) => row.card).filter((card) => isAsked(card, wanted, opened.some(({ period }) => now.has(`${card.code}/${period}`))));
    const locks = await this.locks(own, opened.map(({ period }) => period), wanted, moment, envelope);
    return {
      plan, unit, year, kind, periods: opened, position,
      rows: own.map((card) => ({
        card, target: targets.get(card.code) ?? null, values: before.get(card.code)?.slice(-valuesShown) ?? [],
        cells: opened.map(({ period }) => this.cell(card, period, now.get(`${card.code}/${period}`), targets.get(card.code), locks)),
      })),
    };
  }

  private cell(card: DefinitionCard, period: string, report: RegisterRow | undefined, aim: Target | undefined, locks: ReadonlyMap<string, Refusal> | undefined) {
    const refusal = locks?.get(`${card.code}/${period}`);
    return {
      period, report: report ?? null, expected: (aim && expectedValue(card, aim, period)) ?? null,
      lock: lockOf(refusal, this.refusals), may: locks ? answerOf(refusal, this.refusals) : { allowed: false },
    };
  }

  private async periods({ plan, unit, year, kind, period }: Wanted, moment: Moment) {
    const where = [{ field: 'plan', is: 'eq' as const, value: plan }, { field: 'year', is: 'eq' as const, value: year }, { field: 'kind', is: 'eq' as const, value: kind }];
    const { rows } = await this.views.all<PeriodRow>(periods.name, periods.table.name, { where, ...moment });
    const known = rows.map(({ row }) => row).filter((row) => period === undefined || row.period === period).sort((a, b) => (a.period < b.period ? -1 : 1));
    const shown = period !== undefined && known.length === 0 ? [{ period, ...periodOf(undefined, unit) }] : known.map((row) => ({ period: row.period, ...periodOf(row, unit) }));
    return shown;
  }

  private async targets({ plan, unit, year }: Wanted, moment: Moment): Promise<ReadonlyMap<string, Target>> {
    const where = [{ field: 'plan', is: 'eq' as const, value: plan }, { field: 'unit', is: 'eq' as const, value: unit }, { field: 'year', is: 'eq' as const, value: year }];
    const { rows } = await this.views.all<TargetRow>(reportingTargets.name, reportingTargets.table.name, { where, ...moment });
    return new Map(rows.map(({ row }) => [row.indicator, row.target]));
  }

  /** What was reported: in the year, by indicator and period; and before the first period of the sheet, by indicator. */
  private async values({ plan, unit, year, kind }: Wanted, first: string | undefined, moment: Moment) {
    const where = [{ field: 'plan', is: 'eq' as const, value: plan }, ...within([unit]), { field: 'year', is: 'in' as const, value: Array.from({ length: yearsBack + 1 }, (_, back) => year - back) }];
    const { rows, position } = await this.views.all<RegisterRow>(reportRegister.name, reportRegister.table.name, { where, ...moment });
    const lines = rows.map(({ row }) => row).sort((a, b) => (a.period < b.period ? -1 : 1));
    const before = new Map<string, { period: string; value: string; status: string }[]>();
    for (const { indicator, period, value, status } of lines) {
      if (first === undefined || period >= first || value === null || parsePeriod(period)?.kind !== kind || (status !== 'reported' && status !== 'verified')) continue;
      before.set(indicator, [...(before.get(indicator) ?? []), { period, value, status }]);
    }
    return { now: new Map(lines.filter((line) => line.year === year).map((line) => [`${line.indicator}/${line.period}`, line])), before, position };
  }

  /** Why each cell cannot be reported now, by the rules that sending runs; undefined when the sheet is of the past. */
  private async locks(cards: readonly DefinitionCard[], shown: readonly string[], { plan, unit }: Wanted, { asKnownAt }: Moment, envelope: Envelope): Promise<ReadonlyMap<string, Refusal> | undefined> {
    if (asKnownAt !== undefined) return undefined;
    const keys = cards.flatMap(({ code }) => shown.map((period) => ({ plan, indicator: code, unit, period })));
    // A question only: nothing is recorded, and the caller's Idempotency-Key has no part in it.
    const { refused } = await this.commands.sendAll(keys.map((key) => ({ definition: mayAct('report'), command: key })), { ...envelope, retryable: false }, { dryRun: true });
    return new Map(refused.map(({ index, refusal }) => [`${keys[index]!.indicator}/${keys[index]!.period}`, refusal]));
  }
}

/** Cards that ask the unit for such periods, those reported by event, and those under which it reported once. */
const isAsked = ({ frequency, reportedBy }: DefinitionCard, { unit, kind }: Wanted, reported: boolean): boolean =>
  reported || ((frequency === kind || frequency === 'event') && reportedBy.includes(unit));
