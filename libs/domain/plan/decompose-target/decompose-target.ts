import { command, decimal, refuse, type DecimalText, type Refusal } from '#engine/kernel';
import { planStream, type DefinitionCard, type PlanEvent, type QuarterlyProfile, type Target } from '../plan.events.js';
import { cardIn, plan, targetOf, type PlanState } from '../plan.state.js';
import { mayRunPlan } from '../plan.policies.js';
import { toldUnits, type UnitStanding } from '../unit-standing.state.js';
import { unitProblem } from '../assign-measure/assign-measure.js';
import { targetRevised } from '../set-target/revise-target.js';
import { sameTarget } from '../set-target/same-target.js';
import { targetSet } from '../set-target/set-target.js';
import { city, targetProblem } from '../set-target/target-problem.js';
import { apportion, compose, type DecompositionRule, type Part } from './decomposition.js';

/** Hand the city's target of a year down to units, all at once. */
export interface DecomposeTarget {
  readonly plan: string;
  readonly indicator: string;
  readonly year: number;
  readonly rule: DecompositionRule;
  /**
   * `sum`: a value for every unit, or for none and then shares (equal where absent). `weighted-mean`: value and
   * weight for every unit. `each`: a value only where a unit's own is stricter.
   */
  readonly parts: readonly { readonly unit: string; readonly value?: DecimalText; readonly weight?: DecimalText }[];
  /** Expected progress of the units; the city's when absent. */
  readonly profile?: QuarterlyProfile;
}

/** Sets the units' targets, or revises those that are set: then the approval's number is the command's authority. */
export const decomposeTarget = command({
  name: 'plan.DecomposeTarget',
  policy: mayRunPlan,
  stream: (c: DecomposeTarget) => planStream(c.plan),
  state: plan,
  told: (c) => toldUnits(c.parts.map((part) => part.unit)),
  decide: (state, c, { told: units, authority }) => {
    const card = cardIn(state, c.indicator);
    if (!card) return refuse('plan.unknown-indicator', { plan: c.plan, indicator: c.indicator }, 'params.indicator');
    const whole = targetOf(state, { indicator: c.indicator, unit: city, year: c.year });
    if (whole?.value === undefined) return refuse('plan.no-city-target', { indicator: c.indicator, year: c.year });
    const no = partsProblem(c, units);
    if (no) return no;
    const parts = partsOf(c, whole.value, card);
    const { carries, total, difference } = compose(c.rule, { comparator: whole.comparator, value: whole.value }, card.decimals, parts);
    if (!carries) return refuse('plan.decomposition-differs', { total, city: whole.value, comparator: whole.comparator, difference }, 'body.parts');
    return handedDown(state, c, parts.map((part) => targetFor(part, whole, c.profile)), card, authority);
  },
});

function partsProblem({ parts, rule }: DecomposeTarget, units: Readonly<Record<string, UnitStanding>>): Refusal | undefined {
  const valued = parts.filter((part) => part.value !== undefined).length;
  const codes = parts.map((part) => part.unit);
  for (const [at, { unit, value, weight }] of parts.entries()) {
    if (codes.indexOf(unit) !== at) return refuse('plan.unit-named-twice', { unit }, 'body.parts');
    const gone = unitProblem(unit, units[unit], 'body.parts');
    if (gone) return gone;
    const missing = rule === 'weighted-mean' ? value === undefined || weight === undefined : rule === 'sum' && valued > 0 && value === undefined;
    if (missing || (weight !== undefined && decimal(weight).lte(0))) return refuse('plan.bad-weight', { unit, weight: weight ?? '' }, 'body.parts');
  }
  return undefined;
}

/** The parts with their values: those given, shares of the whole, or the whole itself. */
export function partsOf({ parts, rule }: DecomposeTarget, whole: DecimalText, { decimals }: DefinitionCard): readonly Part[] {
  const shared = rule === 'sum' ? apportion(whole, decimals, parts.map((part) => part.weight ?? '1')) : parts.map(() => whole);
  return parts.map(({ unit, value, weight }, at) => ({ unit, value: value ?? shared[at]!, ...(weight === undefined ? {} : { weight }) }));
}

/** The target of a unit that takes a part of the whole. */
export const targetFor = ({ unit, value }: Part, whole: Target, profile: QuarterlyProfile | undefined): Target => ({ ...whole, unit, value, profile: profile ?? whole.profile });

function handedDown(state: PlanState, { plan: id }: DecomposeTarget, targets: readonly Target[], card: DefinitionCard, authority: string | undefined): readonly PlanEvent[] | Refusal {
  const events: PlanEvent[] = [];
  for (const target of targets) {
    const no = targetProblem(target, card);
    if (no) return no;
    const before = targetOf(state, target);
    if (before === undefined) events.push(targetSet(id, target));
    else if (!sameTarget(before, target)) {
      if (authority === undefined) return refuse('plan.document-required', {}, 'header.x-authority');
      events.push(targetRevised(id, target, before, authority));
    }
  }
  return events;
}
