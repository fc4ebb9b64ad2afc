import { describe, expect, test } from '@jest/globals';
import readExcel from 'read-excel-file/node';
import { textOfCell } from './table-text.js';
import { columnName, workbookParts, type WorkbookSheet } from './workbook.js';
import { crc32, zipOf } from './zip.js';

const sheet: WorkbookSheet = {
  name: '2025-Q4', widths: [10, 10],
  rows: [[{ value: '指标编码', style: 'head' }, { value: '本期值', style: 'head' }], [{ value: 'a & b <c>', style: 'fixed' }, { value: 21.5, style: 'open' }], [{ value: 'b', style: 'fixed' }, { value: null, style: 'open' }]],
  rules: [{ cells: 'B2', min: '0', max: '100', whole: false, title: '孵化器', says: '家，0 ~ 100' }],
};

describe('a workbook that is written', () => {
  test('is read back by a reader of workbooks, cell by cell', async () => {
    const rows = await readExcel(Buffer.from(zipOf(workbookParts(sheet))));
    const table = (Array.isArray(rows) && rows.length === 1 && 'data' in (rows[0] as object) ? (rows[0] as unknown as { data: unknown[][] }).data : rows) as unknown[][];
    expect(table.map((row) => row.map(textOfCell))).toEqual([['指标编码', '本期值'], ['a & b <c>', '21.5'], ['b', '']]);
  });

  test('locks all cells but the open ones, and says what they take', () => {
    const text = workbookParts(sheet).find(({ path }) => path.endsWith('sheet1.xml'))!.text;
    expect(text).toContain('<sheetProtection sheet="1"');
    expect(text).toContain('type="decimal" errorStyle="stop" operator="between"');
    expect(text).toContain('sqref="B2"><formula1>0</formula1><formula2>100</formula2>');
  });

  test('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
  });
});

describe('a zip archive', () => {
  test('carries the CRC-32 of its files: the check value of the algorithm', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});
