import { expect, test } from '@jest/globals';
import { aimText, saysMore } from './aim-text.js';

test.each([
  [{ comparator: '>=', value: '98.00' }, '≥ 98.00', '≥ 98.00'],
  [{ comparator: '~', value: '4' }, '约 4', 'about 4'],
  [{ comparator: '>=', value: '1200' }, '≥ 1,200', '≥ 1,200'],
  [{ comparator: 'improving', value: null }, '逐年提高', 'improving every year'],
  [{ comparator: 'full-coverage', value: '104' }, '全覆盖 104', 'full coverage 104'],
] as const)('%j is said in few characters', (aim, zh, en) => {
  expect([aimText(aim, 'zh'), aimText(aim, 'en')]).toEqual([zh, en]);
});

test.each([
  [{ comparator: '~', value: '4', qualifier: '左右' }, false],
  [{ comparator: '>=', value: '75', qualifier: '以上' }, false],
  [{ comparator: '=', value: '100', qualifier: '100%' }, false],
  [{ comparator: 'improving', value: null, qualifier: '逐年提高' }, false],
  [{ comparator: 'full-coverage', value: '100', qualifier: '全面执行' }, true],
  [{ comparator: '>=', value: '12', qualifier: '新增' }, true],
  [{ comparator: '>=', value: '12', qualifier: null }, false],
] as const)('whether the words of the plan in %j say more than the comparison: %s', (aim, more) => {
  expect(saysMore(aim)).toBe(more);
});
