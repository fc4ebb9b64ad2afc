import { describe, expect, test } from '@jest/globals';
import { guessMapping, linesOf, unmapped } from './map-columns.js';
import { csvOfReports } from './report-csv.js';
import { tableOfText, textOfBytes, textOfCell } from './table-text.js';

describe('a table from outside', () => {
  test('is split by tabs or commas; quotes hold separators and line ends', () => {
    expect(tableOfText('a,b\r\n"1,5","x\ny"\r\n')).toEqual([['a', 'b'], ['1,5', 'x\ny']]);
    expect(tableOfText('a\tb\n1\t"say ""yes"""')).toEqual([['a', 'b'], ['1', 'say "yes"']]);
  });

  test('is read in UTF-8, UTF-16 and GB18030', () => {
    expect(textOfBytes(new TextEncoder().encode('单位'))).toBe('单位');
    expect(textOfBytes(Uint8Array.of(0xff, 0xfe, 0x55, 0x53))).toContain('单');
    expect(textOfBytes(Uint8Array.of(0xb5, 0xa5, 0xce, 0xbb))).toBe('单位');
  });

  test('cells of a workbook become text with their digits', () => {
    expect([textOfCell(96.5), textOfCell(null), textOfCell(new Date('2025-06-30T00:00:00Z')), textOfCell('21')]).toEqual(['96.5', '', '2025-06-30', '21']);
  });
});

describe('columns', () => {
  test('are guessed by their heads, below a title and with remarks in brackets', () => {
    const table = [['2025年第四季度填报表'], ['序号', '指标编码', '指标名称', '本期值（必填）', '情况说明'], ['1', 'tech-incubators', '孵化器', '21', '']];
    const mapping = guessMapping(table, { unit: 'xuanwu', period: '2025-Q4' });
    expect(mapping).toMatchObject({ head: 1, columns: { indicator: 1, value: 3, note: 4 } });
    expect(unmapped(mapping)).toEqual([]);
    expect(unmapped(guessMapping(table, {}))).toEqual(['unit', 'period']);
  });

  test('make lines; those without a value are left out and counted, blank ones keep the rows in place', () => {
    const table = [['unit', 'indicator', 'period', 'value'], ['xuanwu', 'a', '2025-Q4', '1'], ['', '', '', ''], ['xuanwu', 'b', '2025-Q4', ''], ['xuanwu', 'c', '2025-Q4', '3']];
    const { lines, ignored } = linesOf(table, guessMapping(table, {}));
    expect([lines.map((line) => line?.indicator), ignored]).toEqual([['a', undefined, undefined, 'c'], 1]);
    expect(csvOfReports(lines)).toBe('unit,indicator,period,value,note,evidence\r\nxuanwu,a,2025-Q4,1,,\r\n\r\n\r\nxuanwu,c,2025-Q4,3,,\r\n');
  });
});
