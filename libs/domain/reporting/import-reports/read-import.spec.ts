import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalProblem, isRefusal, textProblem } from '#engine/kernel';
import { hostileNumber, hostileText } from '#engine/testing/generators';
import { ImportReader, layoutOf, valueOf, type ImportNames, type Layout } from './read-import.js';

const names: ImportNames = {
  unit: (name) => ({ 玄武区: ['xuanwu'], 新区: ['jiangbei', 'lishui'] })[name] ?? [],
  indicator: (plan, name) => (plan === 'nanjing-2023' ? ({ 孵化器数量: ['tech-incubators'], 质量: ['a', 'b'] })[name] ?? [] : []),
};
const header = ['方案', '单位', '指标', '报告期', '数值', '情况说明', '佐证'];
const reader = (titles: readonly string[] = header, plan?: string) => new ImportReader(layoutOf(titles) as Layout, names, plan);
const ordinary = ['nanjing-2023', '玄武区', '孵化器数量', '2025-Q1', '12', '', ''];
const withCell = (column: string, cell: string) => ordinary.map((old, index) => (header[index] === column ? cell : old));
const sha = (c: string) => c.repeat(64);
const codesOf = (cells: readonly string[]): readonly string[] => {
  const read = reader().read(cells, 2);
  return read === undefined || 'row' in read ? [] : read.map(({ column, refusal }) => `${column ?? 'row'} ${refusal.refused}`);
};

describe('the first row of an import', () => {
  test('names the columns in either language, in any order, in any case', () => {
    expect(layoutOf([' Value ', 'UNIT', '指标', '报告期'])).toEqual({ width: 4, places: { value: 0, unit: 1, indicator: 2, period: 3 } });
  });

  test.each([
    [['单位', '指标', '报告期'], 'import.missing-column', { column: '数值 value' }],
    [[...header, '序号'], 'import.unknown-column', { column: '序号' }],
    [[...header, 'unit'], 'import.duplicate-column', { column: 'unit' }],
    [['单位;指标;报告期;数值'], 'import.wrong-delimiter', {}],
    [['unit\tindicator'], 'import.wrong-delimiter', {}],
    [[''], 'import.unknown-column', { column: '' }],
  ])('%j is refused', (titles, refused, values) => {
    expect(layoutOf(titles)).toEqual({ refused, values });
  });
});

