import { isLeaf, leavesOf, type Group, type SchemeNode } from '#domain/scoring';
import type { ReviewRequest } from '../result.state.js';

/** What a unit may contest besides a node of its sheet: the total, and the grade. */
export const wholes = ['total', 'grade'] as const;

/** Whether a request is about the result as a whole. A scheme's root may be called `total` too: it is the same. */
export const isWhole = (node: string): boolean => wholes.some((whole) => whole === node);

/** A node of a tree by its code. */
export function nodeIn(tree: SchemeNode, code: string): SchemeNode | undefined {
  if (tree.code === code) return tree;
  return isLeaf(tree) ? undefined : tree.children.map((child) => nodeIn(child, code)).find((found) => found !== undefined);
}

/** Leaves that a contested part of a unit's result stands on. */
export function contestedLeaves(group: Group, { node }: Pick<ReviewRequest, 'node'>): readonly string[] {
  const part = isWhole(node) ? group.tree : nodeIn(group.tree, node);
  return part ? leavesOf(part).map(({ code }) => code) : [];
}
