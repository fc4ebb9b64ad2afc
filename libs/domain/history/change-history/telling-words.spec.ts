import { describe, expect, test } from '@jest/globals';
import type { Bilingual } from '#engine/kernel';
import { nameAt, type NameRow } from './names.projection.js';
import { both, date, instant, list, namesIn, shownAs, text, unit, word, type Shown } from './shown.js';
import { bothSentences, placesIn, requiredPlaces, sentenceOf } from './template.js';

describe('a sentence', () => {
  test('leaves out what stands in brackets where it has no value, and keeps it where it has', () => {
    expect(sentenceOf('to {a}[ by {b}][; {c}]', { a: '1', c: '3' })).toBe('to 1; 3');
    expect(sentenceOf('to {a}[ by {b}]', { a: '1', b: '' })).toBe('to 1 by ');
  });

  test('shows a place without a value, so that it is noticed', () => {
    expect(sentenceOf('to {a}', {})).toBe('to {a}');
  });

  test('never reads what people wrote as a template', () => {
    expect(sentenceOf('{a}[ {b}]', { a: '{b}[x]$&', b: '$1' })).toBe('{b}[x]$& $1');
    expect(bothSentences({ zh: '{a}', en: '{a}' }, { a: { zh: '甲', en: 'a' } })).toEqual({ zh: '甲', en: 'a' });
  });

  test('says which places it has, and which it needs', () => {
    expect([placesIn('{a} {b}[ {c}] {a}'), requiredPlaces('{a} {b}[ {c}] {a}')]).toEqual([['a', 'b', 'c'], ['a', 'b']]);
  });
});

describe('a value', () => {
  const names: Readonly<Record<string, Bilingual>> = { xuanwu: { zh: '玄武区', en: 'Xuanwu' } };
  const shown = (value: Shown) => shownAs(value, (_, key) => names[key]);

  test.each([
    [text('3.40'), '3.40', '3.40'], [unit('xuanwu'), '玄武区', 'Xuanwu'], [unit('gulou'), 'gulou', 'gulou'], [date('2025-06-30'), '2025年6月30日', '2025-06-30'], [date('soon'), 'soon', 'soon'],
    [instant('2025-06-30T16:30:00.000Z'), '2025年7月1日 00:30', '2025-07-01 00:30'], [instant('later'), 'later', 'later'], [list([], unit), '无', 'none'], [list(['xuanwu', 'gulou'], unit), '玄武区、gulou', 'Xuanwu, gulou'],
    [word({ a: { zh: '甲', en: 'A' } }, 'a'), '甲', 'A'], [word({}, 'constructor'), 'constructor', 'constructor'], [both({ zh: '是', en: 'yes' }), '是', 'yes'],
  ])('%j is shown in both languages', (value, zh, en) => {
    expect(shown(value)).toEqual({ zh, en });
  });

  test('that is not there is no value, nought is one', () => {
    expect([text(undefined), text(null), date(undefined), word({}, undefined), text(0)]).toEqual([undefined, undefined, undefined, undefined, { as: 'text', text: '0' }]);
  });

  test('says which names it needs', () => {
    expect(namesIn(list(['xuanwu', 'gulou'], unit)).map(({ key }) => key)).toEqual(['xuanwu', 'gulou']);
  });
});

describe('what a thing was called', () => {
  const row: NameRow = {
    of: 'unit', key: 'x',
    names: [{ position: 1, from: '2020-01-01', zh: '旧', en: 'old' }, { position: 5, from: '2025-07-01', zh: '新', en: 'new' }],
  };
  test.each([[3, '2025-08-01', '旧'], [6, '2025-06-30', '旧'], [6, '2025-07-01', '新']])('at position %i on %s was %s', (position, day, zh) => {
    expect(nameAt(row, position, `${day}T04:00:00.000Z`)?.zh).toBe(zh);
  });

  test('is its first name before that begins, and nothing before it has one', () => {
    expect([nameAt(row, 1, '2019-01-01T00:00:00.000Z')?.zh, nameAt(row, 0, '2025-01-01T00:00:00.000Z')]).toEqual(['旧', undefined]);
  });
});
