import { decimal, textOf, type Decimal } from '#engine/kernel';
import { one, zero } from '../methods/method.js';
import type { CompiledNode } from './compile.js';
import { factorsOf } from './contributions.js';
import { explainLeaf } from './explain-leaf.js';
import { floored, presentIn, takingPart, wholeOf } from './fold.js';
import type { GroupState } from './group-state.js';
import type { SheetNode } from './score-sheet.js';
import { aggregateTexts, coded, derived, shown, type CodedText } from './texts.js';

const negligible = decimal('1e-30');

/** The tree of a unit's sheet. */
export function explainTree(state: GroupState, u: number): SheetNode {
  const root = state.compiled.root;
  return explainNode(state, u, root, state.rates(u).rate[root.index] === undefined ? undefined : root.share, state.compiled.scale);
}

/**
 * @param share effective part of the total; none when removed
 * @param factor what a rate of 1 contributes to the base score
 */
function explainNode(state: GroupState, u: number, node: CompiledNode, share: Decimal | undefined, factor: Decimal): SheetNode {
  const rate = state.rates(u).rate[node.index];
  const { weight, shareText } = fixedOf(node);
  // A share that is the node's own is counted and written once for all units.
  const isWhole = share === node.share;
  const possible = isWhole ? possibleOf(node, state.compiled.scale).possible : share?.times(state.compiled.scale);
  const present = rate !== undefined && share !== undefined && possible !== undefined;
  const explained = node.leaf ? explainLeaf(state, node.leaf, u) : undefined;
  return {
    code: node.code,
    title: node.source.title,
    weight,
    weightIs: node.source.points !== undefined || (node.aggregate === 'sum-of-points' && node.source.weight === undefined) ? 'points' : 'weight',
    share: shareText,
    effectiveShare: present ? (isWhole ? shareText : derived(share)) : null,
    possible: present ? (isWhole ? possibleOf(node, state.compiled.scale).text : derived(possible)) : null,
    obtained: present ? derived(possible.times(rate)) : null,
    lost: present ? derived(possible.times(one.minus(rate))) : null,
    rate: rate === undefined ? null : textOf(rate),
    contribution: present ? derived(factor.times(rate)) : null,
    formula: explained ? explained.formula : branchFormula(state, u, node),
    notes: [...(explained?.notes ?? []), ...rescaled(node, present ? share : undefined)],
    ...(explained ? { leaf: explained.leaf } : { aggregate: node.aggregate!, children: children(state, u, node, share, factor) }),
  };
}

/** What a node's figures have in common for all units of a calculation. */
interface Fixed {
  readonly weight: string;
  readonly shareText: string;
  whole?: { readonly possible: Decimal; readonly text: string };
}
const fixedFigures = new WeakMap<CompiledNode, Fixed>();

function fixedOf(node: CompiledNode): Fixed {
  let fixed = fixedFigures.get(node);
  if (!fixed) fixedFigures.set(node, (fixed = { weight: textOf(node.weight), shareText: derived(node.share) }));
  return fixed;
}

/** Points of a node while everything applies. */
function possibleOf(node: CompiledNode, scale: Decimal): NonNullable<Fixed['whole']> {
  const fixed = fixedOf(node);
  if (!fixed.whole) {
    const possible = node.share.times(scale);
    fixed.whole = { possible, text: derived(possible) };
  }
  return fixed.whole;
}

function rescaled(node: CompiledNode, share: Decimal | undefined): CodedText[] {
  if (share === undefined || share === node.share || share.minus(node.share).abs().lt(negligible)) return [];
  const template = { zh: '折算：占总分比重由 {from} 变为 {to}', en: 'rescaled: part of the total from {from} to {to}' };
  return [coded('rescaled', template, { from: node.share, to: share })];
}

function children(state: GroupState, u: number, node: CompiledNode, share: Decimal | undefined, factor: Decimal): SheetNode[] {
  const rates = state.rates(u);
  const present = presentIn(node, rates);
  const whole = wholeOf(node, present, rates);
  const factors = factorsOf(rates, node, present, whole, factor);
  return node.children.map((child) => {
    const taking = share !== undefined && rates.rate[child.index] !== undefined && !whole.isZero();
    // While nothing was removed, shares are those that the scheme was read with: the same product, not counted again.
    const part = !taking ? undefined : share === node.share && whole === node.total ? child.share : share.times(takingPart(node, child, rates)).div(whole);
    return explainNode(state, u, child, part, factors.get(child) ?? zero);
  });
}

function branchFormula(state: GroupState, u: number, node: CompiledNode): CodedText | null {
  const rates = state.rates(u);
  const rate = rates.rate[node.index];
  const aggregate = node.aggregate!;
  if (rate === undefined) return null;
  const present = presentIn(node, rates);
  const whole = shown(wholeOf(node, present, rates));
  const terms = present.map((child) => ({
    weight: shown(takingPart(node, child, rates)),
    rate: shown(aggregate === 'weighted-geometric' || aggregate === 'weighted-harmonic' ? floored(node, rates.rate[child.index]!) : rates.rate[child.index]!),
  }));
  const text = {
    'weighted-arithmetic': () => `(${terms.map((term) => `${term.weight} × ${term.rate}`).join(' + ')}) ÷ ${whole}`,
    'sum-of-points': () => `(${terms.map((term) => `${term.weight} × ${term.rate}`).join(' + ')}) ÷ ${whole}`,
    'weighted-geometric': () => `(${terms.map((term) => `${term.rate}^${term.weight}`).join(' × ')})^(1 ÷ ${whole})`,
    'weighted-harmonic': () => `${whole} ÷ (${terms.map((term) => `${term.weight} ÷ ${term.rate}`).join(' + ')})`,
    min: () => `min(${terms.map((term) => term.rate).join(', ')})`,
  }[aggregate]();
  const { zh, en } = aggregateTexts[aggregate];
  return { code: aggregate, zh: `${zh}：${text} = ${shown(rate)}`, en: `${en}: ${text} = ${shown(rate)}` };
}
