import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostileJson } from '#engine/testing/generators';
import { content } from './finding-examples.js';
import { findingContent } from './finding.events.js';
import { contentField, evidenceField, findingParams, supportingField, timeAllowedField } from './supervision-input.js';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean => schema.safeParse(value).success;

describe('what a request may say of a finding', () => {
  test('content comes out as a fact carries it, without fields that were not given', () => {
    expect(contentField.parse(content())).toEqual(content());
    const { urgency: _, supporting: __, plan: ___, measure: ____, indicator: _____, responsibleLeader: ______, ...least } = content();
    expect(contentField.parse(least)).toEqual({ ...least, urgency: 'ordinary', supporting: [] });
    expect(contentField.parse({ ...least, source: { kind: 'instruction', ref: 'matter-m-1', document: '宁府批〔2025〕3号' } })).toMatchObject({ source: { kind: 'instruction', ref: 'matter-m-1', document: '宁府批〔2025〕3号' } });
  });

  test('whatever is accepted fits the log', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(content())), hostileJson, (field, odd) => {
        const result = contentField.safeParse({ ...content(), [field]: odd });
        if (result.success) expect(() => findingContent.parse(result.data)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['an empty title', { title: ' ' }], ['a title that is too long', { title: '长'.repeat(201) }], ['hidden direction characters', { problem: 'a\u202eb' }], ['an unknown severity', { severity: 'fatal' }],
    ['an unknown source', { source: { kind: 'rumour' } }], ['a unit that is no code', { unit: '玄武区' }], ['a unit that would leave its stream', { unit: 'xuanwu.2' }], ['a field nobody knows', { points: 5 }],
    ['measure 0', { measure: 0 }], ['a period that is none', { period: '2025-13' }], ['more supporting units than a matter has', { supporting: Array.from({ length: 51 }, (_, at) => `u-${at}`) }],
  ])('%s is not acceptable', (_, changes) => {
    expect(accepts(contentField, { ...content(), ...changes })).toBe(false);
  });

  test('time is allowed until a date that exists, or for some days of a kind', () => {
    for (const good of [{ on: '2025-03-31' }, { days: 1, kind: 'working' }, { days: 3_650, kind: 'calendar' }]) expect(timeAllowedField.parse(good)).toEqual(good);
    for (const bad of [{ on: '2025-02-30' }, { days: 0, kind: 'working' }, { days: 1.5, kind: 'working' }, { days: 5 }, { on: '2025-03-31', days: 5, kind: 'working' }, { days: 3_651, kind: 'calendar' }]) {
      expect(accepts(timeAllowedField, bad)).toBe(false);
    }
  });

  test('evidence are addresses, few of them; codes have no dots', () => {
    expect([evidenceField.parse(undefined), supportingField.parse(undefined)]).toEqual([[], []]);
    expect([accepts(evidenceField, ['a'.repeat(64)]), accepts(evidenceField, ['A'.repeat(64)]), accepts(evidenceField, Array(21).fill('a'.repeat(64)))]).toEqual([true, false, false]);
    expect([accepts(findingParams, { finding: 'f-2025-012' }), accepts(findingParams, { finding: 'f.1' }), accepts(findingParams, { finding: '' })]).toEqual([true, false, false]);
  });
});
