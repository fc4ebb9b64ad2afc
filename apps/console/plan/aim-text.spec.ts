import { expect, test } from '@jest/globals';
import { aimText } from './aim-text.js';

test.each([
  [{ comparator: '>=', value: '98.00' }, '≥ 98.00', '≥ 98.00'],
  [{ comparator: '~', value: '4' }, '约 4', 'about 4'],
  [{ comparator: '>=', value: '1200' }, '≥ 1,200', '≥ 1,200'],
  [{ comparator: 'improving', value: null }, '逐年提高', 'improving every year'],
  [{ comparator: 'full-coverage', value: '104' }, '全覆盖 104', 'full coverage 104'],
] as const)('%j is said in few characters', (aim, zh, en) => {
  expect([aimText(aim, 'zh'), aimText(aim, 'en')]).toEqual([zh, en]);
});
