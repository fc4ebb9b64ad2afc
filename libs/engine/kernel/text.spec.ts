import { describe, expect, test } from '@jest/globals';
import { textProblem } from './text.js';

describe('texts from outside', () => {
  test.each(['情况说明', '𠮷野家', '㐂𪚥𫝆', 'tab\tand\nline', '👩‍👩‍👧'])('%j is taken', (text) => {
    expect(textProblem(text, { max: 100 })).toBeUndefined();
  });

  test.each([
    ['half a surrogate pair', 'a\ud842b', 'lone-surrogate'], ['a control character', 'a\u0007b', 'control-character'], ['NUL', 'a\u0000', 'control-character'],
    ['a direction override', 'abc\u202edef', 'bidi-control'], ['an isolate', '\u2066x\u2069', 'bidi-control'], ['too much', 'x'.repeat(101), 'too-long'], ['nothing but blanks', '   ', 'empty'],
  ] as const)('%s is refused', (_, text, problem) => {
    expect(textProblem(text, { max: 100 })).toBe(problem);
  });

  test('length is counted in characters, not in UTF-16 halves', () => {
    expect(textProblem('𠮷'.repeat(100), { max: 100 })).toBeUndefined();
  });
});
