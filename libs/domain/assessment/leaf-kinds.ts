import { decimalProblem, refuse, type Refusal } from '#engine/kernel';
import type { Leaf, Method } from '#domain/scoring';
import type { LeafClaim } from './result.events.js';

/** What a leaf of a scheme takes: a figure, a level of evidence, items counted, or marks of raters. */
export type LeafKind = 'figure' | 'level' | 'counts' | 'marks';

/** What each kind is given as, in words. */
const formOf: Readonly<Record<LeafKind, { readonly zh: string; readonly en: string }>> = {
  figure: { zh: '数值', en: 'a figure' },
  level: { zh: '等级', en: 'a level' },
  counts: { zh: '各类项数', en: 'items counted' },
  marks: { zh: '说明和佐证（由评委打分）', en: 'a note with evidence, as raters mark it' },
};

const kinds: Partial<Record<Method['type'], LeafKind>> = { 'evidence-levels': 'level', 'deduction-per-item': 'counts', raters: 'marks' };

export const kindOfLeaf = ({ method }: Leaf): LeafKind => kinds[method.type] ?? 'figure';

/** A mark between two levels may be given where at least two of them are numbered; a count of the value itself where an item says so. */
const takesValue = ({ method }: Leaf): boolean =>
  method.type === 'evidence-levels' ? method.levels.filter(({ number }) => number !== undefined).length > 1
    : method.type === 'deduction-per-item' ? method.items.some(({ code }) => code === 'value') : method.type !== 'raters';

/** Why something claimed or found does not fit its leaf: of another kind, or with a level or item that the scheme does not know. */
export function claimProblem(leaf: Leaf, claim: LeafClaim, field: string): Refusal | undefined {
  const kind = kindOfLeaf(leaf);
  const given = Object.keys(claim);
  const { value, level, counts } = claim;
  const fits = kind === 'marks' ? given.length === 0 : given.length === 1 && (value !== undefined ? takesValue(leaf) : level !== undefined ? kind === 'level' : kind === 'counts');
  if (!fits) return refuse('assessment.claim-of-wrong-kind', { node: leaf.code, takes: formOf[kind].zh, takesEn: formOf[kind].en }, field);
  const wrong = [value, ...Object.values(counts ?? {})].find((figure) => figure !== undefined && decimalProblem(figure) !== undefined);
  if (wrong !== undefined) return refuse('assessment.not-a-figure', { node: leaf.code, figure: wrong }, field);
  const negative = Object.values(counts ?? {}).find((count) => count.startsWith('-'));
  if (negative !== undefined) return refuse('assessment.not-a-figure', { node: leaf.code, figure: negative }, field);
  const { method } = leaf;
  if (level !== undefined && method.type === 'evidence-levels' && !method.levels.some(({ code }) => code === level)) return refuse('assessment.unknown-level', { node: leaf.code, level }, field);
  const item = method.type === 'deduction-per-item' ? Object.keys(counts ?? {}).find((code) => !method.items.some((known) => known.code === code)) : undefined;
  return item === undefined ? undefined : refuse('assessment.unknown-item', { node: leaf.code, item }, field);
}
