import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plannedContent, seedOf } from '../campaign-examples.js';
import type { DrawBasis } from '../campaign.events.js';
import { drawAlgorithm, drawBasisOf, drawSample, isSeed, seedHashOf, unitTooShort } from './draw.js';

const tenUnits = Array.from({ length: 10 }, (_, n) => `unit-${n}`);
const sixInspectors = Array.from({ length: 6 }, (_, n) => ({ user: `inspector-${n}`, recused: [] as string[] }));
const basis = (changes: Partial<DrawBasis> = {}): DrawBasis => ({ algorithm: drawAlgorithm, units: tenUnits, inspectors: sixInspectors, count: 3, teamSize: 2, ...changes });
const seeds = Array.from({ length: 4_000 }, (_, n) => seedOf(n));

/** Chi-square of counts against the same number for each, corrected for drawing without putting back. */
function chiSquare(counts: ReadonlyMap<string, number>, among: number, drawnEach: number, draws: number): number {
  const expected = (draws * drawnEach) / among;
  const sum = [...counts.values()].reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
  return (sum * (among - 1)) / (among - drawnEach);
}

const countOf = (names: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** The 0.1 % points of chi-square with 9, 5 and 44 degrees of freedom. */
const critical = { nine: 27.88, five: 20.52, fortyFour: 78.75 };

describe('a draw', () => {
  test('is what the published steps give, done by hand', () => {
    const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
    const seed = seedOf(7);
    const byHand = (kind: string, names: readonly string[]) => [...names].sort((a, b) => (digest(`${seed}|${kind}|${a}`) < digest(`${seed}|${kind}|${b}`) ? -1 : 1));
    const units = byHand('unit', tenUnits).slice(0, 3);
    const queue = byHand('inspector', sixInspectors.map(({ user }) => user));
    expect(drawSample(basis(), seed)).toEqual(units.map((unit, n) => ({ unit, inspectors: queue.slice(2 * n, 2 * n + 2) })));
  });

  // Storage format: were this to change, no earlier draw could be proven any more.
  test('never changes', () => {
    const seed = '00'.repeat(31) + '01';
    expect(seedHashOf(seed)).toBe('ec4916dd28fc4c10d78e287ca5d9cc51ee1ae73cbfde08c6b37324cbfaac8bc5');
    expect(drawSample(basis({ inspectors: [{ user: 'inspector-0', recused: tenUnits.slice(5) }, ...sixInspectors.slice(1)] }), seed)).toEqual(goldenDraw);
  });

  test('takes every unit and every inspector about as often as any other', () => {
    const drawn = seeds.map((seed) => drawSample(basis(), seed));
    expect(chiSquare(countOf(drawn.flat().map(({ unit }) => unit)), 10, 3, seeds.length)).toBeLessThan(critical.nine);
    expect(chiSquare(countOf(drawn.map(([first]) => first!.unit)), 10, 1, seeds.length)).toBeLessThan(critical.nine);
    expect(chiSquare(countOf(drawn.flatMap(([first]) => first!.inspectors)), 6, 2, seeds.length)).toBeLessThan(critical.five);
  });

  test('takes every pair of units about as often', () => {
    const pairs = countOf(seeds.map((seed) => drawSample(basis({ count: 2 }), seed).map(({ unit }) => unit).sort().join('+')));
    expect(pairs.size).toBe(45);
    expect(chiSquare(pairs, 45, 1, seeds.length)).toBeLessThan(critical.fortyFour);
  });

  test('the check of fairness would notice an unfair one', () => {
    const unfair = seeds.map((seed, n) => (n % 10 === 0 ? 'unit-0' : drawSample(basis({ count: 1 }), seed)[0]!.unit));
    expect(chiSquare(countOf(unfair), 10, 1, seeds.length)).toBeGreaterThan(critical.nine);
  });

  test('does not know another algorithm', () => {
    expect(() => drawSample(basis({ algorithm: 'dice/1' }), seedOf(1))).toThrow(RangeError);
  });

  test('two units with too few inspectors for one of them are refused before any seed', () => {
    const short = basis({ inspectors: sixInspectors.slice(0, 2).map((inspector, n) => ({ ...inspector, recused: n === 0 ? ['unit-4'] : [] })) });
    expect([unitTooShort(short), unitTooShort(basis())]).toEqual(['unit-4', undefined]);
    expect(() => drawSample({ ...short, count: 10 }, seedOf(1))).toThrow('too few inspectors for unit-4');
  });
});

describe('for any basis and seed', () => {
  const anyBasis = fc
    .record({ units: fc.integer({ min: 1, max: 12 }), inspectors: fc.integer({ min: 2, max: 9 }), count: fc.integer({ min: 1, max: 12 }), recusals: fc.array(fc.tuple(fc.nat(8), fc.nat(11)), { maxLength: 20 }) })
    .map(({ units, inspectors, count, recusals }) => basis({
      units: Array.from({ length: units }, (_, n) => `unit-${n}`), count: Math.min(count, units),
      inspectors: Array.from({ length: inspectors }, (_, n) => ({ user: `inspector-${n}`, recused: recusals.filter(([who]) => who === n).map(([, unit]) => `unit-${unit}`) })),
    }))
    .filter((one) => unitTooShort(one) === undefined);
  const anySeed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

  test('the same seed draws the same, in whatever order the candidates stand', () => {
    fc.assert(fc.property(anyBasis, anySeed, (one, seed) => {
      const turned = { ...one, units: [...one.units].reverse(), inspectors: [...one.inspectors].reverse() };
      expect(drawSample(turned, seed)).toEqual(drawSample(one, seed));
    }));
  });

  test('recusals are respected, teams are full and of different people, units are drawn once', () => {
    fc.assert(fc.property(anyBasis, anySeed, (one, seed) => {
      const drawn = drawSample(one, seed);
      expect([drawn.length, new Set(drawn.map(({ unit }) => unit)).size]).toEqual([one.count, one.count]);
      for (const { unit, inspectors } of drawn) {
        expect(new Set(inspectors).size).toBe(one.teamSize);
        for (const user of inspectors) expect(one.inspectors.find((inspector) => inspector.user === user)!.recused).not.toContain(unit);
      }
    }));
  });

  test('without recusals the work is shared as evenly as it can be', () => {
    fc.assert(fc.property(anyBasis, anySeed, (one, seed) => {
      const free = { ...one, inspectors: one.inspectors.map(({ user }) => ({ user, recused: [] })) };
      const work = countOf(drawSample(free, seed).flatMap(({ inspectors }) => inspectors));
      const times = free.inspectors.map(({ user }) => work.get(user) ?? 0);
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
    }));
  });
});

describe('what a plan gives to draw among', () => {
  test('its units and team in order, with recusals and own units', () => {
    expect(drawBasisOf(plannedContent({ units: ['xuanwu', 'gulou'] }), 1, 2)).toEqual({
      algorithm: drawAlgorithm, units: ['gulou', 'xuanwu'], count: 1, teamSize: 2,
      inspectors: [
        { user: 'inspector-deng', recused: [] }, { user: 'inspector-he', recused: [] }, { user: 'inspector-ma', recused: ['gulou'] }, { user: 'inspector-xu', recused: ['xuanwu'] },
        { user: 'inspector-zhou', recused: [] },
      ],
    });
  });

  test.each([['0'.repeat(64), true], ['0'.repeat(63), false], ['G'.repeat(64), false], ['A'.repeat(64), false], ['', false]])('%j as a seed: %j', (text, expected) => {
    expect(isSeed(text)).toBe(expected);
  });
});

/** Reckoned with another program. */
const goldenDraw = [
  { unit: 'unit-3', inspectors: ['inspector-2', 'inspector-4'] },
  { unit: 'unit-5', inspectors: ['inspector-1', 'inspector-5'] },
  { unit: 'unit-6', inspectors: ['inspector-3', 'inspector-2'] },
];
