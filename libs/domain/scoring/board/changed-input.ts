import type { HistoryValue, IndicatorValue, QuarterlyProfile, Reference, UnitInput } from '../sheet/input.js';

/** What changed about one indicator of one unit. What is left out stays; `null` takes a reference away. */
export interface IndicatorChange {
  readonly value?: IndicatorValue;
  readonly target?: Reference | null;
  readonly baseline?: Reference | null;
  readonly last?: Reference | null;
  readonly history?: readonly HistoryValue[];
  readonly profile?: QuarterlyProfile | null;
}

const mapOf = { target: 'targets', baseline: 'baselines', last: 'lastValues', history: 'history', profile: 'profiles' } as const;
const parts = Object.keys(mapOf) as (keyof typeof mapOf)[];

/** A unit's facts that its holder may change in place. */
export type OwnInput = { -readonly [K in keyof UnitInput]: UnitInput[K] };

/** A copy of a unit's facts, down to the entries of each indicator. */
export function ownCopy(input: UnitInput): OwnInput {
  const own: Record<string, unknown> = { ...input, values: { ...input.values } };
  for (const map of Object.values(mapOf)) own[map] = { ...input[map] };
  return own as unknown as OwnInput;
}

/** Replace one indicator's facts. */
export function putChange(own: OwnInput, indicator: string, change: IndicatorChange): void {
  if (change.value !== undefined) (own.values as Record<string, IndicatorValue>)[indicator] = change.value;
  for (const part of parts) {
    const given = change[part];
    if (given === undefined) continue;
    const entries = own[mapOf[part]] as Record<string, unknown>;
    if (given !== null) entries[indicator] = given;
    else if (indicator in entries) delete entries[indicator];
  }
}

/** A unit's facts with one indicator's replaced; those given stay as they are. */
export function changedInput(input: UnitInput, indicator: string, change: IndicatorChange): UnitInput {
  const own = ownCopy(input);
  putChange(own, indicator, change);
  return own;
}
