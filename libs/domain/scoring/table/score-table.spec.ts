import { describe, expect, test } from '@jest/globals';
import { schemeSchema, type LeafText } from '../scheme/scheme.js';
import { scoreTable, type TableOptions } from './score-table.js';

const t = (text: string) => ({ zh: text, en: text });
const leaf = (code: string, method: LeafText['method'], points = '50'): LeafText => ({ code, title: t(code), indicator: code, points, method });
const scheme = schemeSchema.parse({
  schemaVersion: 1, id: 'table', title: t('table'),
  groups: [{
    code: 'g', title: t('g'), units: '*', rounding: { places: 2 },
    tree: {
      code: 'total', title: t('total'), aggregate: 'sum-of-points',
      children: [leaf('x', { type: 'completion-ratio', target: { from: 'target' } }), leaf('y', { type: 'peer-min-max', base: '0' })],
    },
  }],
});
const options: TableOptions = { idColumn: 'id' };
const row = (id: string, x: string, y: string, more: Record<string, string> = {}) => ({ id, x, y, 'x@target': '10', ...more });

describe('scoring a table', () => {
  test('answers in the order of the rows, with targets from columns of their own', () => {
    const table = scoreTable(scheme, [row('b', '5', '0'), row('a', '10', '8')], options);
    expect(table.rows.map((one) => [one.row, one.id, one.result?.published, one.result?.rank])).toEqual([[1, 'b', '25.00', 2], [2, 'a', '100.00', 1]]);
    expect(table).toMatchObject({ scored: 2, refused: 0, missingColumns: [] });
  });

  test('refuses a row whose cell is no plain decimal, says why, and keeps it out of everyone’s comparison', () => {
    const bad = ['NaN', 'Infinity', '1e400', '1,000', '０.９', '+3', '.5', '-0', '0.1234567890123'];
    const table = scoreTable(scheme, [row('a', '10', '8'), row('b', '10', '4'), ...bad.map((text, i) => row(`bad${i}`, '10', text))], options);
    expect(table.rows.slice(2).map((one) => [one.result, one.problems[0]!.code, one.problems[0]!.text])).toEqual(
      bad.map((text) => [null, text === '-0' ? 'negative-zero' : text.length > 12 ? 'too-many-digits' : 'not-a-decimal', text]),
    );
    expect(table.rows.slice(0, 2).map((one) => one.result!.published)).toEqual(['100.00', '50.00']);
    expect(table).toMatchObject({ scored: 2, refused: bad.length });
  });

  test('an empty cell is not reported, is remarked on, and follows the scheme', () => {
    const table = scoreTable(scheme, [row('a', '', '8'), row('b', '10', '4')], options);
    expect(table.rows[0]).toMatchObject({ result: { published: '50.00', gaps: 1 }, problems: [{ column: 'x', code: 'empty', blocking: false }] });
  });

  test('marks in cells say what does not apply or is not released', () => {
    const table = scoreTable(scheme, [row('a', '不适用', '8'), row('b', '尚未发布', '4')], options);
    expect(table.rows.map((one) => [one.result!.published, one.result!.provisional])).toEqual([['100.00', false], ['0.00', true]]);
  });

  test('unknown columns are remarked on unless they are named as passive', () => {
    const rows = [row('a', '10', '8', { country: 'A' })];
    expect(scoreTable(scheme, rows, options).rows[0]!.problems).toEqual([{ column: 'country', text: 'A', code: 'unknown-column', blocking: false }]);
    expect(scoreTable(scheme, rows, { ...options, passiveColumns: ['country'] }).rows[0]!.problems).toEqual([]);
  });

  test('names indicators that no row has', () => {
    expect(scoreTable(scheme, [{ id: 'a', y: '1' }], options).missingColumns).toEqual(['x']);
  });

  test('rows without id, with an id twice or of an unknown group are refused', () => {
    const table = scoreTable(scheme, [row('a', '1', '1'), row('a', '2', '2'), row('', '1', '1'), row('c', '1', '1', { part: 'nowhere' })], { ...options, groupColumn: 'part' });
    expect(table.rows.map((one) => one.problems.find((problem) => problem.blocking)?.code)).toEqual([undefined, 'duplicate-id', 'no-id', 'unknown-group']);
  });

  test('years are compared apart, and the same unit may appear in each', () => {
    const rows = [row('a', '10', '1', { year: '2023' }), row('b', '10', '2', { year: '2023' }), row('a', '10', '9', { year: '2024' })];
    const table = scoreTable(scheme, rows, { ...options, yearColumn: 'year' });
    expect(table.rows.map((one) => one.result!.rank)).toEqual([2, 1, 1]);
    expect(table.resultOf(table.rows[2]!)!.sheet('a').asOf).toBe('2024');
  });

  test('a scheme of several groups needs to be told which', () => {
    const two = schemeSchema.parse({ ...scheme, groups: [scheme.groups[0]!, { ...scheme.groups[0]!, code: 'h' }] });
    expect(() => scoreTable(two, [], options)).toThrow(RangeError);
    expect(scoreTable(two, [row('a', '10', '8')], { ...options, group: 'h' }).rows[0]!.group).toBe('h');
  });

  test('ids that look like properties of an object are ids', () => {
    const table = scoreTable(scheme, [row('__proto__', '10', '8'), row('constructor', '5', '0')], options);
    expect(table.rows.map((one) => one.result?.rank)).toEqual([1, 2]);
  });
});
