import { expect, test } from '@jest/globals';
import { shortMask } from './masked.js';

test.each([
  ['王*', '王***'],
  ['D****************************', 'D***'],
  ['D**** *****', 'D***'],
  ['138****1234', '138***1234'],
  ['Li Ming', 'Li Ming'],
] as const)('%s is shown as %s', (masked, shown) => {
  expect(shortMask(masked)).toBe(shown);
});
