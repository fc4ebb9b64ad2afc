import { describe, expect, test } from '@jest/globals';
import { compare, difference, isDecimal, percent, plain, rounded, signed, sumOf } from './decimals.js';

describe('exact decimals of the console', () => {
  test('add up as by hand, where binary fractions would not', () => {
    expect([sumOf(['0.1', '0.2']), sumOf([]), difference('99.24', '99.2359'), sumOf(['-1.5', '1.25'])]).toEqual(['0.3', '0', '0.0041', '-0.25']);
    expect(sumOf(['34.48275862068965517241', '0.00000000000000000009'])).toBe('34.48275862068965517250');
  });

  test('round half away from zero and write every place', () => {
    expect([rounded('82.505', 2), rounded('-82.505', 2), rounded('3', 2), rounded('0.004', 2), rounded('-0.004', 2)]).toEqual(['82.51', '-82.51', '3.00', '0.00', '0.00']);
  });

  test('compare, shorten and sign', () => {
    expect([compare('1.10', '1.1'), compare('-2', '1'), compare('10', '9.99')]).toEqual([0, -1, 1]);
    expect([plain('6.00'), plain('100'), percent('0.311827956989'), signed('0.12'), signed('-1'), signed('0.00')]).toEqual(['6', '100', '31.2', '+0.12', '−1', '0']);
  });

  test('know what the server takes for a decimal', () => {
    expect(['1', '-0.5', '01', '1.', '1e3', '', '１'].map(isDecimal)).toEqual([true, true, false, false, false, false, false]);
  });
});
