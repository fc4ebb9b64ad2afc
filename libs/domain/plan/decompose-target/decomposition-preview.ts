import type { DecimalText } from '#engine/kernel';
import type { DefinitionCard, Target } from '../plan.events.js';
import { sameTarget } from '../set-target/same-target.js';
import { compose, type Composition } from './decomposition.js';
import { partsOf, targetFor, type DecomposeTarget } from './decompose-target.js';

/** What a decomposition would do to one unit. */
export interface PreviewLine {
  readonly unit: string;
  readonly value: DecimalText;
  readonly weight: DecimalText | null;
  /** The target in force; null where the unit has none, or one without a number. */
  readonly before: DecimalText | null;
  readonly change: 'set' | 'revised' | 'unchanged';
}

/** What a decomposition would come to, unit by unit, before anything is recorded. */
export interface DecompositionPreview extends Composition {
  readonly lines: readonly PreviewLine[];
  /** Whether it revises a target that is set, which needs an approval document. */
  readonly documentNeeded: boolean;
}

/** @param before Targets of the units in force, by unit */
export function decompositionPreview(c: DecomposeTarget, card: DefinitionCard, whole: Target & { readonly value: DecimalText }, before: ReadonlyMap<string, Target>): DecompositionPreview {
  const parts = partsOf(c, whole.value, card);
  const lines = parts.map((part): PreviewLine => {
    const old = before.get(part.unit);
    const change = old === undefined ? 'set' : sameTarget(old, targetFor(part, whole, c.profile)) ? 'unchanged' : 'revised';
    return { unit: part.unit, value: part.value, weight: part.weight ?? null, before: old?.value ?? null, change };
  });
  return { ...compose(c.rule, whole, card.decimals, parts), lines, documentNeeded: lines.some(({ change }) => change === 'revised') };
}
