import { isDecimal } from '../decimals.js';

/** A unit's indicator with a supposed value; what is still being typed may be incomplete. */
export interface SupposedValue {
  readonly unit: string;
  readonly indicator: string;
  readonly value: string;
}

/** Supposed weights as the address carries them: `code:value,code:value`. */
export function readWeights(text: string | null): ReadonlyMap<string, string> {
  return new Map((text ?? '').split(',').filter(Boolean).map((part) => [part.slice(0, part.lastIndexOf(':')), part.slice(part.lastIndexOf(':') + 1)] as const));
}

export const writeWeights = (weights: ReadonlyMap<string, string>): string | undefined => [...weights].filter(([, value]) => value !== '').map(([code, value]) => `${code}:${value}`).join(',') || undefined;

/** Supposed values as the address carries them: `unit.indicator:value,…`. Codes of units have no dot. */
export function readValues(text: string | null): readonly SupposedValue[] {
  return (text ?? '').split(',').filter(Boolean).map((part) => {
    const colon = part.lastIndexOf(':');
    const address = colon < 0 ? part : part.slice(0, colon);
    const dot = address.indexOf('.');
    return { unit: dot < 0 ? address : address.slice(0, dot), indicator: dot < 0 ? '' : address.slice(dot + 1), value: colon < 0 ? '' : part.slice(colon + 1) };
  });
}

export const writeValues = (values: readonly SupposedValue[]): string | undefined => values.map(({ unit, indicator, value }) => `${unit}.${indicator}:${value}`).join(',') || undefined;

/** The weights that can be sent: numbers that are complete. */
export const usableWeights = (weights: ReadonlyMap<string, string>): Record<string, string> | undefined => {
  const usable = [...weights].filter(([, value]) => isDecimal(value));
  return usable.length === 0 ? undefined : Object.fromEntries(usable);
};

/** The values that can be sent, by unit and indicator. */
export function usableValues(values: readonly SupposedValue[]): Record<string, Record<string, string>> | undefined {
  const byUnit: Record<string, Record<string, string>> = {};
  for (const { unit, indicator, value } of values) if (unit && indicator && isDecimal(value)) (byUnit[unit] ??= {})[indicator] = value;
  return Object.keys(byUnit).length === 0 ? undefined : byUnit;
}
