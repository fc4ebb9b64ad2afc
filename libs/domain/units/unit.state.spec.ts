import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordedLog, type GivenEvent } from '#engine/testing';
import { appointed, closed, left, merged, newName, personAdded, personErased, registered, renamed } from './units-examples.js';
import { person } from './people/person.state.js';
import { isCode, overlap, unit, type UnitState } from './unit.state.js';

const folded = (...events: GivenEvent[]): UnitState => recordedLog(events).reduce((state, event) => unit.evolve(state, event as never), unit.initial);

describe('the state of a unit', () => {
  test('is unknown until it is registered, whatever else is recorded', () => {
    expect(folded(renamed(), merged(), closed(), appointed(), left())).toEqual({ status: 'unknown' });
  });

  test('keeps names in order, the end, and who leads', () => {
    expect(folded(registered(), renamed(), appointed(), left(), appointed({ appointment: 'deputy-1', rank: 'deputy', person: 'p-2', from: '2024-02-01' }), merged())).toMatchObject({
      status: 'merged', goneFrom: '2025-01-01', names: [{ from: '2023-12-18' }, { name: newName, from: '2024-06-01' }],
      appointments: { 'director-1': { person: 'p-1', until: '2024-09-30' }, 'deputy-1': { person: 'p-2', rank: 'deputy' } },
    });
    expect(folded(registered(), closed())).toMatchObject({ status: 'closed' });
  });

  test('an end of an appointment that never began changes nothing', () => {
    expect(folded(registered(), left())).toEqual(folded(registered()));
  });
});

test('two stretches of days overlap exactly when they share a day', () => {
  const day = fc.integer({ min: 10, max: 25 });
  const stretch = fc.record({ from: day, until: fc.option(day, { nil: undefined }) });
  const dated = ({ from, until }: { from: number; until: number | undefined }) => ({ from: `2025-01-${from}`, ...(until === undefined ? {} : { until: `2025-01-${until}` }) });
  fc.assert(fc.property(stretch, stretch, (a, b) => {
    const days = ({ from, until = 31 }: typeof a): number[] => Array.from({ length: 31 }, (_, at) => at + 1).filter((d) => d >= from && d <= until);
    fc.pre(days(a).length > 0 && days(b).length > 0);
    expect(overlap(dated(a), dated(b))).toBe(days(a).some((d) => days(b).includes(d)));
  }));
});

test('a code has lower-case letters, digits and hyphens inside', () => {
  expect(['a', 'a-b', '0', 'x'.repeat(80)].map(isCode)).toEqual([true, true, true, true]);
  expect(['', '-a', 'a-', 'a.b', 'A', 'a b', '区', 'x'.repeat(81)].some(isCode)).toBe(false);
});

test('a person is kept from being added to being erased', () => {
  const log = recordedLog([personAdded(), { type: 'units.PersonCorrected', data: { person: 'p-1', fields: ['name'] } }, personErased()]);
  const states = log.map((_, at) => log.slice(0, at + 1).reduce((state, event) => person.evolve(state, event as never), person.initial));
  expect(states).toEqual(['kept', 'kept', 'erased']);
});
