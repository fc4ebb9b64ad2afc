import { expect, test } from '@jest/globals';
import { cutPercent } from './cut-percent.js';

test.each([
  ['0.57', '57.0%'],
  ['0.29', '29.0%'],
  ['0.9999', '99.9%'],
  ['1', '100.0%'],
  ['1.2345', '123.4%'],
  ['0', '0.0%'],
  ['0.005', '0.5%'],
  ['0.0009', '0.0%'],
])('a rate of %s is shown as %s', (rate, shown) => {
  expect(cutPercent(rate)).toBe(shown);
});
