import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostileText } from '#engine/testing/generators';
import { attachment, cleanFileName, maxNameLength, partsOf } from './file-name.js';

describe('a file name', () => {
  test.each([
    ['台账.pdf', '台账.pdf'],
    ['C:\\Users\\wang\\台账.PDF', '台账.pdf'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['a\u0000b\u202ecod.txt', 'abcod.txt'],
    ['invoice\u202efdp.xlsx', 'invoicefdp.xlsx'],
    ['zero\u200bwidth\ufeff.csv', 'zerowidth.csv'],
    ['  多  空格\t名.pdf ', '多 空格 名.pdf'],
    ['e\u0301.pdf', 'é.pdf'],
    ['..hidden.pdf', 'hidden.pdf'],
    ['a<b>:"|?*.pdf', 'a_b______.pdf'],
    ['a.tar.pdf', 'a.tar.pdf'],
    [`${'质'.repeat(300)}.pdf`, `${'质'.repeat(maxNameLength - 4)}.pdf`],
    ['noextension', undefined],
    ['.pdf', undefined],
    ['', undefined],
    ['name.', undefined],
    ['folder/', undefined],
    ['a.扩展名', undefined],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean);
  });

  test('whatever it was, is short, shows nothing hidden and climbs nowhere; cleaned again it is the same', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = cleanFileName(`${text}.pdf`);
        if (clean === undefined) return true;
        return [...clean].length <= maxNameLength && !/[\p{Cc}\p{Cf}\p{Surrogate}/\\]/u.test(clean) && clean.endsWith('.pdf') && !clean.startsWith('.') && cleanFileName(clean) === clean;
      }),
      { numRuns: 60 },
    );
  });

  test('is offered for saving in ASCII and in full, and breaks no header', () => {
    expect(attachment('台账 "a".pdf')).toBe(`attachment; filename="__ _a_.pdf"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6%20%22a%22.pdf`);
    expect(attachment("it's (1)*.pdf")).toBe(`attachment; filename="it's (1)*.pdf"; filename*=UTF-8''it%27s%20%281%29%2A.pdf`);
    expect(partsOf('README')).toEqual({ stem: 'README', extension: '' });
  });
});
