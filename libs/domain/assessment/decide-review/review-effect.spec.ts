import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, isRefusal } from '#engine/kernel';
import { people, round, units } from '../assessment-examples.js';
import type { RoundBasis } from '../calculate-round/round-input.js';
import { figuresOf, scoreRound } from '../calculate-round/score-round.js';
import { RoundCity } from '../review-examples.js';
import { reviewEffect } from './review-effect.js';

let city: RoundCity;
let basis: RoundBasis;

beforeAll(async () => {
  city = await RoundCity.open();
  const calculated = await city.calculate(people.secretary);
  if (isRefusal(calculated)) throw new Error(calculated.refused);
  const scored = await city.calculator.scored(round);
  if (isRefusal(scored)) throw new Error(scored.refused);
  basis = scored.basis;
});
afterAll(() => city.close());

const districts = units.slice(0, 3);
const points = (unit: string) => figuresOf(scoreRound(basis), unit);

describe('what a correction would do', () => {
  test('to the unit: score, grade and rank before and after', () => {
    const before = points('xuanwu');
    const { effect, rooms, basisAt } = reviewEffect(basis, { unit: 'xuanwu', node: 'incubators', delta: '8' });
    expect(effect).toEqual({ scoreFrom: before.published, scoreTo: '78.40', gradeFrom: 'C', gradeTo: 'C', rankFrom: before.rank, rankTo: 1 });
    expect(rooms.map(({ code, obtained, possible }) => [code, obtained, possible])).toEqual([['incubators', '32', '40'], ['innovation', expect.any(String), '60'], ['total', expect.any(String), '100']]);
    expect(basisAt).toBe(Math.max(...districts.map((unit) => basis.results.get(unit)!.countsAt)));
  });

  test('to every other unit of its group that moves, and to none of another group', () => {
    const { others } = reviewEffect(basis, { unit: 'xuanwu', node: 'incubators', delta: '8' });
    expect(others.every(({ unit, scoreFrom, scoreTo }) => districts.includes(unit) && scoreFrom === scoreTo)).toBe(true);
    expect(others.map(({ unit, rankFrom, rankTo }) => [unit, rankFrom, rankTo])).toEqual(districts.slice(1).map((unit) => [unit, points(unit).rank, points(unit).rank! + 1]).filter(([, from]) => (from as number) < points('xuanwu').rank!).sort());
  });

  test('nothing for no points, and for a node that the sheet does not have', () => {
    expect(reviewEffect(basis, { unit: 'xuanwu', node: 'satisfaction', delta: '1' })).toMatchObject({ rooms: [], others: [] });
  });

  test('what came after the calculation counts on both sides, so that the difference is the decision’s alone', () => {
    const marked = { ...basis.results.get('xuanwu')!, adjustments: [{ adjustment: 'a-1', node: 'mechanism', delta: '-3', reason: '', by: '', position: 900, eventId: 'x' }], countsAt: 900 };
    const moved: RoundBasis = { ...basis, results: new Map([...basis.results, ['xuanwu', marked]]) };
    const { effect, basisAt } = reviewEffect(moved, { unit: 'xuanwu', node: 'incubators', delta: '8' });
    expect([decimal(effect.scoreFrom!).minus(points('xuanwu').published!).toString(), decimal(effect.scoreTo!).minus(effect.scoreFrom!).toString(), basisAt]).toEqual(['-3', '8', 900]);
  });

  test('for any points of any unit: the score moves by exactly them, and whoever is listed moved', () => {
    fc.assert(fc.property(fc.constantFrom(...districts), fc.constantFrom('incubators', 'mechanism', 'service', 'total'), fc.integer({ min: -900, max: 900 }), (unit, node, cents) => {
      const delta = decimal(cents).div(100).toFixed();
      const { effect, others } = reviewEffect(basis, { unit, node, delta });
      expect(decimal(effect.scoreTo!).minus(effect.scoreFrom!).minus(delta).abs().lte('0.01')).toBe(true);
      for (const other of others) expect([other.gradeFrom, other.rankFrom]).not.toEqual([other.gradeTo, other.rankTo]);
      if (cents === 0) expect([effect.rankTo, others]).toEqual([effect.rankFrom, []]);
    }), { numRuns: 60 });
  });
});
