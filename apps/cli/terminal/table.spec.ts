import { describe, expect, test } from '@jest/globals';
import { csvCell, csvLines } from './csv.js';
import { figure, percent } from './figure.js';
import { pairs, table } from './table.js';
import { displayWidth } from './width.js';

const columns = [{ title: '单位' }, { title: '得分', align: 'right' as const }, { title: '说明', wrap: true }];
const rows = [['玄武区', '96.5', '数据齐全'], ['江北新区 jiangbei-new-area', '100', '']];

describe('a table', () => {
  test('aligns Chinese and Latin text, figures to the right', () => {
    expect(table(columns, rows).split('\n')).toEqual([
      '单位                        得分  说明',
      '玄武区                      96.5  数据齐全',
      '江北新区 jiangbei-new-area   100',
    ]);
  });

  test('wraps what may be wrapped to the width of the terminal, and nothing else', () => {
    const lines = table(columns, [['玄武区', '96.5', '有三项指标尚未发布，暂按上期值计算，发布后自动重算']], { columns: 40 }).split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.every((line) => displayWidth(line) <= 40)).toBe(true);
    expect(lines.join('').replace(/\s/g, '')).toContain('有三项指标尚未发布，暂按上期值计算，发布后自动重算');
  });

  test('keeps everything on one line for pipes', () => {
    expect(table(columns, [['玄武区', '1', '长'.repeat(300)]]).split('\n')).toHaveLength(2);
  });

  test('shows no control characters', () => {
    expect(table([{ title: 'x' }], [['a\u001b[31mb']])).toBe('x\na\\u001b[31mb');
  });
});

describe('pairs', () => {
  test('pad the names to one width', () => {
    expect(pairs([['单位', 'xuanwu'], ['rank', '1']])).toBe('单位  xuanwu\nrank  1');
  });
});

describe('figures', () => {
  test('are exact where they fit and marked where they do not', () => {
    expect([figure('96.5'), figure('0.33333333'), figure('-0'), figure(null), percent('0.905'), percent('0.12345', 2)]).toEqual(['96.5', '≈0.3333', '0', '—', '90.5%', '≈12.35%']);
  });
});

describe('cells of a CSV file', () => {
  test('are quoted where they have to be', () => {
    expect(csvLines([['a', 'b,c', 'd"e', '一\n二']])).toBe('a,"b,c","d""e","一\n二"\r\n');
  });

  test('are never formulas, while negative numbers stay numbers', () => {
    expect(['=1+1', '+SUM(A1)', '@x', '-cmd', '-3.5', '\tx'].map(csvCell)).toEqual(["'=1+1", "'+SUM(A1)", "'@x", "'-cmd", '-3.5', "'\tx"]);
  });
});
