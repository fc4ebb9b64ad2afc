import { decimal, textOf, type Decimal } from '#engine/kernel';
import { finding, type SchemeFinding } from './finding.js';
import { isLeaf, type Branch, type Group, type SchemeNode } from './scheme.js';

/** Weights, points, codes and shape of a group's tree. */
export function checkTree(group: Group): SchemeFinding[] {
  const findings: SchemeFinding[] = [];
  const seen = new Set<string>();
  walk(group.tree, group.code, findings, seen);
  const points = pointsOf(group.tree);
  if (points && !points.eq(decimal(group.scale))) {
    findings.push(finding('points-not-scale', group.code, { sum: textOf(points), scale: group.scale }));
  }
  return findings;
}

function walk(node: SchemeNode, group: string, findings: SchemeFinding[], seen: Set<string>): void {
  const path = `${group}/${node.code}`;
  if (seen.has(node.code)) findings.push(finding('duplicate-code', path, { code: node.code }));
  seen.add(node.code);
  if (node.weight !== undefined && node.points !== undefined) findings.push(finding('weight-and-points', path));
  if (isLeaf(node)) return;
  findings.push(...checkBranch(node, path));
  for (const child of node.children) {
    findings.push(...checkShare(node, child, `${group}/${child.code}`));
    walk(child, group, findings, seen);
  }
}

function checkBranch(branch: Branch, path: string): SchemeFinding[] {
  const findings: SchemeFinding[] = [];
  if (branch.children.length === 1) findings.push(finding('single-child', path));
  const geometric = branch.aggregate === 'weighted-geometric' || branch.aggregate === 'weighted-harmonic';
  if (branch.childFloor !== undefined && !geometric) findings.push(finding('unused-child-floor', path));
  if (branch.aggregate === 'sum-of-points') {
    const sum = pointsOf(branch)!;
    if (branch.points !== undefined && !sum.eq(decimal(branch.points))) {
      findings.push(finding('points-do-not-add', path, { sum: textOf(sum), own: branch.points }));
    }
  } else if (branch.aggregate !== 'min') {
    const weights = branch.children.map((child) => child.weight);
    const sum = weights.reduce((total, weight) => total.plus(decimal(weight ?? '0')), decimal('0'));
    // Equal weights written as 1 each are a plain mean and meant so.
    const plain = weights.every((weight) => weight === '1');
    if (!plain && !sum.eq(100) && !sum.eq(1)) findings.push(finding('weights-do-not-add', path, { sum: textOf(sum) }));
    if (geometric && branch.childFloor === undefined) findings.push(...branch.children.filter(canBeZero).map((child) => finding('geometric-zero', path, { code: child.code })));
  }
  return findings;
}

function checkShare(parent: Branch, child: SchemeNode, path: string): SchemeFinding[] {
  if (parent.aggregate === 'min') return [];
  const adds = parent.aggregate === 'sum-of-points';
  const ownSum = !isLeaf(child) && child.aggregate === 'sum-of-points';
  const written = child.points ?? child.weight;
  if (written === undefined) return adds && ownSum ? [] : [finding('no-weight', path)];
  if (adds ? child.points === undefined : child.weight === undefined) return [finding('mixed-shares', path)];
  return decimal(written).isZero() ? [finding('zero-weight', path)] : [];
}

/** Points of a node: what it adds up to, or what is written. */
function pointsOf(node: SchemeNode): Decimal | undefined {
  if (!isLeaf(node) && node.aggregate === 'sum-of-points') {
    return node.children.reduce((sum, child) => sum.plus(pointsOf(child) ?? 0), decimal('0'));
  }
  return node.points === undefined ? undefined : decimal(node.points);
}

/** Methods whose worst rate is above zero; all others can score nothing. */
function canBeZero(node: SchemeNode): boolean {
  if (!isLeaf(node)) return node.aggregate === 'min' || node.children.every(canBeZero);
  if (node.limits?.min !== undefined && decimal(node.limits.min).gt(0)) return false;
  const { method } = node;
  if (method.type === 'peer-min-max' || method.type === 'static-dynamic') return decimal(method.base).isZero();
  if (method.type === 'efficacy') return method.clamp !== 'both' || decimal(method.base).isZero();
  // Natural goalposts are set below anything that occurs; a zero there is a fact, not an accident of the scale.
  return method.type !== 'goalposts';
}
