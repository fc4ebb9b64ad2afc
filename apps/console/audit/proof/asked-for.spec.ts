import { describe, expect, test } from '@jest/globals';
import { askedFor } from './asked-for.js';

describe('what is pasted to be proven', () => {
  test.each([
    ['4421', { what: 'event', position: '4421' }], [' #4421 ', { what: 'event', position: '4421' }], ['位置 4421', { what: 'event', position: '4421' }], ['log position 4421', { what: 'event', position: '4421' }],
    ['http://127.0.0.1/audit/events/4421?at=yesterday', { what: 'event', position: '4421' }],
    ['2024-districts/xuanwu', { what: 'result', round: '2024-districts', unit: 'xuanwu' }],
    ['result-2024-districts.xuanwu', { what: 'result', round: '2024-districts', unit: 'xuanwu' }],
    ['https://city.example/rounds/2024-districts/units/xuanwu', { what: 'result', round: '2024-districts', unit: 'xuanwu' }],
    ['/scores/districts/2025/xuanwu', { what: 'score', group: 'districts', year: '2025', unit: 'xuanwu' }],
    ['districts/xuanwu', { what: 'score', group: 'districts', unit: 'xuanwu' }],
  ])('%s', (text, asked) => {
    expect(askedFor(text, ['districts'])).toEqual(asked);
  });

  test.each(['', '0', '-3', 'hello', '4421.5', 'a b'])('%j is nothing that can be proven', (text) => {
    expect(askedFor(text)).toBeUndefined();
  });
});
