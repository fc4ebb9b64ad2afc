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

/** A unit's facts with one indicator's replaced. */
export function changedInput(input: UnitInput, indicator: string, change: IndicatorChange): UnitInput {
  const next: Record<string, unknown> = { ...input };
  if (change.value !== undefined) next['values'] = { ...input.values, [indicator]: change.value };
  for (const [part, map] of Object.entries(mapOf) as [keyof typeof mapOf, (typeof mapOf)[keyof typeof mapOf]][]) {
    const given = change[part];
    if (given === undefined) continue;
    const { [indicator]: _, ...others } = (input[map] ?? {}) as Record<string, unknown>;
    next[map] = given === null ? others : { ...others, [indicator]: given };
  }
  return next as unknown as UnitInput;
}
