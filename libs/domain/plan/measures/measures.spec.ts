import { describe, expect, test } from '@jest/globals';
import { person, project } from '#engine/testing';
import { adopted, assigned, defined, measure, progressed, reviewed } from '../plan-examples.js';
import { shown } from './measures.http.js';
import { assignmentOn, measures } from './measures.projection.js';

const key = 'nanjing-2023/1';
const rowOf = (...events: (ReturnType<typeof measure> | ReturnType<typeof progressed>)[]) => project(measures).given(...events).row(key)!;

describe('the measures', () => {
  test('a measure has the plan’s words, nobody responsible and no progress', () => {
    project(measures).given(adopted, measure()).thenRows({
      [key]: {
        plan: 'nanjing-2023', no: 1, chapter: 2, title: '推进质量发展创新驱动', text: '…', responsibleUnits: ['市科技局', '市财政局'], open: true, lead: null, supporting: [],
        assignedFrom: null, assignments: [], participants: '|', indicators: [], progress: [], changedAt: '2025-01-01T00:00:02.000Z',
      },
    });
  });

  test('assignments are kept with their first day; each date has its own', () => {
    const row = rowOf(measure(), assigned(), assigned({ lead: 'finance', supporting: ['science-tech'], from: '2024-05-01', participants: ['finance', 'science-tech'] }));
    expect([row.lead, row.supporting, row.assignedFrom, row.participants]).toEqual(['finance', ['science-tech'], '2024-05-01', '|finance|science-tech|']);
    expect([assignmentOn(row, '2024-04-30')?.lead, assignmentOn(row, '2024-05-01')?.lead, assignmentOn(row, '2023-12-17')]).toEqual(['science-tech', 'finance', undefined]);
  });

  test('of several assignments from one day the one decided last holds', () => {
    const row = rowOf(measure(), assigned(), assigned({ lead: 'finance', supporting: [], participants: ['finance'] }));
    expect(assignmentOn(row, '2023-12-18')?.lead).toBe('finance');
  });

  test('indicators of the measure are listed, those of the general requirements are not', () => {
    expect(rowOf(measure(), defined(), defined({ code: 'other' }), defined({ code: 'overall', measure: 'general' })).indicators).toEqual(['tech-incubators', 'other']);
  });

  test('the latest period of each unit shows, with its review; a late report of an earlier one does not', () => {
    const later = progressed({ period: '2025-H1', percent: '60' });
    expect(rowOf(measure(), progressed(), reviewed('accepted')).progress).toEqual([{ unit: 'finance', period: '2025-Q1', percent: '40', status: 'accepted' }]);
    expect(rowOf(measure(), progressed(), later, progressed({ period: '2025-02', percent: '20' }), reviewed('returned', '补充')).progress).toEqual([{ unit: 'finance', period: '2025-H1', percent: '60', status: 'reported' }]);
    expect(rowOf(measure(), progressed(), progressed({ period: '2025', percent: '90' }), later).progress[0]?.percent).toBe('90');
    expect(rowOf(measure(), progressed(), progressed({ unit: 'agriculture-rural' })).progress.map((mark) => mark.unit)).toEqual(['agriculture-rural', 'finance']);
  });

  test('facts of a measure that was never defined leave no row', () => {
    project(measures).given(assigned(), progressed(), reviewed('accepted'), defined()).thenRows({});
  });

  test('a caller sees the progress of the units within reach, and the assignment of the date asked for', () => {
    const row = rowOf(measure(), assigned(), progressed(), progressed({ unit: 'health' }));
    const reporter = person('r', { unit: 'health', roles: { reporter: ['health'] } });
    expect(shown(row, undefined, reporter)).toMatchObject({ participants: ['science-tech', 'finance'], progress: [{ unit: 'health' }] });
    expect(shown(row, '2020-01-01', person('b', { roles: { bureau: 'all' } }))).toMatchObject({ lead: null, supporting: [], participants: [], assignedFrom: null, progress: [{ unit: 'finance' }, { unit: 'health' }] });
    expect(shown(row, '2024-01-01', reporter)).toMatchObject({ lead: 'science-tech', participants: ['science-tech', 'finance'] });
  });
});
