import { describe, expect, test } from '@jest/globals';
import { schemeSchema, type LeafText } from '../scheme/scheme.js';
import type { GroupInput, UnitInput } from '../sheet/input.js';
import { reweight } from './reweight.js';
import { whatIf } from './what-if.js';

const t = (text: string) => ({ zh: text, en: text });
const leaf = (code: string, points: string): LeafText => ({ code, title: t(code), indicator: code, points, method: { type: 'goalposts', min: '0', max: '100' } });
const scheme = schemeSchema.parse({
  schemaVersion: 1, id: 'base', title: t('base'),
  groups: [{
    code: 'g', title: t('g'), units: '*', rounding: { places: 2 },
    bands: [{ code: 'A', title: t('A'), from: '70' }, { code: 'B', title: t('B'), to: '70' }],
    deductions: { rules: [{ code: 'late', title: t('late'), kind: 'late-report', points: '0.5' }] },
    tree: { code: 'total', title: t('total'), aggregate: 'sum-of-points', points: '100', children: [leaf('x', '60'), leaf('y', '40')] },
  }],
});
const unit = (x: string, y: string): UnitInput => ({ values: { x: { state: 'reported', value: x }, y: { state: 'reported', value: y } } });
const input: GroupInput = { units: { a: unit('90', '30'), b: unit('50', '95') } };

describe('what if', () => {
  test('nothing is supposed, nothing moves', () => {
    const { units } = whatIf(scheme, 'g', input, {});
    expect(units.map((one) => [one.shift, one.rankShift, one.gradeChanged, one.movers])).toEqual([['0', 0, false, []], ['0', 0, false, []]]);
  });

  test('other weights change places, and the sheet says which node moved whom', () => {
    const { units } = whatIf(scheme, 'g', input, { weights: { x: '80', y: '20' } });
    const [a, b] = units;
    expect(a).toMatchObject({ unit: 'a', before: { published: '66.00', rank: 2, grade: 'B' }, after: { published: '78.00', rank: 1, grade: 'A' }, shift: '12', rankShift: 1, gradeChanged: true });
    expect(a!.movers).toEqual([
      { node: 'x', title: t('x'), before: '54', after: '72', shift: '18' },
      { node: 'y', title: t('y'), before: '12', after: '6', shift: '-6' },
    ]);
    expect(b!.rankShift).toBe(-1);
  });

  test('hypothetical values and facts are scored without touching the real ones', () => {
    const supposed = whatIf(scheme, 'g', input, {
      values: { a: { y: { value: { state: 'reported', value: '80' } } } },
      units: { b: { supervision: [{ kind: 'late-report', matter: 'm' }] } },
    });
    expect(supposed.after.units.map((one) => one.published)).toEqual(['86.00', '67.50']);
    expect(supposed.units[1]!.movers).toEqual([{ node: '(deduction)', title: { zh: '扣分', en: 'Deduction' }, before: '0', after: '-0.5', shift: '-0.5' }]);
    expect(supposed.before.units.map((one) => one.published)).toEqual(['66.00', '68.00']);
    expect(input.units['a']!.values['y']!.value).toBe('30');
  });

  test('another scheme altogether', () => {
    const other = reweight(scheme, 'g', { x: '0', y: '100' });
    expect(whatIf(scheme, 'g', input, { scheme: other }).after.units.map((one) => one.published)).toEqual(['30.00', '95.00']);
  });

  test('a node or unit that does not exist is a fault', () => {
    expect(() => whatIf(scheme, 'g', input, { weights: { z: '1' } })).toThrow('no node z');
    expect(() => whatIf(scheme, 'g', input, { values: { c: {} } })).toThrow('unit c');
  });
});
