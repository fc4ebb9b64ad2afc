import { describe, expect, test } from '@jest/globals';
import { nextCode } from './codes.js';

describe('the next code', () => {
  test.each<[readonly string[], string]>([[[], 'q-1'], [['q-1', 'q-2'], 'q-3'], [['q-9', 'other-12', 'q-x'], 'q-10']])('after %j is %s', (taken, next) => {
    expect(nextCode('q', taken)).toBe(next);
  });
});
