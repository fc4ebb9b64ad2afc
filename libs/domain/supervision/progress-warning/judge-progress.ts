import { command, monthsElapsed, parsePeriod, periodName, told, type Bilingual, type DecimalText } from '#engine/kernel';
import { unitStream } from '#domain/units';
import { recipientsOf } from '../escalation/escalation-notice.js';
import { cityEscalationPolicy, type EscalationRule } from '../escalation/escalation-policy.events.js';
import { toldEscalationPolicy, type EscalationPolicyState } from '../escalation/escalation-policy.state.js';
import { unitName } from '../unit-name.state.js';
import { judged, type Judgement } from './expected-progress.js';
import { basisOf, cardOf, toldProgressPlan } from './progress-plan.state.js';
import { progressWarningStream, type ProgressWarningEvent } from './progress-warning.events.js';
import { mayJudgeProgress } from './progress-warning.policies.js';
import { periodBefore, progressWarning, runAfter, runBefore, type ProgressState } from './progress-warning.state.js';

/** A value was verified or corrected: is it in time? */
export interface JudgeProgress {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
  readonly value: DecimalText;
}

type Warned = Extract<ProgressWarningEvent, { type: 'supervision.ProgressWarned' }>;
type Judged = Extract<ProgressWarningEvent, { type: 'supervision.ProgressFellBehind' | 'supervision.ProgressCaughtUp' }>;

/**
 * Records only what changes: a period behind, its figures when they change, and catching up. Warnings follow from the rules of
 * escalation in force, each level once a year for a unit's indicator.
 */
export const judgeProgress = command({
  name: 'supervision.JudgeProgress',
  policy: mayJudgeProgress,
  unit: (c: JudgeProgress) => c.unit,
  stream: (c) => progressWarningStream(c.plan, c.indicator, c.unit),
  state: progressWarning,
  told: (c) => ({ plan: toldProgressPlan(c.plan), policy: toldEscalationPolicy(), named: told(unitStream(c.unit), unitName) }),
  decide: (state, c, { told: { plan: planTold, policy, named } }) => {
    const { plan, indicator, unit, period } = c;
    const { year } = parsePeriod(period)!;
    const basis = basisOf(planTold, { indicator, unit, year });
    const judgement = basis && judged(basis, period, c.value);
    if (!judgement) return [];
    const { name, measure } = cardOf(planTold, indicator)!;
    const data = { plan, indicator, unit, period, name, measure, ...judgement };
    if (judgement.light === 'green') return caughtUp(state, period) ? [{ type: 'supervision.ProgressCaughtUp' as const, validAt: period, data }] : [];
    const running = runBefore(state, period) + 1;
    const known = state.periods[period];
    const fell: Judged[] = known?.behind && sameFigures(known, judgement) ? [] : [{ type: 'supervision.ProgressFellBehind', validAt: period, data: { ...data, running } }];
    return [...fell, ...warnings(state, { ...data, running: running + runAfter(state, period) }, policy, named.name ?? { zh: unit, en: unit })];
  },
});

/** Whether a value in time is news: the period was behind before it was corrected, or the one before it was. */
function caughtUp({ periods }: ProgressState, period: string): boolean {
  const known = periods[period];
  if (known) return known.behind;
  const before = periodBefore(period);
  return before !== undefined && periods[before]?.behind === true;
}

const sameFigures = (a: Judgement, b: Judgement): boolean => a.target === b.target && a.expected === b.expected && a.actual === b.actual && a.light === b.light;

type Behind = Extract<ProgressWarningEvent, { type: 'supervision.ProgressFellBehind' }>['data'];

/** `running` counts the whole run that the period is part of. @param called the unit's name */
function warnings(state: ProgressState, behind: Behind, { version, rules }: EscalationPolicyState, called: Bilingual): Warned[] {
  const { plan, indicator, unit, period, running } = behind;
  const known = state.warned[parsePeriod(period)!.year] ?? [];
  return rules.flatMap((rule): Warned[] => {
    const trigger = known.includes(rule.level) ? undefined : triggerOf(rule, behind);
    if (!trigger) return [];
    const recipients = recipientsOf(rule, { unit, supporting: [] });
    const data = { plan, indicator, unit, period, level: rule.level, trigger, running, policy: { code: cityEscalationPolicy, version }, recipients, text: textOf(behind, trigger, called) };
    return [{ type: 'supervision.ProgressWarned', validAt: period, data }];
  });
}

/** Months running are counted where values come by the month; the end of a quarter is also the end of its last month and of a half. */
function triggerOf({ when }: EscalationRule, { period, running }: Behind): Warned['data']['trigger'] | undefined {
  const { kind } = parsePeriod(period)!;
  const elapsed = monthsElapsed(parsePeriod(period)!);
  return when.map((trigger) => {
    if (trigger.kind === 'behind-months') return kind === 'month' && running >= trigger.months ? trigger.kind : undefined;
    return trigger.kind === 'behind-quarter' && elapsed === trigger.quarter * 3 ? trigger.kind : undefined;
  }).find((kind) => kind !== undefined);
}

function textOf({ name, period, expected, actual, running }: Behind, trigger: Warned['data']['trigger'], unit: Bilingual): Warned['data']['text'] {
  const by = periodName(period);
  const [zh, en] = trigger === 'behind-months'
    ? [`连续${running}个月落后于时序进度`, `has been behind schedule for ${running} months running`]
    : [`至${by.zh}末落后于时序进度`, `is behind schedule at the end of ${by.en}`];
  return { zh: `${unit.zh}“${name.zh}”${zh}：${by.zh}应达${expected}，实际${actual}。`, en: `${unit.en}: “${name.en}” ${en}; by ${by.en} ${expected} was expected, ${actual} was reached.` };
}
