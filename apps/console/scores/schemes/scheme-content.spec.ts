import { describe, expect, test } from '@jest/globals';
import { childrenSum, everyNode, freeCode, moved, nodeAt, withChild, withNode, type SchemeNode } from './scheme-content.js';
import { differencesOf, type Step } from './scheme-diff.js';

const node = (code: string, more: Partial<SchemeNode> = {}): SchemeNode => ({ code, title: { zh: code, en: code }, ...more });
const tree = node('root', { aggregate: 'sum-of-points', children: [node('a', { points: '60' }), node('b', { aggregate: 'sum-of-points', children: [node('b1', { points: '30.5' }), node('b2', { points: '9.5' })] })] });

describe('a tree of a scheme', () => {
  test('changes at a path and nowhere else', () => {
    expect(nodeAt(tree, [1, 0])?.code).toBe('b1');
    const changed = withNode(tree, [1, 0], node('c', { points: '1' }));
    expect(everyNode(changed).map(({ node: { code } }) => code)).toEqual(['root', 'a', 'b', 'c', 'b2']);
    expect(everyNode(withNode(tree, [0], undefined)).map(({ node: { code } }) => code)).toEqual(['root', 'b', 'b1', 'b2']);
    expect(everyNode(withChild(tree, [1], node('b3'))).map(({ path }) => path.join('.'))).toEqual(['', '0', '1', '1.0', '1.1', '1.2']);
    expect(tree.children).toHaveLength(2);
  });

  test('moves among siblings, and not beyond them', () => {
    expect(moved(tree, [1], -1).children?.map(({ code }) => code)).toEqual(['b', 'a']);
    expect(moved(tree, [0], -1)).toBe(tree);
  });

  test('adds the points of its children exactly; a text that is none adds to nothing', () => {
    expect([childrenSum(tree), childrenSum(node('x', { children: [node('y', { points: 'zwei' })] }))]).toEqual(['100.0', undefined]);
    expect(freeCode(tree, 'b')).toBe('b-1');
  });
});

describe('the difference of two contents', () => {
  const trail = (steps: readonly Step[]) => steps.map((step) => ('field' in step ? step.field : `#${step.thing}`)).join('/');
  const told = (before: unknown, after: unknown) => differencesOf(before as never, after as never).map((one) => [trail(one.trail), one.kind, one.before, one.after]);

  test('matches things by code and names only what changed', () => {
    const before = { groups: [{ code: 'g', scale: '100', tree: tree as never, bands: [{ code: 'A', from: '90' }] }] };
    const after = { groups: [{ code: 'g', scale: '100', tree: withNode(tree, [0], node('a', { points: '50' })) as never, bands: [{ code: 'A', from: '90' }, { code: 'B', from: '80' }] }] };
    expect(told(before, after)).toEqual([
      ['groups/#g/tree/children/#a/points', 'changed', '60', '50'],
      ['groups/#g/bands/#B', 'added', undefined, { code: 'B', from: '80' }],
    ]);
  });

  test('sees another order, not another order of keys', () => {
    expect(told({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
    expect(told({ list: [{ code: 'x' }, { code: 'y' }] }, { list: [{ code: 'y' }, { code: 'x' }] })).toEqual([['list', 'reordered', ['x', 'y'], ['y', 'x']]]);
  });
});
