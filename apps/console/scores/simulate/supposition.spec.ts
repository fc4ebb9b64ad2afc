import { describe, expect, test } from '@jest/globals';
import { readValues, readWeights, usableValues, usableWeights, writeValues, writeWeights } from './supposition.js';

describe('a supposition in the address', () => {
  test('comes back as it went', () => {
    const values = [{ unit: 'xuanwu', indicator: 'rd.share', value: '3.5' }, { unit: 'pukou', indicator: 'x', value: '' }];
    expect(readValues(writeValues(values)!)).toEqual(values);
    const weights = new Map([['innovation', '25'], ['safety', '23.5']]);
    expect(readWeights(writeWeights(weights)!)).toEqual(weights);
    expect([writeValues([]), writeWeights(new Map([['a', '']])), readValues(null), [...readWeights(null)]]).toEqual([undefined, undefined, [], []]);
  });

  test('is sent only as far as it is complete', () => {
    expect(usableValues([{ unit: 'a', indicator: 'x', value: '1' }, { unit: 'a', indicator: 'y', value: '2.' }, { unit: '', indicator: 'y', value: '2' }])).toEqual({ a: { x: '1' } });
    expect([usableValues([]), usableWeights(new Map([['a', 'b']])), usableWeights(new Map([['a', '1']]))]).toEqual([undefined, undefined, { a: '1' }]);
  });
});
