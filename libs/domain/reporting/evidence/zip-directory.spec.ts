import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { xlsx, zip } from './evidence-examples.js';
import { zipDirectory, zipLimits } from './zip-directory.js';

const megabyte = 1024 * 1024;
const problemOf = (file: Buffer): string => {
  const found = zipDirectory(file);
  return 'problem' in found ? `${found.kind}: ${found.problem}` : 'none';
};

describe('the directory of an archive', () => {
  test('lists its entries without unpacking', () => {
    expect(zipDirectory(xlsx({ name: 'xl/worksheets/工作表1.xml', content: Buffer.from('<sheet/>') }))).toEqual({
      entries: [
        { name: '[Content_Types].xml', compressedSize: 1, size: 1, offset: 0 },
        { name: 'xl/workbook.xml', compressedSize: 1, size: 1, offset: 50 },
        { name: 'xl/worksheets/工作表1.xml', compressedSize: 8, size: 8, offset: 96 },
      ],
    });
    expect(zipDirectory(zip([]))).toEqual({ entries: [] });
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'structure: no end record at the end'],
    ['a truncated file', xlsx().subarray(0, -1), 'structure: no end record at the end'],
    ['a comment that could hide a second end', zip([{ name: 'a' }], { comment: 'hidden' }), 'structure: no end record at the end'],
    ['bytes behind the end', Buffer.concat([xlsx(), Buffer.from('tail')]), 'structure: no end record at the end'],
    ['a split archive', zip([{ name: 'a' }], { disk: 1 }), 'structure: split archive'],
    ['a directory out of place', Buffer.concat([Buffer.from('head'), xlsx()]), 'structure: directory out of place'],
    ['a zip64 count', zip([{ name: 'a' }], { count: 0xffff }), 'structure: zip64'],
    ['a zip64 size', zip([{ name: 'a', method: 8, size: 0xffffffff }]), 'structure: zip64'],
    ['fewer entries than counted', zip([{ name: 'a' }], { count: 2 }), 'structure: broken directory'],
    ['more entries than counted', zip([{ name: 'a' }, { name: 'b' }], { count: 1 }), 'structure: broken directory'],
    ['an encrypted entry', zip([{ name: 'a', flags: 1 }]), 'structure: encrypted'],
    ['an encrypted directory', zip([{ name: 'a', flags: 0x2000 }]), 'structure: encrypted'],
    ['another method', zip([{ name: 'a', method: 14 }]), 'structure: compression method 14'],
    ['a link', zip([{ name: 'a', unixMode: 0o120777 }]), 'structure: link'],
    ['a name that climbs', zip([{ name: 'xl/../../etc/passwd' }]), 'structure: entry name'],
    ['an absolute name', zip([{ name: '/etc/passwd' }]), 'structure: entry name'],
    ['a drive', zip([{ name: 'C:/x' }]), 'structure: entry name'],
    ['a backslash', zip([{ name: 'xl\\x' }]), 'structure: entry name'],
    ['a control character', zip([{ name: 'a\u0000b' }]), 'structure: entry name'],
    ['an empty name', zip([{ name: '' }]), 'structure: entry name'],
    ['a name without end', zip([{ name: 'a'.repeat(zipLimits.nameLength + 1) }]), 'structure: entry name'],
    ['a stored entry with two sizes', zip([{ name: 'a', size: 2 }]), 'structure: sizes differ'],
    ['a repeated name', zip([{ name: 'a' }, { name: 'A' }]), 'structure: repeated name'],
    ['entries that overlap', zip([{ name: 'a' }, { name: 'b', offset: 0, localName: 'a' }]), 'structure: overlapping entries'],
    ['a local header that names another entry', zip([{ name: 'a', localName: 'b' }]), 'structure: local header names another entry'],
    ['an entry without a local header', zip([{ name: 'a', offset: 3 }]), 'structure: local header'],
    ['more than the ratio', zip([{ name: 'a', method: 8, content: Buffer.alloc(megabyte / 100), size: 3 * megabyte }]), 'bomb: ratio above 200'],
    ['more in all than anybody needs', zip(Array.from({ length: 3 }, (_, n) => ({ name: `${n}`, method: 8, content: Buffer.alloc(megabyte), size: 90 * megabyte }))), `bomb: ${270 * megabyte} bytes unpacked`],
    ['too many entries', zip(Array.from({ length: zipLimits.entries + 1 }, (_, n) => ({ name: `${n}` }))), `bomb: ${zipLimits.entries + 1} entries`],
  ])('refuses %s', (_, file, problem) => {
    expect(problemOf(file)).toBe(problem);
  });

  test('lets a small entry be as small as it likes, and padding before the directory alone', () => {
    expect(problemOf(zip([{ name: 'a', method: 8, content: Buffer.alloc(100), size: megabyte }]))).toBe('none');
    expect(problemOf(zip([{ name: 'a' }], { gap: 4 }))).toBe('none');
  });

  test('answers for any bytes, also for an archive with any byte changed', () => {
    const whole = xlsx({ name: 'xl/sheet.xml' });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof problemOf(Buffer.from(bytes)) === 'string'));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        return typeof problemOf(changed) === 'string';
      }),
      { numRuns: 500 },
    );
  });
});
