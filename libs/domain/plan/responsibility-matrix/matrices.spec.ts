import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { adopted, assigned, card, defined, measure, targetSet } from '../plan-examples.js';
import { indicators } from '../indicators/indicators.projection.js';
import { measures } from '../measures/measures.projection.js';
import { targets } from '../targets/targets.projection.js';
import { decompositionMatrix, responsibilityMatrix } from './matrices.js';

describe('the responsibility matrix', () => {
  const rows = Object.values(project(measures).given(
    measure(2), measure(1), measure(3),
    assigned({ supporting: ['finance', 'all-districts'], participants: ['science-tech', 'finance', 'xuanwu', 'gulou'] }),
    assigned({ no: 2, lead: 'finance', supporting: [], participants: ['finance'] }),
    assigned({ no: 2, lead: 'health', supporting: ['finance'], participants: ['health', 'finance'], from: '2025-01-01' }),
  ).rows());

  test('says who leads, supports, or takes part in a collective, in the order of the measures', () => {
    const matrix = responsibilityMatrix(rows);
    expect(matrix.units).toEqual(['all-districts', 'finance', 'gulou', 'health', 'science-tech', 'xuanwu']);
    expect(matrix.rows.map(({ no, parts }) => [no, parts])).toEqual([
      [1, { 'science-tech': 'lead', finance: 'supporting', 'all-districts': 'supporting', xuanwu: 'member', gulou: 'member' }],
      [2, { health: 'lead', finance: 'supporting' }],
      [3, {}],
    ]);
  });

  test('on a date it has the assignments of that date', () => {
    const matrix = responsibilityMatrix(rows, '2024-12-31');
    expect(matrix.rows[1]?.parts).toEqual({ finance: 'lead' });
    expect(matrix.units).not.toContain('health');
  });
});

describe('the decomposition table', () => {
  test('has the city’s and the units’ targets, and names who has none', () => {
    const past = [adopted, measure(), defined(), defined({ code: 'other', reportedBy: ['finance'] }), targetSet(), targetSet({ unit: 'xuanwu', value: '30' })];
    const matrix = decompositionMatrix(Object.values(project(indicators).given(...past).rows()), Object.values(project(targets).given(...past).rows()));
    expect(matrix).toEqual({
      units: ['finance', 'gulou', 'qinhuai', 'science-tech', 'xuanwu'],
      rows: [
        {
          indicator: 'tech-incubators', name: card().name, measure: '1', measurementUnit: '家', city: { comparator: '>=', value: '260', qualifier: null },
          targets: { xuanwu: { comparator: '>=', value: '30', qualifier: null } }, without: ['science-tech', 'qinhuai', 'gulou'],
        },
        { indicator: 'other', name: card().name, measure: '1', measurementUnit: '家', city: null, targets: {}, without: ['finance'] },
      ],
    });
  });
});
