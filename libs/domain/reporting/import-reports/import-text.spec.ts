import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '#engine/kernel';
import { importText } from './import-text.js';

const text = '单位,数值\n玄武区,12\n';
const utf8 = Buffer.from(text);
const gbk = Buffer.from('b5a5cebb2cd6b52cd0fecec4c7f80a', 'hex');
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const codeOf = (bytes: Buffer, told?: 'utf-8' | 'gb18030'): unknown => {
  const outcome = importText(bytes, told);
  return typeof outcome === 'string' ? 'read' : outcome.refused;
};

describe('the text of an import', () => {
  test('is read by its mark, by what the caller says, or as UTF-8', () => {
    expect(importText(utf8)).toBe(text);
    expect(importText(utf8, 'utf-8')).toBe(text);
    expect(importText(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]))).toBe(text);
    expect(importText(utf16)).toBe(text);
    expect(importText(Buffer.from('b5a5cebb0a', 'hex'), 'gb18030')).toBe('单位\n');
    expect(importText(Buffer.from('9534b235', 'hex'), 'gb18030')).toBe('𠮷');
    expect(importText(Buffer.from('unit,value\n'), 'gb18030')).toBe('unit,value\n');
  });

  test.each([
    ['GBK that nobody named', gbk, undefined, 'import.not-utf8'],
    ['half a character', utf8.subarray(0, 1), undefined, 'import.not-utf8'],
    ['an overlong form', Buffer.from([0xc1, 0xaa]), undefined, 'import.not-utf8'],
    ['UTF-8 called GB18030', utf8, 'gb18030', 'import.encoding-ambiguous'],
    ['a mark that contradicts', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]), 'gb18030', 'import.encoding-contradicts'],
    ['another mark that contradicts', utf16, 'utf-8', 'import.encoding-contradicts'],
    ['broken GB18030', Buffer.from([0xb5, 0xa5, 0xff, 0xff]), 'gb18030', 'import.not-gb18030'],
    ['half a UTF-16 unit', utf16.subarray(0, -1), undefined, 'import.not-utf16'],
    ['half a UTF-16 pair', Buffer.from([0xff, 0xfe, 0x42, 0xd8]), undefined, 'import.not-utf16'],
    ['UTF-16BE', Buffer.from([0xfe, 0xff, 0, 65]), undefined, 'import.not-csv'],
    ['a workbook', Buffer.from('504b0304', 'hex'), undefined, 'import.not-csv'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), undefined, 'import.not-csv'],
    ['a document', Buffer.from('%PDF-1.7'), undefined, 'import.not-csv'],
  ] as const)('%s is refused', (_, bytes, told, code) => {
    expect(codeOf(bytes, told)).toBe(code);
  });

  test.each([
    ['锟斤拷', '锟斤拷'], ['\ufffd', '\ufffd'], ['烫烫烫', '烫烫烫'], ['ï»¿单位', 'ï»¿'], [Buffer.from('玄武区').toString('latin1'), 'ç\u008e'], ['鐜勬鍖', '鐜勬'], ['鍗椾含', '鍗椾'], ['a\0b', '\\0'],
  ])('damaged text is refused where it stands: %j', (damaged, sample) => {
    const outcome = importText(Buffer.from(`unit,value\nxuanwu,1\n${damaged},2\n`));
    expect(outcome).toMatchObject({ refused: 'import.garbled', values: { row: 3 } });
    expect(isRefusal(outcome) && String(outcome.values['sample']).startsWith(sample)).toBe(true);
  });

  test.each(['café——已核', 'naïve “quoted”', '·ä·', '25 °C', 'é'])('ordinary text is no damage: %j', (ordinary) => {
    expect(importText(Buffer.from(ordinary))).toBe(ordinary);
  });
});
