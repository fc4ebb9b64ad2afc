import { describe, expect, test } from '@jest/globals';
import { columnWidth, compareCells, shownColumns, tableOf, type Column } from './columns.js';
import { csvOf } from './files.js';

interface Row {
  readonly unit: string;
  readonly score: string | null;
}

const columns: readonly Column<Row>[] = [
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => unit, always: true },
  { key: 'score', title: { zh: '得分', en: 'Score' }, text: ({ score }) => score },
  { key: 'note', title: { zh: '备注', en: 'Note' }, text: () => undefined, hidden: true },
];

describe('a list', () => {
  test('gives a column the width that the longest word of its head needs', () => {
    expect(columnWidth(70, '位置', true)).toBe(70);
    expect(columnWidth(70, 'Position', true)).toBeGreaterThan(95);
    expect(columnWidth(150, 'Reported by', true)).toBe(150);
  });

  test('sorts numbers by value and puts what is missing last', () => {
    const values = ['100', null, '9.5', '', '87.25', undefined, '-3'];
    expect([...values].sort(compareCells)).toEqual(['-3', '9.5', '87.25', '100', null, '', undefined]);
  });

  test('sorts Chinese names as Chinese people do', () => {
    expect(['玄武区', '鼓楼区', '江宁区'].sort(compareCells)).toEqual(['鼓楼区', '江宁区', '玄武区']);
  });

  test('shows the columns that are not hidden, or those that were chosen, and never hides what identifies a row', () => {
    expect(shownColumns(columns, null).map(({ key }) => key)).toEqual(['unit', 'score']);
    expect(shownColumns(columns, 'note').map(({ key }) => key)).toEqual(['unit', 'note']);
  });

  test('is exported with its titles in the chosen language', () => {
    expect(tableOf(columns, [{ unit: '玄武区', score: '87.250' }, { unit: '鼓楼区', score: null }], ({ en }) => en)).toEqual([['Unit', 'Score', 'Note'], ['玄武区', '87.250', ''], ['鼓楼区', '', '']]);
  });
});

describe('a CSV file', () => {
  test('is UTF-8 with a mark for Excel, quotes what must be quoted and is no formula', () => {
    expect(csvOf([['单位', 'a"b'], ['=1+1', '-3.5'], ['@x', 'two\nlines'], ['+cmd', '1,2']])).toBe('\ufeff单位,"a""b"\r\n\'=1+1,-3.5\r\n\'@x,"two\nlines"\r\n\'+cmd,"1,2"\r\n');
  });
});
