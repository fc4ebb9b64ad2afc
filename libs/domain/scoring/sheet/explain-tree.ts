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
  return explainNode(state, u, root, state.rates(u).rate[root.index] === undefined ? undefined : one, state.compiled.scale);
}

/**
 * @param share effective part of the total; none when removed
 * @param factor what a rate of 1 contributes to the base score
 */
function explainNode(state: GroupState, u: number, node: CompiledNode, share: Decimal | undefined, factor: Decimal): SheetNode {
  const rate = state.rates(u).rate[node.index];
  const possible = share?.times(state.compiled.scale);
  const present = rate !== undefined && share !== undefined && possible !== undefined;
  const explained = node.leaf ? explainLeaf(state, node.leaf, u) : undefined;
  return {
    code: node.code,
    title: node.source.title,
    weight: textOf(node.weight),
    weightIs: node.source.points !== undefined || (node.aggregate === 'sum-of-points' && node.source.weight === undefined) ? 'points' : 'weight',
    share: derived(node.share),
    effectiveShare: present ? derived(share) : null,
    possible: present ? derived(possible) : null,
    obtained: present ? derived(possible.times(rate)) : null,
    lost: present ? derived(possible.times(one.minus(rate))) : null,
    rate: rate === undefined ? null : textOf(rate),
    contribution: present ? derived(factor.times(rate)) : null,
    formula: explained ? explained.formula : branchFormula(state, u, node),
    notes: [...(explained?.notes ?? []), ...rescaled(node, present ? share : undefined)],
    ...(explained ? { leaf: explained.leaf } : { aggregate: node.aggregate!, children: children(state, u, node, share, factor) }),
  };
}

function rescaled(node: CompiledNode, share: Decimal | undefined): CodedText[] {
  if (share === undefined || share.eq(node.share) || share.minus(node.share).abs().lt(negligible)) return [];
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
    const part = taking ? share.times(takingPart(node, child, rates)).div(whole) : undefined;
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
  return { code: aggregate, zh: `${zh}:${text} = ${shown(rate)}`, en: `${en}: ${text} = ${shown(rate)}` };
}
