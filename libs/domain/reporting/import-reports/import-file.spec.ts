import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '#engine/kernel';
import { importFile, importLimits, type ImportFile } from './import-file.js';

const names = { unit: () => ['xuanwu'], indicator: () => ['tech-incubators'] };
const read = (text: string, plan = 'nanjing-2023') => importFile(Buffer.from(text), { plan, names });
const rowsOf = async (text: string) => ((await read(text)) as ImportFile).rows.map(({ row, value, note }) => [row, value, note]);
const head = 'unit,indicator,period,value,note\n';

describe('a file to import', () => {
  test('is numbered as a spreadsheet shows it: blank lines and cells of several lines included', async () => {
    expect(await rowsOf(`${head}xuanwu,a,2025,1,\n\nxuanwu,b,2025,2,"两行\n说明"\r\nxuanwu,c,2025,3,"引号""内"\n`)).toEqual([[2, '1', undefined], [4, '2', '两行\n说明'], [5, '3', '引号"内']]);
  });

  test('ends its lines as Windows, Unix and old Macs do', async () => {
    for (const end of ['\n', '\r\n', '\r']) expect(await rowsOf(`${head}xuanwu,a,2025,1,\nxuanwu,b,2025,2,`.replaceAll('\n', end))).toHaveLength(2);
  });

  test('keeps characters whole across the pieces it is read in', async () => {
    const note = '𠮷'.repeat(900);
    const lines = Array.from({ length: 60 }, (_, n) => `xuanwu,i-${n},2025,1,x${'y'.repeat(n)}${note}`);
    expect((await rowsOf(head + lines.join('\n'))).map(([, , text]) => text)).toEqual(lines.map((line) => line.split(',')[4]));
  });

  test('keeps line ends whole across the pieces it is read in', async () => {
    const row = 'xuanwu,a,2025,1,\r\n';
    const top = head.replace('\n', '\r\n');
    for (const more of [0, 1, 2, 3]) {
      const padding = 'p'.repeat(65_536 - more - top.length - 'xuanwu,a,2025,1,'.length - 1).slice(0, 60_000);
      const fill = `xuanwu,a,2025,1,${padding}\r\n`;
      const rest = 65_536 - more - (top + fill).length - 'xuanwu,a,2025,1,'.length;
      const file = (await read(`${top}${fill}xuanwu,b,2025,1,${'q'.repeat(rest)}\r\n${row.replace(',a,', ',c,')}`)) as ImportFile;
      expect(file.rows.length + file.problems.length).toBe(3);
      expect(file.problems.map(({ row: at }) => at)).toEqual([2, 3]);
    }
  });

  test('gives good rows and faulty ones apart', async () => {
    const file = (await read(`${head}xuanwu,a,2025,1,\nxuanwu,b,2025,x,\nxuanwu,c,2025\n`)) as ImportFile;
    expect(file.rows).toHaveLength(1);
    expect(file.problems.map(({ row, column, refusal }) => [row, column, refusal.refused])).toEqual([[3, 'value', 'import.not-a-decimal'], [4, undefined, 'import.wrong-cell-count']]);
  });

  test.each([
    ['nothing', '', 'import.empty-file'],
    ['a header alone', head, 'import.empty-file'],
    ['a header and blank lines', `${head}\n\n,,,,\n`, 'import.empty-file'],
    ['a quote that never ends', `${head}xuanwu,a,2025,1,"open\n`, 'import.broken-csv'],
    ['text behind a quote', `${head}xuanwu,a,2025,1,"x"y\n`, 'import.broken-csv'],
    ['a quote inside a cell', `${head}xuanwu,a,2025,1,x"y\n`, 'import.broken-csv'],
    ['a cell without end', `${head}xuanwu,a,2025,1,${'x'.repeat(70_000)}\n`, 'import.broken-csv'],
    ['an unknown column', 'unit,what\nx,y\n', 'import.unknown-column'],
    ['damage', `${head}锟斤拷,a,2025,1,\n`, 'import.garbled'],
  ])('with %s is refused as a whole', async (_, text, code) => {
    expect(await read(text)).toMatchObject({ refused: code });
  });

  test('has a limit of rows', async () => {
    const outcome = await read(`unit,indicator,period,value\n${'x,y,2025,1\n'.repeat(importLimits.rows + 1)}`);
    expect(isRefusal(outcome) && outcome).toMatchObject({ refused: 'import.too-many-rows', values: { limit: importLimits.rows } });
  });
});
