import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { displayWidth, pad, printable, wrapped } from './width.js';

describe('the width of a text', () => {
  test.each([
    ['abc', 3], ['', 0], ['玄武区', 6], ['得分96.5%', 9], ['，。（）', 8], ['ﾊﾝｶｸ', 4], ['ＡＢ', 4], ['한국', 4], ['か\u3099', 2], ['e\u0301', 1], ['≈½×', 3], ['│├─', 3], ['①', 1],
    ['👍', 2], ['👨‍👩‍👧', 2], ['🇨🇳', 2], ['❤️', 2], ['⌚', 2], ['𠮷野家', 6], ['㐀', 2], ['a\u200bb', 2], ['\u001b[31m红\u001b[39m', 2], ['ㄅㄆ', 4], ['〇', 2],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test('is never changed by colours', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => displayWidth(`\u001b[1m${printable(text)}\u001b[22m`) === displayWidth(printable(text))));
  });
});

describe('padding', () => {
  test('fills to the width on either side and leaves what is longer', () => {
    expect([pad('区', 4), pad('区', 4, 'right'), pad('玄武区', 4)]).toEqual(['区  ', '  区', '玄武区']);
  });
});

describe('wrapping', () => {
  test('breaks English between words and Chinese anywhere', () => {
    expect(wrapped('a report is verified', 8)).toEqual(['a report', 'is', 'verified']);
    expect(wrapped('填报一个指标值', 6)).toEqual(['填报一', '个指标', '值']);
  });

  test('breaks a word that is longer than a line', () => {
    expect(wrapped('https://example.org/long', 10)).toEqual(['https://ex', 'ample.org/', 'long']);
  });

  test('never makes a line that is too wide and loses nothing but spaces', () => {
    const texts = fc.array(fc.oneof(fc.constantFrom('玄武', '区', ' ', 'report', '，', '96.5%', '👍'), fc.string({ maxLength: 5 }))).map((parts) => printable(parts.join('')));
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 30 }), (text, columns) => {
        const lines = wrapped(text, columns);
        expect(lines.every((line) => displayWidth(line) <= columns)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('text from elsewhere', () => {
  test('cannot command the terminal', () => {
    expect(printable('a\u001b[2Jb\u202ec\u0007\u009b31m')).toBe('a\\u001b[2Jb\\u202ec\\u0007\\u009b31m');
    expect(printable('一行\n另一行\t完')).toBe('一行 另一行 完');
  });
});
