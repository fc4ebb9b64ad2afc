import { expect, test } from '@jest/globals';
import { reasonsOf } from './reasons.js';

const mover = (node: string, shift: string) => ({ node, title: { zh: node, en: node }, before: '0', after: shift, shift });
const named = (shift: string | null, ...movers: readonly ReturnType<typeof mover>[]) => {
  const { named: found, rest } = reasonsOf({ shift, rankShift: 0, movers }, 2);
  return [found.map(({ node }) => node), rest];
};

test('what moved the score in the direction of its change comes first, the rest as one sum', () => {
  expect(named('-1', mover('a', '3'), mover('b', '-2.5'), mover('c', '-1.5'))).toEqual([['b', 'c'], '3.00']);
});

test('at most three are named, and what the rest brings is what is missing to the change', () => {
  expect(named('4', mover('a', '1.5'), mover('b', '1'), mover('c', '0.9'), mover('d', '0.6'))).toEqual([['a', 'b', 'c'], '0.60']);
});

test('no rest is told where the named ones make the whole change', () => {
  expect(named('0.5', mover('a', '0.5'), mover('b', '0.001'))).toEqual([['a'], undefined]);
});

test('a unit whose score stays has no reasons of its own; where its rank moved, others moved', () => {
  const swapped = [mover('a', '20'), mover('b', '-20')];
  expect(reasonsOf({ shift: '0', rankShift: 0, movers: swapped }, 2)).toEqual({ named: [], rest: undefined, othersMoved: false });
  expect(reasonsOf({ shift: '0', rankShift: -1, movers: [] }, 2)).toEqual({ named: [], rest: undefined, othersMoved: true });
});
