import { describe, expect, test } from '@jest/globals';
import type { Recorded } from '#engine/kernel';
import { recordedLog } from '#engine/testing';
import type { PeriodEvent } from './period.events.js';
import { dueOf, lockOf, period } from './period.state.js';
import { closedPeriod, extendedPeriod, openedPeriod, reopenedPeriod } from './reporting-examples.js';

const due = '2025-04-20T15:59:59.999Z';
const later = '2025-04-30T15:59:59.999Z';
const foldOf = (...events: readonly PeriodEvent[]) => (recordedLog(events) as unknown as Recorded<PeriodEvent>[]).reduce(period.evolve, period.initial);

describe('a period', () => {
  test('opens, is extended, closes and is reopened', () => {
    expect(foldOf()).toEqual({ status: 'not-opened' });
    expect(foldOf(openedPeriod())).toEqual({ status: 'open', dueAt: due, exceptions: {} });
    expect(foldOf(openedPeriod(), extendedPeriod(later))).toEqual({ status: 'open', dueAt: later, exceptions: {} });
    expect(foldOf(openedPeriod(), extendedPeriod(later, ['xuanwu']))).toEqual({ status: 'open', dueAt: due, exceptions: { xuanwu: later } });
    expect(foldOf(openedPeriod(), closedPeriod())).toEqual({ status: 'closed', dueAt: due, exceptions: {} });
    expect(foldOf(openedPeriod(), closedPeriod(), reopenedPeriod(later))).toEqual({ status: 'open', dueAt: later, exceptions: {} });
    expect(foldOf(openedPeriod(), closedPeriod(), reopenedPeriod(later, ['xuanwu']))).toEqual({ status: 'closed', dueAt: due, exceptions: { xuanwu: later } });
  });

  test('keeps what single units were granted when it closes at its due time, and ends it when it is closed by hand', () => {
    expect(foldOf(openedPeriod(), extendedPeriod(later, ['xuanwu']), closedPeriod())).toMatchObject({ exceptions: { xuanwu: later } });
    expect(foldOf(openedPeriod(), extendedPeriod(later, ['xuanwu']), closedPeriod('by-hand'))).toMatchObject({ exceptions: {} });
  });

  test('folds an extension without an opening, because facts are never rejected', () => {
    expect(foldOf(extendedPeriod(later, ['xuanwu']))).toMatchObject({ status: 'closed', exceptions: { xuanwu: later } });
    expect(foldOf(closedPeriod())).toMatchObject({ status: 'closed' });
  });
});

describe('the lock of a period', () => {
  const open = foldOf(openedPeriod(), extendedPeriod(later, ['xuanwu']));
  const closed = foldOf(openedPeriod(), extendedPeriod(later, ['xuanwu']), closedPeriod());

  test.each([
    ['not opened', foldOf(), 'xuanwu', due, 'not-opened'],
    ['open at the last instant', open, 'qinhuai', due, undefined],
    ['past due one instant later', open, 'qinhuai', '2025-04-20T16:00:00.000Z', 'past-due'],
    ['open for a unit with more time', open, 'xuanwu', later, undefined],
    ['past due for that unit too', open, 'xuanwu', '2025-04-30T16:00:00.000Z', 'past-due'],
    ['closed', closed, 'qinhuai', '2025-04-01T00:00:00.000Z', 'closed'],
    ['closed, but open for a unit with more time', closed, 'xuanwu', later, undefined],
    ['closed for that unit too', closed, 'xuanwu', '2025-04-30T16:00:00.000Z', 'closed'],
  ] as const)('is right when the period is %s', (_, state, unit, now, lock) => {
    expect(lockOf(state, unit, now)).toBe(lock);
  });

  test('each unit has the later of the due times that concern it', () => {
    expect([dueOf(foldOf(), 'xuanwu'), dueOf(open, 'xuanwu'), dueOf(open, 'qinhuai')]).toEqual([undefined, later, due]);
    expect(dueOf(foldOf(openedPeriod(), extendedPeriod('2025-04-25T00:00:00.000Z', ['xuanwu']), extendedPeriod(later)), 'xuanwu')).toBe(later);
  });
});
