import { decimal, type Bilingual, type Decimal } from '#engine/kernel';
import type { Param } from '../scheme/parts.js';
import type { IndicatorValue, QuarterlyProfile } from '../sheet/input.js';
import type { Column } from './column.js';

/** Why a method can give no rate. Each has its own text on the score sheet. */
export type Problem =
  | 'no-value' | 'no-target' | 'no-baseline' | 'no-last' | 'no-history' | 'no-profile' | 'no-elapsed-time'
  | 'no-second-value' | 'no-reference' | 'no-peers' | 'zero-divisor' | 'zero-span' | 'not-positive'
  | 'unknown-level' | 'unknown-item' | 'no-denominator';

/** A rate (1 = full points) or the reason why there is none. */
export type Outcome = Decimal | Problem;

/** What a method may look at: one indicator of one unit, its reference values, and its peers. */
export interface Facts {
  readonly unit: string;
  /** The number after treatments; none for methods that judge levels, items or marks. */
  readonly value: Decimal | undefined;
  readonly input: IndicatorValue;
  /** Second number of the leaf, where the method asks for one (growth, another indicator). */
  readonly second: Decimal | undefined;
  /** Values of the whole group, for relative methods. */
  readonly peers: Column;
  readonly secondPeers: Column;
  reference(name: 'target' | 'baseline' | 'last'): Decimal | undefined;
  /** Earlier values, oldest first. */
  history(): readonly Decimal[];
  readonly profile: QuarterlyProfile | undefined;
  readonly monthsElapsed: number | undefined;
  /** Full points of the leaf. */
  readonly points: Decimal;
}

export type Shown = Decimal | string | number;

/** Collects the explanation of a score. Absent while scores are only counted: the arithmetic is the same. */
export interface Trace {
  /** The formula used, by code, and the numbers in it. */
  formula(code: string, values: Readonly<Record<string, Shown>>): void;
  clamp(edge: 'floor' | 'ceiling', from: Decimal, to: Decimal): void;
  light(light: Light): void;
}

export type Light = 'green' | 'yellow' | 'red';

export type Score = (facts: Facts, trace?: Trace) => Outcome;

/** A second number a method needs beside the value. */
export type Second = 'growth' | { readonly indicator: string } | undefined;

/** A scoring method: its version, what it needs, how it counts, and the texts of its formulas. */
export interface MethodKind<M> {
  /** Changes whenever the same inputs could give another rate. */
  readonly version: number;
  readonly title: Bilingual;
  readonly formulas: Readonly<Record<string, Bilingual>>;
  /** Whether the rate depends on the other units. */
  readonly relative: boolean | ((method: M) => boolean);
  /** Whether a number is needed (levels, items and marks are none). */
  readonly numeric: boolean | ((method: M) => boolean);
  readonly second?: (method: M) => Second;
  /** Reads the literals once and returns the function that scores. */
  readonly prepare: (method: M) => Score;
}

export const zero = decimal('0');
export const one = decimal('1');
export const hundred = decimal('100');

const missing = { target: 'no-target', baseline: 'no-baseline', last: 'no-last' } as const;

/** A parameter, ready to be read from the facts of a unit. */
export function prepareParam(param: Param): (facts: Facts) => Outcome {
  if (typeof param === 'string') {
    const literal = decimal(param);
    return () => literal;
  }
  const times = param.times === undefined ? undefined : decimal(param.times);
  const plus = param.plus === undefined ? undefined : decimal(param.plus);
  return (facts) => {
    let value = facts.reference(param.from);
    if (value === undefined) return missing[param.from];
    if (times) value = value.times(times);
    return plus ? value.plus(plus) : value;
  };
}

export const isProblem = (outcome: Outcome): outcome is Problem => typeof outcome === 'string';

/** Keep within limits and say so. */
export function clamp(rate: Decimal, floor: Decimal | undefined, ceiling: Decimal | undefined, trace?: Trace): Decimal {
  if (floor && rate.lt(floor)) {
    trace?.clamp('floor', rate, floor);
    return floor;
  }
  if (ceiling && rate.gt(ceiling)) {
    trace?.clamp('ceiling', rate, ceiling);
    return ceiling;
  }
  return rate;
}
