import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Exact decimals for every number that counts. 40 significant digits leave more than 20 guard
 * digits behind any published figure, so a chain of operations rounds nowhere a reader can see.
 * A clone of its own: decimal.js configuration is otherwise shared by the whole process.
 */
export const Decimal = DecimalJs.clone({ precision: 40, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });
export type Decimal = InstanceType<typeof Decimal>;

/** A decimal as it travels: digits, an optional minus, an optional fraction. No exponent, no plus, no leading zeros. */
export type DecimalText = string;

const decimalText = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Digits before the point / after the point that are accepted from outside. */
export const maxIntegerDigits = 15;
export const maxFractionDigits = 12;

export type DecimalProblem = 'not-a-decimal' | 'too-many-digits' | 'negative-zero';

/**
 * Why a text is not an acceptable decimal, or `undefined` when it is one.
 * `NaN`, `Infinity`, `1e400`, `０.９６` (full width), `1,000` and the like are all `not-a-decimal`.
 */
export function decimalProblem(text: unknown): DecimalProblem | undefined {
  if (typeof text !== 'string' || !decimalText.test(text)) return 'not-a-decimal';
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  if (whole.length > maxIntegerDigits || fraction.length > maxFractionDigits) return 'too-many-digits';
  if (text.startsWith('-') && /^-0(\.0+)?$/.test(text)) return 'negative-zero';
  return undefined;
}

/**
 * Read a decimal that has passed {@link decimalProblem} or was written by {@link textOf}.
 * @throws RangeError for anything else: past the edge a bad number is a fault, not a refusal.
 */
export function decimal(text: DecimalText | number): Decimal {
  const value = new Decimal(text);
  if (!value.isFinite()) throw new RangeError(`not a finite decimal: ${String(text)}`);
  return value;
}

/** The shortest exact text of a decimal; `-0` becomes `0`. */
export function textOf(value: Decimal): DecimalText {
  return value.isZero() ? '0' : value.toFixed();
}

/** How a published figure is rounded. Half-up means away from zero on a tie, as Chinese statistics do (四舍五入). */
export type Rounding = 'half-up' | 'half-even' | 'down';

const modes: Record<Rounding, DecimalJs.Rounding> = {
  'half-up': DecimalJs.ROUND_HALF_UP,
  'half-even': DecimalJs.ROUND_HALF_EVEN,
  down: DecimalJs.ROUND_DOWN,
};

/** Round once, to a number of places. */
export function round(value: Decimal, places: number, mode: Rounding = 'half-up'): Decimal {
  return value.toDecimalPlaces(places, modes[mode]);
}

/** A figure as it is printed: always `places` digits after the point (`86` with two places is `86.00`). */
export function fixed(value: Decimal, places: number, mode: Rounding = 'half-up'): DecimalText {
  const text = value.toFixed(places, modes[mode]);
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}
