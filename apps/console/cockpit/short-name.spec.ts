import { describe, expect, it } from '@jest/globals';
import { shortName } from './short-name.js';

describe('a short name', () => {
  it.each([
    ['Xuanwu District', 'Xuanwu'], ['Jiangbei New Area', 'Jiangbei New Area'], ['Municipal Civil Affairs Bureau', 'Civil Affairs Bureau'],
    ['Municipal Administration for Market Regulation', 'Municipal Administration for Market Regulation'], ['玄武区', '玄武区'],
  ])('of %s is %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });
});
