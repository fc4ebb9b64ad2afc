import { describe, expect, test } from '@jest/globals';
import { demonstrationPassword } from '../demo/demo-accounts.js';
import { longestPassword, passwordPolicies, passwordProblem } from './password-policy.js';

const problem = (password: string, profile: keyof typeof passwordPolicies = 'dengbao-l3') => passwordProblem(password, 'wang.fang', passwordPolicies[profile])?.refused.replace('identity.password-', '');

describe('a password under 等保 level 3', () => {
  test.each([
    ['Ab3$x', 'too-short'], ['abcdefgh', 'too-simple'], ['correcthorse', 'too-simple'], ['correcthorse1', 'too-simple'], ['CorrectHorse1', undefined], ['correct-horse1', undefined], ['质量强国Zl2025', undefined],
    ['Aaaa1111', 'guessable'], ['aA1aA1aA', 'guessable'], ['Wang.Fang1', 'guessable'], ['Wang.Fang-7x!', undefined], ['Zhiheng1!', 'guessable'], ['Password1', 'guessable'], ['Abcdefg1', 'guessable'], ['Qwertyuiop1', 'guessable'], ['98765432-Ab', 'guessable'],
    ['Xy7$'.repeat(33), 'too-long'],
  ])('%s is %s', (password, expected) => {
    expect(problem(password)).toBe(expected);
  });
});

describe('a password under ASVS level 2', () => {
  test.each([['CorrectH1!', 'too-short'], ['correct horse battery', undefined], ['一二三四五六七八九十天地', undefined], ['aaaaaaaaaaaaaaaa', 'guessable'], ['x'.repeat(longestPassword + 1), 'too-long']])('%s is %s', (password, expected) => {
    expect(problem(password, 'asvs-l2')).toBe(expected);
  });
});

test('characters are counted, not bytes or halves of them', () => {
  expect(problem('𠮷𠮷𠀀𠀁𠀂𠀃𠀄', 'dengbao-l3')).toBe('too-short');
  expect(problem('𠮷𠀀𠀁𠀂𠀃𠀄aB1')).toBeUndefined();
});

test('the password of the demonstration accounts holds under both', () => {
  expect([problem(demonstrationPassword), problem(demonstrationPassword, 'asvs-l2')]).toEqual([undefined, undefined]);
});
