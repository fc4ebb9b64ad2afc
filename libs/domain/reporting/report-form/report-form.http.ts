import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers, type RefusalCatalogue } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, notFound, Refusals, Views, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { definitionCard, target } from '#domain/plan';
import { dueOf, type PeriodState } from '../period.state.js';
import { periodKey, periods, type PeriodRow } from '../period-list/periods.projection.js';
import { yearOf, type ReportKey } from '../report-key.js';
import { reportParams } from '../report-input.http.js';
import { maySeeReports } from '../report.policies.js';
import { registerLine } from '../report-register/report-register.http.js';
import { registerKey, reportRegister, type RegisterRow } from '../report-register/report-register.projection.js';
import { reportingCards, reportingTargets, targetKey, type CardRow, type TargetRow } from '../reporting-directory/reporting-directory.projection.js';
import { expectedValue } from './expected-progress.js';
import { answerOf, formAnswer, formLock, lockOf } from './form-answer.http.js';
import { mayAct, reportActs, type ReportAct } from './may-act.js';

/** Earlier values a form shows. */
const valuesShown = 12;

const form = endpoint({
  method: 'GET', path: '/reports/:plan/:indicator/:unit/:period/form', tag: 'reporting', access: maySeeReports,
  summary: { zh: '填报表单所需：口径卡、限值、目标与时序、近 12 期数值、锁定状态、可办理事项及不可办理的原因', en: 'What a form needs: card, limits, target and expected progress, the last 12 values, lock, and what the caller may do or why not' },
  params: reportParams,
  query: z.strictObject({ waitFor: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional() }),
  reply: z.object({
    card: definitionCard,
    limits: z.object({ min: z.string().nullable(), max: z.string().nullable(), decimals: z.number().int(), measurementUnit: z.string() }),
    target: target.nullable(),
    expected: z.string().nullable(),
    report: registerLine.nullable(),
    values: z.array(z.object({ period: z.string(), value: z.string(), status: z.string() })),
    period: z.object({ status: z.enum(['not-opened', 'open', 'closed']), dueAt: z.string().nullable() }),
    lock: formLock,
    may: z.record(z.enum(reportActs as readonly [ReportAct, ...ReportAct[]]), formAnswer),
    position: z.number().int(),
  }),
});

@Controller()
export class ReportFormHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Views) private readonly views: Views,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
  ) {}

  @Handle(form)
  async form(@Input() { params, query }: InputOf<typeof form>, @From() { actor, envelope }: Caller) {
    if (!covers(maySeeReports.scope(actor), params.unit)) throw notFound(params);
    const year = yearOf(params.period);
    const card = (await this.views.one<CardRow>(reportingCards.name, reportingCards.table.name, `${params.plan}/${params.indicator}`, query)).found?.row.card;
    if (!card) throw notFound(params);
    const targetOf = async (of: number) => (await this.views.one<TargetRow>(reportingTargets.name, reportingTargets.table.name, targetKey({ ...params, year: of }), query)).found?.row.target;
    const [target, last] = [await targetOf(year), await targetOf(year - 1)];
    const period = (await this.views.one<PeriodRow>(periods.name, periods.table.name, periodKey(params), query)).found?.row;
    const { found, position } = await this.views.one<RegisterRow>(reportRegister.name, reportRegister.table.name, registerKey(params), query);
    // A question only: nothing is recorded, and the caller's Idempotency-Key has no part in it.
    const { refused } = await this.commands.sendAll(reportActs.map((act) => ({ definition: mayAct(act), command: params })), { ...envelope, retryable: false }, { dryRun: true });
    const no = new Map(refused.map(({ index, refusal }) => [reportActs[index]!, refusal]));
    const { min = null, max = null } = card.range;
    return {
      card, limits: { min, max, decimals: card.decimals, measurementUnit: card.measurementUnit }, target: target ?? null,
      expected: (target && expectedValue(card, target, params.period, last)) ?? null,
      report: found?.row ?? null, values: await this.earlierValues(params), period: periodOf(period, params.unit),
      lock: lockOf(no.get('report'), this.refusals), may: Object.fromEntries(reportActs.map((act) => [act, answerOf(no.get(act), this.refusals)])), position,
    };
  }

  private async earlierValues({ plan, indicator, unit, period }: ReportKey): Promise<{ period: string; value: string; status: string }[]> {
    const { items } = await this.views.list<RegisterRow>(reportRegister.name, reportRegister.table.name, {
      where: [
        { field: 'plan', is: 'eq', value: plan }, { field: 'indicator', is: 'eq', value: indicator }, { field: 'unit', is: 'eq', value: unit },
        { field: 'period', is: 'lt', value: period }, { field: 'status', is: 'in', value: ['reported', 'verified'] },
      ],
      order: [{ field: 'period', descending: true }],
      limit: valuesShown,
      withoutTotal: true,
    });
    return items.flatMap((row) => (row.value === null ? [] : [{ period: row.period, value: row.value, status: row.status }])).reverse();
  }
}

/** A period as it is for one unit. */
export function periodOf(row: PeriodRow | undefined, unit: string): { status: 'not-opened' | 'open' | 'closed'; dueAt: string | null } {
  const state: PeriodState = row ? { status: row.status, dueAt: row.dueAt, exceptions: row.exceptions } : { status: 'not-opened' };
  return { status: state.status, dueAt: dueOf(state, unit) ?? null };
}
