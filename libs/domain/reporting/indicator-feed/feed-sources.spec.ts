import { describe, expect, test } from '@jest/globals';
import { BadFeedSources, readFeedSources } from './feed-sources.js';

describe('the list of feed sources', () => {
  test('names for each source the units and indicators that it may send', () => {
    expect(readFeedSources(' /nanjing/statistics all rd-expenditure-share|tech-incubators, /nanjing/standards xuanwu|gulou all ')).toEqual({
      '/nanjing/statistics': { units: 'all', indicators: ['rd-expenditure-share', 'tech-incubators'] },
      '/nanjing/standards': { units: ['xuanwu', 'gulou'], indicators: 'all' },
    });
    expect(readFeedSources('')).toEqual({});
  });

  test.each(['/a all', '/a all all more', '/a all x||y', '/a all all, /a xuanwu all'])('is refused when it cannot be read: %s', (text) => {
    expect(() => readFeedSources(text)).toThrow(BadFeedSources);
  });
});
