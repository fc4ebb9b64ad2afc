import { describe, expect, test } from '@jest/globals';
import { withCarried } from './carried.js';

describe('going to another page', () => {
  test('takes the moment and the year along, not what a list was filtered by', () => {
    expect(withCarried('/scores', '?at=yesterday&year=2025&unit=xuanwu&cursor=abc&page=3')).toBe('/scores?at=yesterday&year=2025');
  });

  test('does not overrule what the link says itself', () => {
    expect(withCarried('/supervision/ledger?unit=gulou&light=red', 'year=2024&unit=xuanwu&at=4711')).toBe('/supervision/ledger?unit=gulou&light=red&at=4711&year=2024');
  });

  test('leaves an address without fields as it is', () => {
    expect(withCarried('/plan', '')).toBe('/plan');
  });
});
