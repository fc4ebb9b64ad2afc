import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkScheme, leavesOf, type Catalogue } from '../scheme/check.js';
import { parseScheme, type Scheme } from '../scheme/scheme.js';
import { calculate } from '../sheet/calculate.js';
import type { GroupInput, UnitInput } from '../sheet/input.js';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

function scheme(name: string): Scheme {
  const parsed = parseScheme(read(name));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

const districts = scheme('./nanjing-districts.json');
const departments = scheme('./nanjing-departments.json');

/** A unit that meets every demand of the scheme. */
function flawless(of: Scheme): UnitInput {
  const indicators = leavesOf(of.groups[0]!.tree).map((leaf) => leaf.indicator);
  const each = <T>(value: T) => Object.fromEntries(indicators.map((code) => [code, value]));
  return {
    values: each({ state: 'reported' as const, value: '100' }),
    targets: each({ value: '90' }),
    baselines: each({ value: '50' }),
    lastValues: each({ value: '80' }),
    history: each([{ period: '2024', value: '99' }]),
    profiles: each({ shares: ['0.25', '0.5', '0.75', '1'] as const }),
  };
}

const inputOf = (of: Scheme, change: Record<string, Partial<UnitInput>> = {}): GroupInput => ({
  asOf: '2025',
  monthsElapsed: 12,
  units: Object.fromEntries((of.groups[0]!.units as string[]).map((unit) => [unit, { ...flawless(of), ...change[unit] }])),
});

describe('the example schemes for Nanjing', () => {
  test('have no error or warning in their set-up', () => {
    for (const example of [districts, departments]) {
      expect(checkScheme(example).filter((found) => found.level !== 'hint')).toEqual([]);
    }
  });

  test('cover eleven districts with Jiangbei New Area, and the departments that lead a figure of the plan', () => {
    expect(districts.groups[0]!.units).toHaveLength(12);
    expect(departments.groups[0]!.units).toContain('market-regulation');
    expect(leavesOf(departments.groups[0]!.tree)).toHaveLength(27);
  });

  test('leave city-wide figures to departments', () => {
    const codes = leavesOf(districts.groups[0]!.tree).map((leaf) => leaf.indicator);
    expect(codes).not.toContain('non-fossil-energy-share');
    expect(codes).not.toContain('service-opening-tasks');
  });

  test('say that their weights are examples', () => {
    for (const example of [districts, departments]) expect(example.note!.zh).toContain('示例');
  });

  test('give 100.00 to a unit that meets everything, and grade A within the quota', () => {
    const result = calculate(districts, 'districts', inputOf(districts));
    expect(result.units.map((unit) => unit.published)).toEqual(new Array(12).fill('100.00'));
    expect(result.units.every((unit) => unit.rank === 1 && unit.grade === 'A')).toBe(true);
  });

  test('score a department on the indicators it leads and rescale the rest', () => {
    const led = new Set(['rd-expenditure-share', 'tech-incubators']);
    const values = Object.fromEntries(
      leavesOf(departments.groups[0]!.tree).map(({ indicator }) => [
        indicator,
        led.has(indicator) ? { state: 'reported' as const, value: indicator === 'tech-incubators' ? '45' : '100' } : { state: 'not-applicable' as const },
      ]),
    );
    const result = calculate(departments, 'departments', inputOf(departments, { 'science-tech': { values } }));
    // Five points in full, four by half, of nine that apply.
    expect(result.unit('science-tech').published).toBe('77.78');
    expect(result.unit('science-tech').provisional).toBe(false);
  });

  test('set grade D when a major quality accident is reported, and keep the score', () => {
    const values = { ...flawless(districts).values, 'no-major-quality-accident': { state: 'reported' as const, value: '1', position: 7 } };
    const result = calculate(districts, 'districts', inputOf(districts, { luhe: { values } }));
    expect(result.unit('luhe')).toMatchObject({ published: '100.00', scoreGrade: 'A', grade: 'D', vetoed: true });
    expect(result.sheet('luhe').grade.vetoes).toMatchObject([{ rule: 'no-major-quality-accident', position: 7 }]);
  });
});

describe('the plan’s catalogue', () => {
  type Entry = NonNullable<Catalogue['indicators']>[number] & { readonly kind: string };
  const catalogue = read('../../plan/catalogue/nanjing-2023.catalogue.json') as { indicators: readonly Entry[]; units: readonly { code: string }[] };

  test('knows every indicator and unit of the example schemes', () => {
    for (const example of [districts, departments]) {
      expect(checkScheme(example, catalogue).filter((found) => found.level !== 'hint')).toEqual([]);
    }
  });

  test('has its 27 quantitative indicators all in the departments’ scheme', () => {
    const quantitative = catalogue.indicators.filter((indicator) => indicator.kind === 'quantitative').map((indicator) => indicator.code);
    expect(leavesOf(departments.groups[0]!.tree).map((leaf) => leaf.indicator).sort()).toEqual(quantitative.sort());
  });
});
