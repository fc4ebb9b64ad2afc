import { describe, expect, test } from '@jest/globals';
import type { Target } from '../plan.events.js';
import { card, plan, target } from '../plan-examples.js';
import type { DecomposeTarget } from './decompose-target.js';
import { decompositionPreview } from './decomposition-preview.js';

const whole = { ...target(), value: '260' };
const command = (changes: Partial<DecomposeTarget> = {}): DecomposeTarget =>
  ({ plan, indicator: 'tech-incubators', year: 2025, rule: 'sum', parts: [{ unit: 'xuanwu' }, { unit: 'qinhuai' }, { unit: 'gulou' }], ...changes });
const inForce = (...targets: Target[]): ReadonlyMap<string, Target> => new Map(targets.map((one) => [one.unit, one]));

describe('the preview of a decomposition', () => {
  test('says what each unit would get, and that nothing is lost', () => {
    expect(decompositionPreview(command(), card(), whole, inForce())).toEqual({
      total: '260', difference: '0', carries: true, documentNeeded: false,
      lines: [
        { unit: 'xuanwu', value: '87', weight: null, before: null, change: 'set' },
        { unit: 'qinhuai', value: '87', weight: null, before: null, change: 'set' },
        { unit: 'gulou', value: '86', weight: null, before: null, change: 'set' },
      ],
    });
  });

  test('shows what is revised, which needs a document, and leaves the unchanged alone', () => {
    const { lines, documentNeeded } = decompositionPreview(command(), card(), whole, inForce(target({ unit: 'xuanwu', value: '100' }), target({ unit: 'gulou', value: '86' })));
    expect(lines.map(({ before, change }) => [before, change])).toEqual([['100', 'revised'], [null, 'set'], ['86', 'unchanged']]);
    expect(documentNeeded).toBe(true);
  });

  test('shows the difference of parts that do not carry the whole', () => {
    const parts = [{ unit: 'xuanwu', value: '100' }, { unit: 'gulou', value: '150' }];
    expect(decompositionPreview(command({ parts }), card(), whole, inForce())).toMatchObject({ total: '250', difference: '-10', carries: false });
  });
});
