import { decimal, type Decimal } from '#engine/kernel';
import { one, zero, type Score, type Second } from '../methods/method.js';
import { isRelative, needsNumber, prepareMethod, secondOf } from '../methods/registry.js';
import type { MissingPolicy } from '../scheme/rule-schema.js';
import { isLeaf, type Aggregate, type Group, type Leaf, type Scheme, type SchemeNode, type Treatment } from '../scheme/scheme.js';

/** What holds where neither the leaf nor the group says otherwise. */
const usualPolicy: Required<{ [K in keyof MissingPolicy]: NonNullable<MissingPolicy[K]> }> = {
  notReported: 'zero',
  notReleased: 'exclude',
  awaitingVerification: 'use',
  noParameter: 'exclude',
};
export type Policy = typeof usualPolicy;

/** A node ready to be counted. Nodes are numbered so that children come before their parent. */
export interface CompiledNode {
  readonly index: number;
  readonly code: string;
  readonly source: SchemeNode;
  readonly parent: CompiledNode | undefined;
  readonly children: readonly CompiledNode[];
  readonly leaf: CompiledLeaf | undefined;
  readonly aggregate: Aggregate | undefined;
  /** Weight or points within the parent. */
  readonly weight: Decimal;
  /** Sum of the children's weights. */
  readonly total: Decimal;
  readonly childFloor: Decimal | undefined;
  /** Part of the total at full points while everything applies, 0–1. */
  share: Decimal;
}

export interface CompiledLeaf {
  /** Number among the leaves. */
  readonly index: number;
  readonly source: Leaf;
  readonly indicator: string;
  readonly score: Score;
  readonly second: Second;
  readonly needsNumber: boolean;
  /** Whether the rate depends on the other units: through method, treatment or imputation. */
  readonly relative: boolean;
  readonly policy: Policy;
  readonly min: Decimal | undefined;
  readonly max: Decimal | undefined;
  readonly denominators: readonly { readonly indicator: string; readonly times: Decimal }[];
  readonly columnTreatments: readonly Exclude<Treatment, { type: 'per' }>[];
  /** Full points: as written, or the leaf's part of the scale. */
  points: Decimal;
  nodeIndex: number;
}

export interface CompiledGroup {
  readonly scheme: Scheme;
  readonly group: Group;
  readonly root: CompiledNode;
  readonly nodes: readonly CompiledNode[];
  readonly leaves: readonly CompiledLeaf[];
  readonly scale: Decimal;
  /** Leaves that look at an indicator, as value, denominator or second number. */
  readonly leavesOf: ReadonlyMap<string, readonly CompiledLeaf[]>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Read a group's tree once: literals parsed, methods prepared, shares of the total worked out.
 * @throws RangeError when the scheme has no such group
 */
export function compile(scheme: Scheme, groupCode: string): CompiledGroup {
  const group = scheme.groups.find((candidate) => candidate.code === groupCode);
  if (!group) throw new RangeError(`scheme ${scheme.id} has no group ${groupCode}`);
  const nodes: CompiledNode[] = [];
  const leaves: CompiledLeaf[] = [];
  const root = compileNode(group.tree, undefined, group, nodes, leaves);
  const scale = decimal(group.scale);
  shareOut(root, one, scale);
  return { scheme, group, root, nodes, leaves, scale, leavesOf: leavesByIndicator(leaves) };
}

function compileNode(source: SchemeNode, parent: CompiledNode | undefined, group: Group, nodes: CompiledNode[], leaves: CompiledLeaf[]): CompiledNode {
  const node = { index: 0, code: source.code, source, parent, children: [], share: zero } as unknown as Mutable<CompiledNode>;
  if (isLeaf(source)) {
    node.leaf = compileLeaf(source, group, leaves.length);
    leaves.push(node.leaf);
  } else {
    node.aggregate = source.aggregate;
    node.childFloor = source.childFloor === undefined ? undefined : decimal(source.childFloor);
    node.children = source.children.map((child) => compileNode(child, node, group, nodes, leaves));
  }
  node.total = node.children.reduce((sum, child) => sum.plus(child.weight), zero);
  const written = source.points ?? source.weight;
  const added = node.aggregate === 'sum-of-points' && source.weight === undefined;
  node.weight = added ? node.total : written === undefined ? one : decimal(written);
  node.index = nodes.length;
  if (node.leaf) node.leaf.nodeIndex = node.index;
  nodes.push(node);
  return node;
}

function compileLeaf(source: Leaf, group: Group, index: number): CompiledLeaf {
  const policy = { ...usualPolicy, ...defined(group.missing), ...defined(source.missing) } as Policy;
  const treatments = source.treat ?? [];
  const columnTreatments = treatments.filter((step) => step.type !== 'per');
  const imputes = policy.notReported === 'impute-group-mean' || policy.notReleased === 'impute-group-mean';
  return {
    index,
    source,
    indicator: source.indicator,
    score: prepareMethod(source.method),
    second: secondOf(source.method),
    needsNumber: needsNumber(source.method),
    relative: isRelative(source.method) || columnTreatments.length > 0 || imputes,
    policy,
    min: source.limits?.min === undefined ? undefined : decimal(source.limits.min),
    max: source.limits?.max === undefined ? undefined : decimal(source.limits.max),
    denominators: treatments.filter((step) => step.type === 'per').map((step) => ({ indicator: step.indicator, times: decimal(step.times) })),
    columnTreatments,
    points: zero,
    nodeIndex: 0,
  };
}

const defined = <T extends object>(policy: T | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(policy ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;

function shareOut(node: CompiledNode, share: Decimal, scale: Decimal): void {
  node.share = share;
  if (node.leaf) node.leaf.points = node.leaf.source.points === undefined ? share.times(scale) : decimal(node.leaf.source.points);
  for (const child of node.children) {
    shareOut(child, node.total.isZero() ? zero : share.times(child.weight).div(node.total), scale);
  }
}

function leavesByIndicator(leaves: readonly CompiledLeaf[]): Map<string, CompiledLeaf[]> {
  const map = new Map<string, CompiledLeaf[]>();
  for (const leaf of leaves) {
    const looked = new Set([leaf.indicator, ...leaf.denominators.map((step) => step.indicator)]);
    if (typeof leaf.second === 'object') looked.add(leaf.second.indicator);
    for (const indicator of looked) map.set(indicator, [...(map.get(indicator) ?? []), leaf]);
  }
  return map;
}
