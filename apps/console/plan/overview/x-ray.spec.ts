import { describe, expect, test } from '@jest/globals';
import { setUpProblems, type SetUp } from './x-ray.js';

const name = { zh: '孵化器', en: 'Incubators' };
const whole: SetUp = {
  year: '2025',
  measures: [{ no: 1, title: '创新驱动', lead: 'finance', supporting: ['health'], indicators: ['a'] }],
  indicators: [{ card: { code: 'a', name, needsThreshold: false, reportedBy: ['finance'], verifier: 'health' } }],
  decomposition: [{ indicator: 'a', city: { value: '5' }, targets: { finance: {} }, without: [] }],
  units: ['finance', 'health'].map((code) => ({ code, name: { zh: code, en: code }, status: 'active', kind: 'department' })),
  led: new Set(['finance']),
  calendarYears: [2025, 2026],
};
const kinds = (changes: Partial<SetUp>) => setUpProblems({ ...whole, ...changes }).map(({ grade, kind, href }) => [grade, kind, href]);

describe('the check of the set-up', () => {
  test('finds nothing where nothing is missing', () => expect(kinds({})).toEqual([]));

  test('a measure needs a lead, and units that exist; without an indicator it is followed by its progress only', () => {
    expect(kinds({ measures: [{ no: 2, title: '', lead: null, supporting: [], indicators: [] }] })).toEqual([
      ['error', 'measure-without-lead', '/plan/measures/2'], ['hint', 'measure-without-indicator', '/plan/measures/2'],
    ]);
    expect(kinds({ units: whole.units.map((unit) => (unit.code === 'health' ? { ...unit, status: 'closed' } : unit)) }).map(([, kind]) => kind)).toEqual(['lead-gone', 'verifier-gone']);
  });

  test('an indicator needs a target, one with units begun needs all of them, and a wordless one a threshold', () => {
    expect(kinds({ decomposition: [] })).toEqual([['warning', 'indicator-without-target', '/plan/indicators/a?show=targets']]);
    expect(kinds({ decomposition: [{ indicator: 'a', city: { value: '5' }, targets: { x: {} }, without: ['finance'] }] })).toEqual([['warning', 'units-without-target', '/plan/indicators/a?show=targets']]);
    expect(kinds({ decomposition: [{ indicator: 'a', city: { value: '5' }, targets: {}, without: ['finance'] }] })).toEqual([]);
    const [{ card }] = whole.indicators as [SetUp['indicators'][number]];
    expect(kinds({ indicators: [{ card: { ...card, needsThreshold: true } }], decomposition: [{ indicator: 'a', city: { value: null }, targets: {}, without: [] }] })).toEqual([['hint', 'threshold-missing', '/plan/indicators/a?show=targets']]);
  });

  test('a unit that works needs a main leader, as far as one may see who leads', () => {
    expect(kinds({ led: new Set() })).toEqual([['warning', 'unit-without-leader', '/plan/units/finance']]);
    const { led: _, ...unseen } = whole;
    expect(setUpProblems(unseen)).toEqual([]);
  });

  test('deadlines need the calendar of the year, and soon that of the next', () => {
    expect(kinds({ calendarYears: [2024] })).toEqual([['error', 'calendar-missing', '/plan/calendar?year=2025'], ['hint', 'calendar-missing', '/plan/calendar?year=2026']]);
  });
});
