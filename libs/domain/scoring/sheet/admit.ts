import { decimal, type Decimal } from '#engine/kernel';
import { hundred, type Problem } from '../methods/method.js';
import type { CompiledLeaf } from './compile.js';
import type { IndicatorValue, UnitInput, ValueState } from './input.js';

/** How a leaf takes part in a unit's score. */
export type Treatment =
  | 'scored' // its own value
  | 'carried' // the last value stands in
  | 'imputed' // the group's mean stands in
  | 'zero' // counts nothing
  | 'excluded' // removed, its weight shared out
  | 'no-result'; // the unit gets no total

/** Why it is not simply scored: the state of the value, or what the method lacked, or what stood in could not. */
export type Reason = Exclude<ValueState, 'reported'> | Problem | 'no-group-mean' | 'falsified';

/** One indicator of one unit in the middle of a calculation. */
export interface Cell {
  treatment: Treatment;
  reason: Reason | undefined;
  /** The score can still change without anyone correcting anything. */
  provisional: boolean;
  input: IndicatorValue;
  /** Own value after division by denominators. */
  own: Decimal | undefined;
  second: Decimal | undefined;
  /** The value that is scored: own, winsorised, carried or imputed. */
  value: Decimal | undefined;
  /** Share of full points; none when removed. */
  rate: Decimal | undefined;
}

const nothingKnown: IndicatorValue = { state: 'not-reported' };

/** Decide what a value's state means under the leaf's policy, and read the number. No rate yet. */
export function admit(leaf: CompiledLeaf, unit: UnitInput, falsified: boolean): Cell {
  const input = unit.values[leaf.indicator] ?? nothingKnown;
  const cell: Cell = {
    treatment: 'scored', reason: undefined, provisional: false, input,
    own: undefined, second: undefined, value: undefined, rate: undefined,
  };
  if (falsified) return settle(cell, 'zero', 'falsified');
  switch (input.state) {
    case 'not-applicable':
      return settle(cell, 'excluded', 'not-applicable');
    case 'reported':
      break;
    case 'awaiting-verification':
      cell.provisional = true;
      cell.reason = 'awaiting-verification';
      if (leaf.policy.awaitingVerification !== 'use') return standIn(leaf, unit, cell, leaf.policy.awaitingVerification);
      break;
    case 'not-released':
      cell.provisional = true;
      cell.reason = 'not-released';
      return standIn(leaf, unit, cell, leaf.policy.notReleased);
    case 'not-reported':
      cell.reason = 'not-reported';
      return standIn(leaf, unit, cell, leaf.policy.notReported);
  }
  return readNumbers(leaf, unit, cell, input.value);
}

function settle(cell: Cell, treatment: Treatment, reason: Reason): Cell {
  cell.treatment = treatment;
  cell.reason = reason;
  return cell;
}

type StandIn = 'zero' | 'exclude' | 'impute-group-mean' | 'carry-last' | 'no-result';

function standIn(leaf: CompiledLeaf, unit: UnitInput, cell: Cell, policy: StandIn): Cell {
  const reason = cell.reason!;
  if (policy === 'zero' || policy === 'no-result') return settle(cell, policy, reason);
  if (policy === 'impute-group-mean' && leaf.needsNumber) return settle(cell, 'imputed', reason);
  if (policy === 'carry-last' && leaf.needsNumber) {
    const last = unit.lastValues?.[leaf.indicator];
    if (last === undefined) return settle(cell, 'excluded', 'no-last');
    cell.treatment = 'carried';
    return readNumbers(leaf, unit, cell, last.value);
  }
  return settle(cell, 'excluded', reason);
}

function readNumbers(leaf: CompiledLeaf, unit: UnitInput, cell: Cell, text: string | undefined): Cell {
  if (text === undefined) return leaf.needsNumber ? lacking(leaf, cell, 'no-value') : cell;
  let value = decimal(text);
  for (const step of leaf.denominators) {
    const below = numberOf(unit, step.indicator);
    if (below === undefined || below.isZero()) return lacking(leaf, cell, 'no-denominator');
    value = value.div(below).times(step.times);
  }
  if (leaf.second !== undefined) {
    cell.second = leaf.second === 'growth' ? growth(leaf, unit, value) : numberOf(unit, leaf.second.indicator);
    if (cell.second === undefined) return lacking(leaf, cell, 'no-second-value');
  }
  cell.own = value;
  cell.value = value;
  return cell;
}

/** The method cannot score: by the scheme's rule for it, and never unsaid. */
export function lacking(leaf: CompiledLeaf, cell: Cell, problem: Problem): Cell {
  cell.provisional = true;
  cell.rate = undefined;
  const policy = leaf.policy.noParameter;
  return settle(cell, policy === 'exclude' ? 'excluded' : policy, problem);
}

function numberOf(unit: UnitInput, indicator: string): Decimal | undefined {
  const input = unit.values[indicator];
  const usable = input?.state === 'reported' || input?.state === 'awaiting-verification';
  return usable && input.value !== undefined ? decimal(input.value) : undefined;
}

function growth(leaf: CompiledLeaf, unit: UnitInput, value: Decimal): Decimal | undefined {
  const last = unit.lastValues?.[leaf.indicator];
  if (last === undefined) return undefined;
  const before = decimal(last.value);
  return before.isZero() ? undefined : value.minus(before).div(before.abs()).times(hundred);
}
