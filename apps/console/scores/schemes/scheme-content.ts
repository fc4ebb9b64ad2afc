import type { Bilingual } from '../../language/texts.js';
import { sumOf } from '../decimals.js';

/** Anything that a scheme holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A node of a scheme's tree, as written. */
export interface SchemeNode {
  readonly code: string;
  readonly title: Bilingual;
  readonly weight?: string;
  readonly points?: string;
  readonly indicator?: string;
  readonly method?: JsonObject & { readonly type: string };
  readonly aggregate?: string;
  readonly children?: readonly SchemeNode[];
  readonly [more: string]: unknown;
}

export interface SchemeGroup {
  readonly code: string;
  readonly title: Bilingual;
  readonly units: '*' | readonly string[];
  readonly tree: SchemeNode;
  readonly [more: string]: unknown;
}

/** A scheme's content as written: what is not named here is kept as it is. */
export interface SchemeContent {
  readonly schemaVersion: number;
  readonly id: string;
  readonly title: Bilingual;
  readonly groups: readonly SchemeGroup[];
  readonly [more: string]: unknown;
}

/** Where a node is: the indices of children from the root on. */
export type NodePath = readonly number[];

export const isLeaf = (node: SchemeNode): boolean => node.indicator !== undefined || node.method !== undefined;

/** The node at a path. */
export const nodeAt = (root: SchemeNode, path: NodePath): SchemeNode | undefined => path.reduce<SchemeNode | undefined>((node, index) => node?.children?.[index], root);

/** The tree with another node at a path; without one, the node is taken out. */
export function withNode(root: SchemeNode, [index, ...rest]: NodePath, next: SchemeNode | undefined): SchemeNode {
  if (index === undefined) return next ?? root;
  const children = root.children ?? [];
  if (rest.length > 0) return { ...root, children: children.map((child, at) => (at === index ? withNode(child, rest, next) : child)) };
  return { ...root, children: next === undefined ? children.filter((_, at) => at !== index) : children.map((child, at) => (at === index ? next : child)) };
}

/** The tree with a node put below another, as its last child. */
export function withChild(root: SchemeNode, path: NodePath, child: SchemeNode): SchemeNode {
  const parent = nodeAt(root, path);
  return parent ? withNode(root, path, { ...parent, children: [...(parent.children ?? []), child] }) : root;
}

/** The tree with a node one place up (−1) or down (1) among its siblings. */
export function moved(root: SchemeNode, path: NodePath, step: -1 | 1): SchemeNode {
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(root, parentPath);
  const from = path[path.length - 1];
  if (!parent?.children || from === undefined) return root;
  const to = from + step;
  if (to < 0 || to >= parent.children.length) return root;
  const children = [...parent.children];
  [children[from], children[to]] = [children[to]!, children[from]!];
  return withNode(root, parentPath, { ...parent, children });
}

/** Every node with its path, parents before children. */
export function everyNode(root: SchemeNode, path: NodePath = []): readonly { readonly node: SchemeNode; readonly path: NodePath }[] {
  return [{ node: root, path }, ...(root.children ?? []).flatMap((child, index) => everyNode(child, [...path, index]))];
}

/** What the children's weights or points add up to, where all are numbers; a child that adds points counts with what it adds. */
export function childrenSum(node: SchemeNode): string | undefined {
  try {
    return sumOf((node.children ?? []).map((child) => (child.aggregate === 'sum-of-points' ? childrenSum(child) : undefined) ?? child.points ?? child.weight ?? '0'));
  } catch {
    return undefined;
  }
}

/** A code that no node of the tree has yet. */
export function freeCode(root: SchemeNode, stem: string): string {
  const taken = new Set(everyNode(root).map(({ node }) => node.code));
  for (let number = 1; ; number += 1) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

/** The first content of a new scheme: one group with one item to begin with. */
export const emptyScheme = (id: string, year: number): SchemeContent => ({
  schemaVersion: 1, id, title: { zh: '新评分细则', en: 'New scheme' }, year,
  groups: [{
    code: 'districts', title: { zh: '各区', en: 'Districts' }, units: [], scale: '100', rounding: { places: 2 },
    missing: { notReported: 'zero', notReleased: 'exclude', awaitingVerification: 'use', noParameter: 'exclude' },
    bands: [{ code: 'A', title: { zh: '优秀', en: 'Excellent' }, from: '90' }, { code: 'B', title: { zh: '良好', en: 'Good' }, from: '80', to: '90' }, { code: 'C', title: { zh: '合格', en: 'Adequate' }, from: '60', to: '80' }, { code: 'D', title: { zh: '不合格', en: 'Failing' }, to: '60' }],
    tree: { code: 'total', title: { zh: '总分', en: 'Total' }, aggregate: 'sum-of-points', points: '100', children: [] },
  }],
});
