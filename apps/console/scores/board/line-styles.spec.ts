import { expect, test } from '@jest/globals';
import { lineStyleOf } from './line-styles.js';

test('32 lines differ in colour or marker', () => {
  const looks = Array.from({ length: 32 }, (_, index) => { const { colour, symbol } = lineStyleOf(index); return `${colour} ${symbol}`; });
  expect(new Set(looks).size).toBe(32);
});

test('lines of the same colour differ in their dashes too, turn by turn', () => {
  expect([0, 8, 16].map((index) => lineStyleOf(index).dashed)).toEqual([false, true, false]);
});
