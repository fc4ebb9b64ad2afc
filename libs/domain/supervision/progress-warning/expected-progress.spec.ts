import { describe, expect, test } from '@jest/globals';
import { judged, type ProgressBasis } from './expected-progress.js';
import { card, target } from './progress-examples.js';

const basis = (changes: Parameters<typeof target>[0] = {}, accumulation: ProgressBasis['card']['accumulation'] = 'cumulative', start?: string): ProgressBasis => ({
  card: card({ accumulation }), target: target(changes), ...(start === undefined ? {} : { start }),
});
const brief = (...question: Parameters<typeof judged>) => {
  const answer = judged(...question);
  return answer && [answer.expected, answer.share, answer.light];
};

describe('expected progress of what is counted up', () => {
  // 5 months of 12 are 41.7 % of the year: 50 of 120.
  test.each([
    ['2025-05', '50', ['50', '1', 'green']],
    ['2025-05', '60', ['50', '1.2', 'green']],
    ['2025-05', '49', ['50', '0.98', 'yellow']],
    ['2025-05', '40', ['50', '0.8', 'yellow']],
    ['2025-05', '39', ['50', '0.78', 'red']],
    ['2025-05', '0', ['50', '0', 'red']],
    ['2025-Q1', '30', ['30', '1', 'green']],
    ['2025-H1', '30', ['60', '0.5', 'red']],
    ['2025', '119', ['120', '0.9916', 'yellow']],
  ])('%s, %s of 120', (period, value, expected) => {
    expect(brief(basis(), period, value)).toEqual(expected);
  });

  test('is judged on exact figures and cut, never rounded up: 41.6666 of 41.666… is not reached', () => {
    expect(brief(basis({ value: '100' }), '2025-05', '41.6666')).toEqual(['41.666667', '0.9999', 'yellow']);
    expect(brief(basis({ value: '100' }), '2025-05', '41.6667')).toEqual(['41.666667', '1', 'green']);
  });

  test('a limit is an allowance used up evenly', () => {
    const limit = basis({ comparator: '<=', value: '12' });
    expect([brief(limit, '2025-03', '3'), brief(limit, '2025-03', '0'), brief(limit, '2025-03', '4'), brief(limit, '2025-03', '30')]).toEqual([
      ['3', '1', 'green'], ['3', '1', 'green'], ['3', '0.75', 'red'], ['3', '0.1', 'red'],
    ]);
    expect(brief(basis({ comparator: '<=', value: '0' }), '2025-03', '1')).toEqual(['0', '0', 'red']);
    expect(brief(basis({ comparator: '<=', value: '0' }), '2025-03', '0')).toEqual(['0', '1', 'green']);
  });

  test('nothing is expected before its time', () => {
    expect(brief(basis({ profile: 'year-end' }), '2025-Q3', '0')).toBeUndefined();
    expect(brief(basis({ profile: 'year-end' }), '2025-11', '0')).toBeUndefined();
    expect(brief(basis({ profile: 'year-end' }), '2025-Q4', '60')).toEqual(['120', '0.5', 'red']);
    expect(brief(basis({ value: '0' }), '2025-Q1', '0')).toEqual(['0', '1', 'green']);
    expect(brief(basis({ value: '-10' }), '2025-Q2', '-6')).toEqual(['-5', '0', 'red']);
  });

  test('listed quarters hold until the next has ended', () => {
    const listed = basis({ profile: ['0.1', '0.3', '0.6', '1'] });
    expect(['2025-02', '2025-03', '2025-05', '2025-Q2', '2025-08', '2025-H1', '2025'].map((period) => brief(listed, period, '12')?.[0])).toEqual([undefined, '12', '12', '36', '36', '36', '120']);
  });
});

describe('expected progress of a level', () => {
  test('is the way from the start, for a ratio of levels hides standing still: 3.80 between 3.48 and 4.00 is 61.54 %', () => {
    const level = basis({ value: '4.00' }, 'latest', '3.48');
    expect(brief(level, '2025', '3.80')).toEqual(['4', '0.6153', 'red']);
    expect(brief(level, '2025-Q2', '3.74')).toEqual(['3.74', '1', 'green']);
    expect(brief(level, '2025-Q2', '3.40')).toEqual(['3.74', '-0.3076', 'red']);
    expect(brief(basis({ value: '4', profile: ['0', '0.5', '1', '1'] }, 'latest', '3'), '2025-Q1', '3')).toEqual(['3', '1', 'green']);
  });

  test('that is to fall is reversed', () => {
    const level = basis({ comparator: '<=', value: '5' }, 'latest', '9');
    expect([brief(level, '2025-Q2', '7'), brief(level, '2025-Q2', '7.3'), brief(level, '2025-Q2', '8')]).toEqual([['7', '1', 'green'], ['7', '0.85', 'yellow'], ['7', '0.5', 'red']]);
  });

  test('without a start, or with one beyond the target, is held against the target itself', () => {
    const held = { value: '96', profile: ['1', '1', '1', '1'] } as const;
    expect(brief(basis({ ...held, profile: [...held.profile] }, 'latest'), '2025-Q1', '95')).toEqual(['96', '0.9895', 'yellow']);
    expect(brief(basis({ ...held, profile: [...held.profile] }, 'latest', '98'), '2025-Q1', '97')).toEqual(['96', '1.0104', 'green']);
    const limit = basis({ comparator: '<=', value: '5' }, 'latest');
    expect([brief(limit, '2025-Q1', '5'), brief(limit, '2025-Q1', '6')]).toEqual([['5', '1', 'green'], ['5', '0.8333', 'yellow']]);
  });

  test('is not judged where there is no number to reach, or values are of single periods', () => {
    const { value: _none, ...unnumbered } = target();
    expect(judged({ card: card(), target: unnumbered }, '2025-Q1', '1')).toBeUndefined();
    expect(brief(basis({ comparator: '~' }), '2025-Q1', '1')).toBeUndefined();
    expect(brief(basis({}, 'period'), '2025-Q1', '1')).toBeUndefined();
  });
});
