import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { parseScheme, type Scheme } from '../scheme/scheme.js';
import { scoreTable } from '../table/score-table.js';

const here = (name: string) => new URL(name, import.meta.url);
const rowsOf = (file: URL): Record<string, string>[] => parse(readFileSync(file), { columns: true, bom: true });

function readScheme(): Scheme {
  const read = parseScheme(JSON.parse(readFileSync(here('./human-development-index.json'), 'utf8')));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.scheme;
}

const options = { idColumn: 'iso3', yearColumn: 'year', passiveColumns: ['country', 'hdi_published'] };
const printed = (text: string) => Number(text).toFixed(3);

describe('the Human Development Index as a scheme', () => {
  test('gives the published figure for every country-year of the sample', () => {
    const rows = rowsOf(here('./human-development-index.sample.csv'));
    const table = scoreTable(readScheme(), rows, options);
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(table.rows.map((row) => row.result?.published)).toEqual(rows.map((row) => printed(row['hdi_published']!)));
  });

  test('shows the capped components and the formula with its numbers', () => {
    const rows = rowsOf(here('./human-development-index.sample.csv')).filter((row) => row['iso3'] === 'LIE');
    const table = scoreTable(readScheme(), rows, options);
    const sheet = table.resultOf(table.rows[0]!)!.sheet('LIE');
    const income = sheet.tree.children!.find((node) => node.code === 'income')!;
    expect(income.rate).toBe('1');
    expect(income.notes.map((note) => note.code)).toEqual(['clamp-ceiling']);
    expect(income.formula!.en).toContain('ln 75000');
    expect(sheet.tree.formula!.code).toBe('weighted-geometric');
  });
});

const tables = here('../../../../../shared/data/hdi/');
const haveTables = existsSync(new URL('hdi_components_long.csv', tables));

describe(haveTables ? 'the complete UNDP tables' : 'the complete UNDP tables (not present here)', () => {
  if (!haveTables) {
    test('are not beside the repository, so only the sample was checked', () => {
      console.info('UNDP tables not found beside the repository: the 6,171-row check did not run.');
      expect(haveTables).toBe(false);
    });
    return;
  }

  test('are reproduced in all 6,171 country-years', () => {
    const rows = rowsOf(new URL('hdi_components_long.csv', tables));
    const table = scoreTable(readScheme(), rows, options);
    const different = table.rows.filter((row, i) => row.result?.published !== printed(rows[i]!['hdi_published']!));
    expect(rows).toHaveLength(6171);
    expect(different).toEqual([]);
  });

  test('give all 193 ranks and groups of 2022', () => {
    const rows = rowsOf(new URL('hdi_2022_ranked.csv', tables));
    const table = scoreTable(readScheme(), rows, {
      idColumn: 'iso3', passiveColumns: ['country', 'group', 'rank_published', 'hdi_published'],
    });
    const code: Record<string, string> = { 'Very High': 'very-high', High: 'high', Medium: 'medium', Low: 'low' };
    expect(rows).toHaveLength(193);
    expect(table.rows.map((row) => [row.id, row.result?.rank, row.result?.grade])).toEqual(
      rows.map((row) => [row['iso3'], Number(row['rank_published']), code[row['group']!]]),
    );
  });
});
