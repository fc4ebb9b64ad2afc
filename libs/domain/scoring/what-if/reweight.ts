import type { DecimalText } from '#engine/kernel';
import { isLeaf, type Scheme, type SchemeNode } from '../scheme/scheme.js';

/**
 * The same scheme with other weights or points, by node code, in one group. Points of a branch that adds points are its
 * children's sum and follow by themselves.
 * @throws RangeError when a code is no node of the group
 */
export function reweight(scheme: Scheme, groupCode: string, shares: Readonly<Record<string, DecimalText>>): Scheme {
  const unused = new Set(Object.keys(shares));
  const groups = scheme.groups.map((group) => (group.code === groupCode ? { ...group, tree: change(group.tree) } : group));
  if (unused.size > 0) throw new RangeError(`group ${groupCode} has no node ${[...unused].join(', ')}`);
  return { ...scheme, groups };

  function change(node: SchemeNode): SchemeNode {
    const share = shares[node.code];
    unused.delete(node.code);
    const own = share === undefined ? {} : node.points === undefined ? { weight: share } : { points: share };
    if (isLeaf(node)) return { ...node, ...own };
    const children = node.children.map(change);
    if (node.aggregate !== 'sum-of-points' || node.points === undefined) return { ...node, ...own, children };
    const { points: _, ...added } = node;
    return { ...added, children };
  }
}
