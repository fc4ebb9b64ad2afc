import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal } from '#engine/kernel';
import { given, person } from '#engine/testing';
import type { PlanEvent } from '../plan.events.js';
import { adopted, defined, measure, plan, target, targetSet, units } from '../plan-examples.js';
import { apportion, compose } from './decomposition.js';
import { decomposeTarget, type DecomposeTarget } from './decompose-target.js';

const districts = ['xuanwu', 'qinhuai', 'gulou'];
const known: Record<string, ReturnType<typeof units>[string]> = units(...districts);
const past = [adopted, measure(), defined(), targetSet()];
const decomposing = (changes: Partial<DecomposeTarget> = {}): DecomposeTarget =>
  ({ plan, indicator: 'tech-incubators', year: 2025, rule: 'sum', parts: districts.map((unit) => ({ unit })), ...changes });
const valued = (...values: string[]) => districts.map((unit, at) => ({ unit, value: values[at]! }));
const rate = [adopted, measure(), defined({ measurementUnit: '%', decimals: 2, range: { min: '0', max: '100' } }), targetSet({ value: '98.5' })];

describe('decomposing the city target', () => {
  test('a count is divided equally and nothing is lost: the first units get the odd steps', () => {
    given(...past).when(decomposeTarget, decomposing(), { toldFrom: known })
      .then(targetSet({ unit: 'xuanwu', value: '87' }), targetSet({ unit: 'qinhuai', value: '87' }), targetSet({ unit: 'gulou', value: '86' }));
  });

  test('shares divide a count in proportion', () => {
    given(...past).when(decomposeTarget, decomposing({ parts: [{ unit: 'xuanwu', weight: '3' }, { unit: 'gulou', weight: '1' }], profile: 'linear' }), { toldFrom: units('xuanwu', 'gulou') })
      .then(targetSet({ unit: 'xuanwu', value: '195', profile: 'linear' }), targetSet({ unit: 'gulou', value: '65', profile: 'linear' }));
  });

  test('given values may ask more than the city does, and are refused with the difference when they ask less', () => {
    given(...past).when(decomposeTarget, decomposing({ parts: valued('90', '90', '90') }), { toldFrom: known })
      .then(...districts.map((unit) => targetSet({ unit, value: '90' })));
    given(...past).when(decomposeTarget, decomposing({ parts: valued('80', '90', '70') }), { toldFrom: known })
      .thenRefused('plan.decomposition-differs', { total: '240', city: '260', comparator: '>=', difference: '-20' }, 'body.parts');
  });

  test('a rate is weighed by what it is taken of', () => {
    const parts = (value: string) => [{ unit: 'xuanwu', value: '99', weight: '1' }, { unit: 'gulou', value, weight: '3' }];
    const told = { toldFrom: units('xuanwu', 'gulou') };
    given(...rate).when(decomposeTarget, decomposing({ rule: 'weighted-mean', parts: parts('98.34') }), told)
      .then(targetSet({ unit: 'xuanwu', value: '99' }), targetSet({ unit: 'gulou', value: '98.34' }));
    given(...rate).when(decomposeTarget, decomposing({ rule: 'weighted-mean', parts: parts('98') }), told)
      .thenRefused('plan.decomposition-differs', { total: '98.25', city: '98.5', comparator: '>=', difference: '-0.25' });
  });

  test('a rate that must hold everywhere is everybody’s, and may be stricter for one', () => {
    const parts = [{ unit: 'xuanwu' }, { unit: 'gulou', value: '99' }];
    given(...rate).when(decomposeTarget, decomposing({ rule: 'each', parts }), { toldFrom: units('xuanwu', 'gulou') })
      .then(targetSet({ unit: 'xuanwu', value: '98.5' }), targetSet({ unit: 'gulou', value: '99' }));
    given(...rate).when(decomposeTarget, decomposing({ rule: 'each', parts: [{ unit: 'xuanwu' }, { unit: 'gulou', value: '98' }] }), { toldFrom: units('xuanwu', 'gulou') })
      .thenRefused('plan.decomposition-differs', { total: '98', city: '98.5', comparator: '>=', difference: '-0.5' });
  });

  test('units that have a target are revised with the document, the others set, the unchanged left alone', () => {
    const again = [...past, targetSet({ unit: 'xuanwu', value: '100' }), targetSet({ unit: 'gulou', value: '86' })];
    const change: PlanEvent = {
      type: 'plan.TargetRevised', validAt: '2025',
      data: { plan, target: target({ unit: 'xuanwu', value: '87' }), from: target({ unit: 'xuanwu', value: '100' }), document: '宁质发〔2025〕3号' },
    };
    given(...again).when(decomposeTarget, decomposing(), { toldFrom: known, authority: '宁质发〔2025〕3号' }).then(change, targetSet({ unit: 'qinhuai', value: '87' }));
    given(...again).when(decomposeTarget, decomposing(), { toldFrom: known }).thenRefused('plan.document-required');
  });

  test.each([
    ['an unknown indicator', decomposing({ indicator: 'constructor' }), past, known, 'plan.unknown-indicator'],
    ['a year without a city target', decomposing({ year: 2026 }), past, known, 'plan.no-city-target'],
    ['a city target without a number', decomposing(), [adopted, measure(), defined(), { type: 'plan.TargetSet', data: { plan, target: { indicator: 'tech-incubators', unit: 'city', year: 2025, comparator: 'improving', profile: 'linear' } } } as PlanEvent], known, 'plan.no-city-target'],
    ['a unit named twice', decomposing({ parts: [{ unit: 'xuanwu' }, { unit: 'xuanwu' }] }), past, units('xuanwu'), 'plan.unit-named-twice'],
    ['an unknown unit', decomposing(), past, units('xuanwu'), 'plan.unknown-unit'],
    ['a unit that does not report', decomposing({ parts: [{ unit: 'finance' }] }), past, units('finance'), 'plan.not-a-reporting-unit'],
    ['a value for some units only', decomposing({ parts: [{ unit: 'xuanwu', value: '100' }, { unit: 'gulou' }] }), past, units('xuanwu', 'gulou'), 'plan.bad-weight'],
    ['a share that is not positive', decomposing({ parts: [{ unit: 'xuanwu', weight: '0' }, { unit: 'gulou' }] }), past, units('xuanwu', 'gulou'), 'plan.bad-weight'],
    ['a mean without weights', decomposing({ rule: 'weighted-mean', parts: valued('99', '99', '99') }), rate, known, 'plan.bad-weight'],
  ] as const)('%s is refused', (_, command, events, toldFrom, code) => {
    given(...events).when(decomposeTarget, command, { toldFrom }).thenRefused(code);
  });

  test('only the bureau decomposes', () => {
    given(...past).as(person('reporter', { unit: 'xuanwu', roles: { reporter: 'all' } })).when(decomposeTarget, decomposing(), { toldFrom: known }).thenForbidden();
  });
});

