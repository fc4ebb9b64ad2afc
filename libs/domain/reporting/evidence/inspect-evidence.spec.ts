import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '#engine/kernel';
import { docx, jpg, ofd, pdf, png, xlsx, zip } from './evidence-examples.js';
import { fileTypes } from './file-types.js';
import { evidenceLimits, inspectEvidence } from './inspect-evidence.js';

const typeOf = (extension: string): string => fileTypes.find((type) => type.extensions.includes(extension))!.type;
const codeOf = (bytes: Buffer, name: string, type = typeOf(name.split('.').at(-1)!)): string => {
  const outcome = inspectEvidence(bytes, name, type);
  return isRefusal(outcome) ? outcome.refused : 'accepted';
};
const gbk = Buffer.from('d0fecec4c7f8', 'hex');

describe('evidence', () => {
  test.each([
    ['台账.pdf', pdf()], ['照片.png', png()], ['照片.jpg', jpg()], ['照片.jpeg', jpg()], ['表.xlsx', xlsx()], ['文.docx', docx()], ['文.ofd', ofd()],
    ['表.csv', Buffer.from('单位,数值\n玄武区,12\n')], ['说明.txt', Buffer.from('\ufeff说明')], ['表.csv', Buffer.concat([gbk, Buffer.from(',12\n')])], ['表.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('说明', 'utf16le')])],
  ])('%s is accepted by what is in it', (name, bytes) => {
    const extension = name.split('.')[1]!;
    expect(inspectEvidence(bytes, `C:\\x\\${name}`, `${typeOf(extension)}; charset=utf-8`)).toEqual({ name, type: typeOf(extension) });
  });

  test('media types that browsers send instead are understood', () => {
    expect(codeOf(Buffer.from('a,b\n'), 'a.csv', 'application/vnd.ms-excel')).toBe('accepted');
    expect(codeOf(jpg(), 'a.jpg', 'image/jpg')).toBe('accepted');
    expect(codeOf(ofd(), 'a.ofd', 'application/octet-stream')).toBe('accepted');
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'a.pdf', undefined, 'evidence.empty'],
    ['one byte too many', Buffer.alloc(evidenceLimits.fileBytes + 1), 'a.pdf', undefined, 'evidence.too-large'],
    ['no name', pdf(), '', 'application/pdf', 'evidence.bad-name'],
    ['a name without extension', pdf(), 'pdf', 'application/pdf', 'evidence.bad-name'],
    ['an archive', zip([{ name: 'a.pdf' }]), 'a.zip', 'application/zip', 'evidence.type-not-accepted'],
    ['a program', Buffer.from('MZ\x90\x00'), 'a.exe', 'application/octet-stream', 'evidence.type-not-accepted'],
    ['a page', Buffer.from('<html>'), 'a.html', 'text/html', 'evidence.type-not-accepted'],
    ['an image with scripts', Buffer.from('<svg/>'), 'a.svg', 'image/svg+xml', 'evidence.type-not-accepted'],
    ['another type than the extension says', pdf(), 'a.pdf', 'image/png', 'evidence.type-mismatch'],
    ['a picture called a document', png(), 'a.pdf', undefined, 'evidence.type-mismatch'],
    ['a text called a document', Buffer.from('hello'), 'a.pdf', undefined, 'evidence.type-mismatch'],
    ['a document called a text', pdf(), 'a.txt', undefined, 'evidence.type-mismatch'],
    ['a page called a text', Buffer.from(' \n<!DOCTYPE html><script>'), 'a.txt', undefined, 'evidence.type-mismatch'],
    ['bytes called a text', Buffer.from([1, 2, 3, 0, 0xff]), 'a.csv', undefined, 'evidence.type-mismatch'],
    ['a program called a document', Buffer.from('MZ\x90\x00', 'latin1'), 'a.docx', undefined, 'evidence.type-not-accepted'],
    ['an old workbook called a new one', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.xlsx', undefined, 'evidence.type-not-accepted'],
    ['a packed file called a table', Buffer.from([0x1f, 0x8b, 8]), 'a.csv', undefined, 'evidence.type-not-accepted'],
    ['a letter called a workbook', docx(), 'a.xlsx', undefined, 'evidence.type-mismatch'],
    ['any archive called a workbook', zip([{ name: 'a' }]), 'a.xlsx', undefined, 'evidence.type-mismatch'],
    ['an Office file without its list of parts', zip([{ name: 'xl/workbook.xml' }]), 'a.xlsx', undefined, 'evidence.type-mismatch'],
    ['macros', xlsx({ name: 'xl/vbaProject.bin' }), 'a.xlsx', undefined, 'evidence.macros'],
    ['old macros', xlsx({ name: 'xl/macrosheets/sheet1.xml' }), 'a.xlsx', undefined, 'evidence.macros'],
    ['controls', docx({ name: 'word/activeX/activeX1.xml' }), 'a.docx', undefined, 'evidence.macros'],
    ['a program inside', docx({ name: 'word/embeddings/run.exe' }), 'a.docx', undefined, 'evidence.macros'],
    ['an archive inside', docx({ name: 'word/embeddings/a.zip' }), 'a.docx', undefined, 'evidence.broken-archive'],
    ['a workbook inside', docx({ name: 'word/embeddings/a.xlsx' }), 'a.docx', undefined, 'evidence.broken-archive'],
    ['a broken archive', xlsx().subarray(0, -1), 'a.xlsx', undefined, 'evidence.broken-archive'],
    ['a bomb', xlsx({ name: 'xl/s.xml', method: 8, content: Buffer.alloc(1000), size: 300_000_000 }), 'a.xlsx', undefined, 'evidence.archive-bomb'],
  ])('%s is refused', (_, bytes, name, type, code) => {
    expect(codeOf(bytes, name, type)).toBe(code);
  });

  test('a refusal of a lying file says what it is and what it claims to be', () => {
    expect(inspectEvidence(docx(), 'a.xlsx', typeOf('xlsx'))).toMatchObject({ values: { found: typeOf('docx'), claimed: typeOf('xlsx') } });
  });
});
