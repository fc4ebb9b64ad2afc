import { describe, expect, test } from '@jest/globals';
import { difference } from './difference.js';

describe('the change against the value before', () => {
  test.each([
    ['23', '22', '+1'], ['22', '23', '−1'], ['23', '23', '0'], ['0.3', '0.1', '+0.2'], ['96.5', '96.45', '+0.05'], ['-1.5', '2', '−3.5'], ['100', '99.999', '+0.001'], ['123456789012345.123', '0.001', '+123456789012345.122'],
  ])('from %s and %s is %s', (now, before, apart) => {
    expect(difference(now, before)).toBe(apart);
  });

  test('is not told where one is missing', () => {
    expect([difference(null, '1'), difference('1', undefined)]).toEqual([undefined, undefined]);
  });
});
