import type { Refusal } from '#engine/kernel';
import type { ScoreSheet, SheetNode } from '#domain/scoring';
import { pointsProblem, type NodeFigures } from '../decide-review/points.js';
import type { Adjustment } from '../result.state.js';

/** A node of a sheet with the codes of everything below it, itself included. */
export interface NodeRoom extends NodeFigures {
  readonly within: readonly string[];
}

/** A node of a sheet and the nodes above it, from the node up to the root; empty when the sheet has no such node. */
export function roomsAt({ tree }: Pick<ScoreSheet, 'tree'>, code: string): readonly NodeRoom[] {
  const path = pathTo(tree, code);
  return path.map((node) => ({ code: node.code, obtained: node.obtained, possible: node.possible, within: codesOf(node) })).reverse();
}

const pathTo = (node: SheetNode, code: string): readonly SheetNode[] => {
  if (node.code === code) return [node];
  const below = (node.children ?? []).map((child) => pathTo(child, code)).find((path) => path.length > 0);
  return below ? [node, ...below] : [];
};

const codesOf = (node: SheetNode): readonly string[] => [node.code, ...(node.children ?? []).flatMap(codesOf)];

/**
 * Points stay within what the node can still give or lose, and so do they in every node above it: adjustments of nodes below count there
 * too, so that no part of a score is ever above its full points or below none by adjustments.
 */
export function roomProblem(rooms: readonly NodeRoom[], delta: string, adjustments: readonly Adjustment[]): Refusal | undefined {
  for (const { within, ...figures } of rooms) {
    const below = adjustments.flatMap((one) => (within.includes(one.node) ? [{ node: figures.code, delta: one.delta }] : []));
    const problem = pointsProblem(figures, delta, below);
    if (problem) return problem;
  }
  return undefined;
}
