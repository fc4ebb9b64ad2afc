import { decimal, round, type Decimal } from '#engine/kernel';
import { clamp, one, zero } from '../methods/method.js';
import type { Adjustments } from './adjust.js';
import type { Cell } from './admit.js';
import type { CompiledGroup, CompiledLeaf } from './compile.js';

/** Why a unit has no total. */
export type NoTotal = 'nothing-applies' | 'required-value-missing' | 'coverage-too-low';

/** What a unit's score does not rest on. */
export interface Gaps {
  /** Part (0–1) of the applicable weight that has a value of its own. */
  readonly coverage: Decimal;
  readonly provisional: boolean;
  /** Leaves that were not scored from their own value. */
  readonly gaps: number;
  /** A value without which the scheme gives no total is missing. */
  readonly required: boolean;
}

export interface UnitTotal {
  readonly base: Decimal | undefined;
  readonly raw: Decimal | undefined;
  readonly published: Decimal | undefined;
  readonly noTotal: NoTotal | undefined;
}

const negligible = decimal('1e-30');

export function gapsOf(compiled: CompiledGroup, cellOf: (leaf: CompiledLeaf) => Cell): Gaps {
  let [provisional, required, gaps] = [false, false, 0];
  let [lost, inapplicable] = [zero, zero];
  for (const leaf of compiled.leaves) {
    const cell = cellOf(leaf);
    if (cell.provisional) provisional = true;
    if (cell.treatment === 'scored') continue;
    gaps += 1;
    if (cell.treatment === 'no-result') required = true;
    const share = compiled.nodes[leaf.nodeIndex]!.share;
    if (cell.reason === 'not-applicable') inapplicable = inapplicable.plus(share);
    else lost = lost.plus(share);
  }
  if (gaps === 0) return { coverage: one, provisional, gaps, required };
  const applicable = one.minus(inapplicable);
  const coverage = applicable.lte(negligible) ? zero : clamp(one.minus(lost.div(applicable)), zero, one).toDecimalPlaces(12);
  return { coverage, provisional, gaps, required };
}

/** Indicators' score on the scale, plus bonuses, less deductions, with what was adjusted, within the scheme's limits, rounded once. */
export function totalOf(compiled: CompiledGroup, rate: Decimal | undefined, gaps: Gaps, { bonus, deduction, adjustment }: Adjustments): UnitTotal {
  const { group } = compiled;
  const noTotal = whyNone(compiled, rate, gaps);
  if (noTotal || rate === undefined) return { noTotal, base: undefined, raw: undefined, published: undefined };
  const base = rate.times(compiled.scale);
  const adjusted = bonus.isZero() && deduction.isZero() && adjustment.isZero() ? base : base.plus(bonus).minus(deduction).plus(adjustment);
  const { min, max } = group.totalLimits ?? {};
  const raw = clamp(adjusted, min === undefined ? undefined : decimal(min), max === undefined ? undefined : decimal(max));
  return { noTotal, base, raw, published: round(raw, group.rounding.places, group.rounding.mode) };
}

function whyNone({ group }: CompiledGroup, rate: Decimal | undefined, gaps: Gaps): NoTotal | undefined {
  if (gaps.required) return 'required-value-missing';
  if (rate === undefined) return 'nothing-applies';
  if (group.minimumCoverage !== undefined && gaps.coverage.lt(decimal(group.minimumCoverage))) return 'coverage-too-low';
  return undefined;
}
