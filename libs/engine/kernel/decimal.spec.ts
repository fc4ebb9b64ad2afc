import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, decimalProblem, fixed, round, textOf } from './decimal.js';

describe('decimals from outside', () => {
  test.each(['0', '96', '-3.5', '0.000000000001', '999999999999999'])('%s is taken', (text) => {
    expect(decimalProblem(text)).toBeUndefined();
  });

  test.each(['NaN', 'Infinity', '-Infinity', '1e400', '1E5', '+1', '01', '.5', '5.', '1,000', '９６', ' 96', '96 ', '', '0x10', '--1', '1.2.3', '٩٦'])('%j is no decimal', (text) => {
    expect(decimalProblem(text)).toBe('not-a-decimal');
  });

  test.each([[NaN], [96], [null], [undefined], [{}], [['96']]])('%p is no decimal either: numbers travel as text', (value) => {
    expect(decimalProblem(value)).toBe('not-a-decimal');
  });

  test('twenty digits and more are too many, and -0 is asked to be 0', () => {
    expect(decimalProblem('12345678901234567890')).toBe('too-many-digits');
    expect(decimalProblem('0.1234567890123')).toBe('too-many-digits');
    expect(decimalProblem('-0')).toBe('negative-zero');
    expect(decimalProblem('-0.00')).toBe('negative-zero');
  });

  test('every accepted text is kept exactly', () => {
    fc.assert(fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat({ max: 999_999 }), (whole, fraction) => {
      const text = `${whole}.${String(fraction).padStart(6, '0')}`;
      if (decimalProblem(text)) return;
      expect(decimal(textOf(decimal(text))).eq(text)).toBe(true);
    }));
  });
});

describe('rounding', () => {
  test('half-up goes away from zero on a tie, half-even to the even digit', () => {
    expect(fixed(decimal('2.345'), 2)).toBe('2.35');
    expect(fixed(decimal('-2.345'), 2)).toBe('-2.35');
    expect(fixed(decimal('2.345'), 2, 'half-even')).toBe('2.34');
    expect(fixed(decimal('2.999'), 2, 'down')).toBe('2.99');
    expect(fixed(decimal('86'), 2)).toBe('86.00');
    expect(fixed(decimal('-0.001'), 2)).toBe('0.00');
  });

  test('0.1 + 0.2 is 0.3', () => {
    expect(textOf(decimal('0.1').plus('0.2'))).toBe('0.3');
  });

  test('rounding twice can differ from rounding once, which is why it happens once', () => {
    const value = decimal('2.449');
    expect(textOf(round(value, 0))).toBe('2');
    expect(textOf(round(round(round(value, 2), 1), 0))).toBe('3');
  });

  test('what is no finite decimal is a fault past the edge', () => {
    expect(() => decimal('NaN')).toThrow(RangeError);
    expect(() => decimal('Infinity')).toThrow(RangeError);
  });
});
