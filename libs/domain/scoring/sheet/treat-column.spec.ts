import { describe, expect, test } from '@jest/globals';
import { decimal } from '#engine/kernel';
import { limitsOf, percentile, shapeOf } from './treat-column.js';

const values = (...numbers: number[]) => numbers.map((number) => decimal(number));
const outliers = (skew: string, kurtosis: string, maxPoints = 5) => ({ type: 'winsorise-outliers', skew, kurtosis, maxPoints }) as const;

describe('outlier treatment', () => {
  const extreme = values(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100);

  test('measures skew and excess kurtosis as Excel and COINr do', () => {
    const shape = shapeOf(extreme)!;
    expect([shape.skew.toFixed(6), shape.kurtosis.toFixed(6)]).toEqual(['3.063241', '9.741391']);
  });

  test('there is no shape below four values or without spread', () => {
    expect(shapeOf(values(1, 2, 3))).toBeUndefined();
    expect(shapeOf(values(5, 5, 5, 5))).toBeUndefined();
  });

  test('moves the extreme point to the next one, on the side of the skew', () => {
    expect(limitsOf(outliers('2', '3.5'), extreme)).toMatchObject({ moved: 1, high: decimal(30), low: decimal(1) });
    const mirrored = extreme.map((value) => value.negated());
    expect(limitsOf(outliers('2', '3.5'), mirrored)).toMatchObject({ moved: 1, low: decimal(-30), high: decimal(-1) });
  });

  test('acts only where skew and kurtosis are both too high', () => {
    expect(limitsOf(outliers('2', '50'), extreme)).toBeUndefined();
    expect(limitsOf(outliers('50', '3.5'), extreme)).toBeUndefined();
  });

  test('stops after the stated number of points', () => {
    expect(limitsOf(outliers('0', '-9', 2), extreme)!.moved).toBe(2);
  });

  test('percentiles interpolate between order statistics', () => {
    expect(percentile(values(1, 2, 3, 4), decimal('0.25')).toFixed()).toBe('1.75');
    expect(percentile(values(7), decimal('0.9')).toFixed()).toBe('7');
  });
});
