import { describe, expect, test } from '@jest/globals';
import type { TableSpec } from '../read-store.js';
import { narrowingField } from './table-layout.js';

describe('a table as known at a position', () => {
  const spec: TableSpec = { name: 'reports', fields: { unit: 'text', plan: 'text', indicator: 'text', period: 'text' }, indexes: [['unit', 'plan', 'period'], ['plan', 'indicator', 'period']], temporal: true };

  test.each<[string, readonly string[], string | undefined]>([
    ['the index that serves most of the wanted fields', ['plan', 'indicator'], 'plan'],
    ['the first declared where several serve as many', ['plan', 'indicator', 'unit'], 'unit'],
    ['no index where none begins with a wanted field', ['period'], undefined],
    ['only the wanted fields that stand at its beginning', ['unit', 'period', 'indicator'], 'unit'],
  ])('is narrowed by %s', (_, wanted, field) => {
    expect(narrowingField(spec, new Set(wanted))).toBe(field);
  });
});