describe('a row of an import', () => {
  test('is read by names or codes, with everything in its place', () => {
    const read = reader().read(['nanjing-2023', ' 玄武区 ', '孵化器数量', '2025-Q1', ' -12.50 ', "'=比上季增长", `${sha('a')}；${sha('b')} ${sha('a')}`], 7);
    expect(read).toEqual({ row: 7, plan: 'nanjing-2023', unit: 'xuanwu', indicator: 'tech-incubators', period: '2025-Q1', value: '-12.50', note: '=比上季增长', evidence: [sha('a'), sha('b')] });
    expect(reader(['unit', 'indicator', 'period', 'value'], 'nanjing-2023').read(['qinhuai', 'patents', '2025', '0'], 2)).toEqual({
      row: 2, plan: 'nanjing-2023', unit: 'qinhuai', indicator: 'patents', period: '2025', value: '0', evidence: [],
    });
  });

  test('that is blank is passed over', () => {
    expect(reader().read([''], 2)).toBeUndefined();
    expect(reader().read(['', ' ', '', '\u3000', '', '', ''], 2)).toBeUndefined();
  });

  test('that repeats another names it; a faulty row is repeated by none', () => {
    const one = reader();
    expect(one.read(withCell('数值', 'x'), 2)).toHaveLength(1);
    expect(one.read(ordinary, 3)).toMatchObject({ row: 3 });
    expect(one.read(withCell('数值', '13'), 4)).toEqual([{ row: 4, refusal: { refused: 'import.duplicate-row', values: { first: 3 } } }]);
    expect(one.read(withCell('报告期', '2025-Q2'), 5)).toMatchObject({ row: 5 });
  });

  test('says everything that is wrong with it at once', () => {
    expect(codesOf(['', '', '没有的指标', '2025年', '９６', '=1', 'x'])).toEqual([
      'plan import.no-plan', 'unit import.empty-cell', 'indicator import.unknown-indicator-name', 'period import.not-a-period', 'value import.full-width', 'note import.formula', 'evidence import.bad-evidence',
    ]);
    expect(codesOf(['=cmd', 'xuanwu', 'patents', '2025', '1', '', ''])).toEqual(['plan import.bad-plan']);
    expect(codesOf(ordinary.slice(0, 5))).toEqual(['row import.wrong-cell-count']);
  });

  test.each([
    ['单位', '=HYPERLINK("x")', 'unit import.formula'],
    ['单位', '＠玄武区', 'unit import.formula'],
    ['单位', '新区', 'unit import.ambiguous-unit-name'],
    ['单位', '玄武', 'unit import.unknown-unit-name'],
    ['指标', '', 'indicator import.empty-cell'],
    ['指标', '质量', 'indicator import.ambiguous-indicator-name'],
    ['报告期', '2025-Q5', 'period import.not-a-period'],
    ['报告期', '', 'period import.empty-cell'],
    ['情况说明', '+86', 'note import.formula'],
    ['情况说明', 'a\u202eb', 'note import.bad-text'],
    ['情况说明', '长'.repeat(2001), 'note import.bad-text'],
    ['佐证', 'A'.repeat(64), 'evidence import.bad-evidence'],
    ['佐证', Array.from({ length: 21 }, () => sha('a')).join(';'), 'evidence import.bad-evidence'],
  ])('with %s %j is refused', (column, cell, code) => {
    expect(codesOf(withCell(column, cell))).toEqual([code]);
  });

  test('shows what is wrong, never longer than a line and without hidden characters', () => {
    expect(reader().read(withCell('单位', `坏\u202e${'长'.repeat(200)}`), 2)).toMatchObject([{ refusal: { values: { name: `坏?${'长'.repeat(58)}` } } }]);
  });
});

describe('a value of an import', () => {
  test.each([
    ['９６', 'import.full-width'], ['96．5', 'import.full-width'], ['－5', 'import.full-width'], ['96％', 'import.full-width'], ['96%', 'import.percent-sign'], ['1,234.5', 'import.thousands-separator'],
    ['1.2E+05', 'import.exponent'], ['=1+1', 'import.formula'], ['+5', 'import.formula'], ['@x', 'import.formula'], ['-0', 'import.not-a-decimal'], ['', 'import.empty-cell'], ['无', 'import.not-a-decimal'],
    ['1234567890123456', 'import.too-many-digits'], ['0.1234567890123', 'import.too-many-digits'], ['12,34', 'import.not-a-decimal'], ['012', 'import.not-a-decimal'],
  ])('%j is refused for its own reason', (cell, code) => {
    expect(valueOf(cell)).toMatchObject({ refused: code });
  });

  test('is an exact decimal, or refused: nothing is put right silently', () => {
    fc.assert(
      fc.property(fc.oneof(hostileNumber, hostileText.filter((text) => text.length < 500)), (cell) => {
        const value = valueOf(cell);
        return isRefusal(value) ? decimalProblem(cell.trim()) !== undefined || cell.trim() === '' : value === cell.trim() && decimalProblem(value) === undefined;
      }),
    );
  });

  test('hostile cells never make a row that could not be recorded', () => {
    const cell = fc.oneof(fc.constantFrom(...ordinary), hostileText.filter((text) => text.length < 500), hostileNumber);
    fc.assert(
      fc.property(fc.tuple(cell, cell, cell, cell, cell, cell, cell), (cells) => {
        const read = reader().read(cells, 2);
        if (read === undefined || !('row' in read)) return true;
        const { unit, value, note = 'none' } = read;
        return /^[a-z0-9.-]+$/.test(unit) && decimalProblem(value) === undefined && textProblem(note, { max: 2000 }) === undefined;
      }),
    );
  });
});
