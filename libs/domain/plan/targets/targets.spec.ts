import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { project } from '#engine/testing';
import { adopted, plan, target, targetSet } from '../plan-examples.js';
import type { PlanEvent } from '../plan.events.js';
import { targets } from './targets.projection.js';

const revised = (value: string, from: string, at: number): PlanEvent => ({ type: 'plan.TargetRevised', data: { plan, target: target({ value }), from: target({ value: from }), document: `宁质发〔2025〕${at}号` } });

describe('the targets', () => {
  test('each unit and year has its own row; one without a number has no value', () => {
    const { value: _, ...wordless } = target({ unit: 'gulou', comparator: 'improving', qualifier: '逐年提高' });
    const rows = project(targets).given(adopted, targetSet(), targetSet({ unit: 'xuanwu', value: '30', profile: ['0', '0.2', '0.5', '1'] }), { type: 'plan.TargetSet', data: { plan, target: wordless } }).rows();
    expect(Object.keys(rows)).toEqual(['nanjing-2023/tech-incubators/city/2025', 'nanjing-2023/tech-incubators/gulou/2025', 'nanjing-2023/tech-incubators/xuanwu/2025']);
    expect(rows['nanjing-2023/tech-incubators/gulou/2025']).toMatchObject({ value: null, qualifier: '逐年提高', comparator: 'improving' });
    expect(rows['nanjing-2023/tech-incubators/xuanwu/2025']).toMatchObject({ value: '30', qualifier: null, profile: ['0', '0.2', '0.5', '1'] });
  });

  test('any sequence of setting and revising keeps every value with its document, oldest first', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 999 }).map(String), { maxLength: 15 }), (values) => {
      const all = ['260', ...values];
      const row = project(targets).given(targetSet(), ...values.map((value, at) => revised(value, all[at]!, at + 1))).row('nanjing-2023/tech-incubators/city/2025')!;
      expect(row.history.map((version) => [version.value, version.document])).toEqual(all.map((value, at) => [value, at === 0 ? null : `宁质发〔2025〕${at}号`]));
      expect([row.value, row.history.at(-1)?.position]).toEqual([all.at(-1), all.length]);
    }), { numRuns: 40 });
  });
});
