import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { refuse } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { decimalField, endpoint, filters, From, Handle, Input, receipt, receiptReply, Refused, Views, type Caller, type InputOf } from '#engine/http';
import { mayRunPlan } from '../plan.policies.js';
import { indicatorParams, plainCode, present, profileField, yearField } from '../plan-input.js';
import { indicatorKey, indicators, type IndicatorRow } from '../indicators/indicators.projection.js';
import type { Target } from '../plan.events.js';
import { city } from '../set-target/target-problem.js';
import { targets, type TargetRow } from '../targets/targets.projection.js';
import { decomposeTarget, type DecomposeTarget } from './decompose-target.js';
import { decompositionPreview } from './decomposition-preview.js';

const path = '/plans/:plan/indicators/:indicator/decompositions';
const decomposition = z.strictObject({
  year: yearField, rule: z.enum(['sum', 'weighted-mean', 'each']),
  parts: z.array(z.strictObject({ unit: plainCode, value: decimalField.optional(), weight: decimalField.optional() }).transform((part) => present(part))).min(1).max(5_000),
  profile: profileField.optional(),
});
const problems = [
  'plan.unknown-indicator', 'plan.no-city-target', 'plan.unit-named-twice', 'plan.unknown-unit', 'plan.unit-gone', 'plan.bad-weight',
  'plan.not-a-reporting-unit', 'plan.target-out-of-range', 'plan.too-many-decimals', 'plan.bad-profile',
];
/** Where the numbers do not fit or the document is still to come, a preview shows it instead of saying no. */
const shownInPreview = ['plan.decomposition-differs', 'plan.document-required'];

const decompose = endpoint({
  method: 'POST', path, tag: 'plan', access: mayRunPlan, command: true, status: 201,
  summary: { zh: '将全市目标分解到单位（均分、按份额、加权平均或同一目标）', en: 'Decompose the city target to units: equally, by shares, as a weighted mean, or the same for each' },
  params: indicatorParams,
  body: decomposition,
  reply: receiptReply,
  refusals: [...problems, ...shownInPreview],
});

const preview = endpoint({
  method: 'POST', path: `${path}/preview`, tag: 'plan', access: mayRunPlan,
  summary: { zh: '试算目标分解：逐单位列出目标值、合成值和与全市目标的差额，不保存', en: 'Try a decomposition: the target of each unit, what they come to and the difference to the city’s; nothing is recorded' },
  params: indicatorParams,
  body: decomposition,
  reply: z.object({
    city: z.string(), comparator: z.string(), total: z.string(), difference: z.string(), carries: z.boolean(), documentNeeded: z.boolean(),
    lines: z.array(z.object({ unit: z.string(), value: z.string(), weight: z.string().nullable(), before: z.string().nullable(), change: z.enum(['set', 'revised', 'unchanged']) })),
  }),
  refusals: problems,
});

@Controller()
export class DecomposeTargetHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(decompose)
  async decompose(@Input() { params, body }: InputOf<typeof decompose>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(decomposeTarget, { ...params, ...present(body) }, envelope));
  }

  @Handle(preview)
  async preview(@Input() { params, body }: InputOf<typeof preview>, @From() { envelope }: Caller) {
    const command: DecomposeTarget = { ...params, ...present(body) };
    const { refused } = await this.commands.sendAll([{ definition: decomposeTarget, command }], { ...envelope, retryable: false }, { dryRun: true });
    const no = refused[0]?.refusal;
    if (no && !shownInPreview.includes(no.refused)) throw new Refused(no);
    const inForce = await this.views.all<TargetRow>(targets.name, targets.table.name, { where: filters({ plan: params.plan, indicator: params.indicator, year: body.year }) });
    const card = (await this.views.one<IndicatorRow>(indicators.name, indicators.table.name, indicatorKey(params), {})).found?.row.card;
    const before = new Map(inForce.rows.map(({ row }): [string, Target] => [row.unit, targetIn(row)]));
    const whole = before.get(city);
    if (!card || whole?.value === undefined) throw new Refused(refuse('plan.no-city-target', { indicator: params.indicator, year: body.year }));
    return { city: whole.value, comparator: whole.comparator, ...decompositionPreview(command, card, { ...whole, value: whole.value }, before) };
  }
}

function targetIn({ indicator, unit, year, comparator, value, qualifier, profile }: TargetRow): Target {
  return { indicator, unit, year, comparator, profile, ...(value === null ? {} : { value }), ...(qualifier === null ? {} : { qualifier }) };
}
