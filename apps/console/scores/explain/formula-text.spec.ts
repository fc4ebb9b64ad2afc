import { expect, test } from '@jest/globals';
import { formulaText } from './formula-text.js';

test.each([
  ['2 ÷ 3 = ≈0.666667', '2 ÷ 3 ≈ 0.666667', '2 ÷ 3 ≈ 0.666667'],
  ['(-1 − 2) ÷ 3 = -1', '(−1 − 2) ÷ 3 = −1', '(−1 − 2) ÷ 3 = −1'],
  ['A [90, +∞)', 'A 90 分及以上', 'A 90 and above'],
  ['B [80, 90)', 'B 80 至不足 90 分', 'B 80 to below 90'],
  ['D [−∞, 60)', 'D 不足 60 分', 'D below 60'],
] as const)('%s is written as people write it', (formula, zh, en) => {
  expect([formulaText(formula, 'zh'), formulaText(formula, 'en')]).toEqual([zh, en]);
});
