import { describe, expect, test } from '@jest/globals';
import { markAt, nextMark, placeOf, type Mark } from './marks.js';

const mark = (position: number): Mark => ({ name: `m${position}`, kind: 'freeze', title: { zh: '冻结', en: 'freeze' }, position, recordedAt: '2026-01-01T00:00:00.000Z' });
const marks = [mark(40), mark(10), mark(25)];

describe('named moments on the line over the log', () => {
  test('lead to the next and the one before, in whatever order they came', () => {
    expect([nextMark(marks, 25, false)?.position, nextMark(marks, 25, true)?.position, nextMark(marks, 40, false), nextMark(marks, 10, true)]).toEqual([40, 10, undefined, undefined]);
  });

  test('tell after which moment a position lies', () => {
    expect([markAt(marks, 9), markAt(marks, 10)?.position, markAt(marks, 39)?.position]).toEqual([undefined, 10, 25]);
  });

  test('stand on the line from its beginning to its end', () => {
    expect([placeOf(1, 101), placeOf(51, 101), placeOf(101, 101), placeOf(500, 101), placeOf(1, 1)]).toEqual([0, 50, 100, 100, 100]);
  });
});