describe('apportioning', () => {
  test('gives every step away, no unit more than one step off its exact share', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2 }), fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 }), (steps, decimals, shares) => {
      const value = decimal(steps).div(decimal(10).pow(decimals)).toFixed();
      const parts = apportion(value, decimals, shares.map(String));
      expect(parts.reduce((sum, part) => sum.plus(part), decimal(0)).toFixed()).toBe(value);
      const whole = shares.reduce((a, b) => a + b, 0);
      for (const [at, part] of parts.entries()) {
        expect(decimal(part).minus(decimal(value).times(shares[at]!).div(whole)).abs().lt(decimal(1).div(decimal(10).pow(decimals)))).toBe(true);
      }
    }));
  });

  test('equal shares of an apportioned count always carry it', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1, max: 30 }), (value, count) => {
      const parts = apportion(String(value), 0, Array.from({ length: count }, () => '1')).map((part, at) => ({ unit: `u${at}`, value: part }));
      for (const comparator of ['>=', '<=', '='] as const) expect(compose('sum', { comparator, value: String(value) }, 0, parts)).toEqual({ total: String(value), difference: '0', carries: true });
    }));
  });

  test('a ceiling is carried by less and broken by more', () => {
    const parts = [{ unit: 'a', value: '3' }, { unit: 'b', value: '5' }];
    expect(compose('sum', { comparator: '<=', value: '9' }, 0, parts)).toEqual({ total: '8', difference: '-1', carries: true });
    expect(compose('each', { comparator: '<=', value: '4' }, 0, parts)).toEqual({ total: '5', difference: '1', carries: false });
    expect(compose('each', { comparator: '=', value: '4' }, 0, parts)).toEqual({ total: '3', difference: '-1', carries: false });
  });
});
