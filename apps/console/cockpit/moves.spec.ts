import { describe, expect, it } from '@jest/globals';
import type { ScoreSheet } from '../scores/sheet.js';
import { moversOf, movesOf } from './moves.js';

const line = (unit: string, published: string | null, rank: number | null = 1) => ({ unit, published, rank });
const sheet = (leaves: Readonly<Record<string, readonly [lost: string | null, rate: string | null]>>): ScoreSheet =>
  ({ tree: { code: 'total', children: Object.entries(leaves).map(([code, [lost, rate]]) => ({ code, title: { zh: code, en: code }, lost, rate, leaf: {} })) } }) as unknown as ScoreSheet;

describe('units that moved', () => {
  it('come by how far, up or down; who had no score or stayed is left out', () => {
    const movers = moversOf([line('a', '90.00'), line('b', '91.00'), line('c', null), line('d', '80.00')], [line('a', '90.50'), line('b', '88.00'), line('c', '99.00'), line('d', '80.00'), line('e', '70.00')]);
    expect(movers.map(({ unit, gained }) => [unit, gained])).toEqual([['b', '-3.00'], ['a', '0.50']]);
  });
});

describe('what moved a total', () => {
  it('is each indicator that takes more or less than before, with the reason; those whose own rate changed first', () => {
    const moves = movesOf(sheet({ a: ['4', '0.5'], b: ['5', '0.5'], c: [null, null], d: ['0', '1'] }), sheet({ a: ['2', '0.5'], b: ['4', '0.6'], c: ['3', '0.2'], d: ['0', '1'] }));
    expect(moves.map(({ code, gained, because }) => [code, gained, because])).toEqual([['c', '-3', 'measured'], ['b', '1', 'rate'], ['a', '2', 'weights']]);
  });
});
