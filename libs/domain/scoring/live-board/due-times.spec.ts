import { describe, expect, test } from '@jest/globals';
import { recorded } from '#engine/testing';
import type { PeriodEvent } from '#domain/reporting';
import { dueTimesAfter, isLate, type DueTimes } from './due-times.js';

const at = (day: string): string => `2025-04-${day}T15:59:59.999Z`;
const about = { plan: 'nanjing-2023', period: '2025-Q1' };

/** Due times after facts, each recorded on a day of April. */
const after = (...facts: readonly (readonly [day: string, event: PeriodEvent])[]): DueTimes | undefined =>
  facts.reduce<DueTimes | undefined>((times, [day, { type, data }]) => dueTimesAfter(times, recorded(type, data as never, { recordedAt: at(day) }) as never), undefined);

const opened: readonly [string, PeriodEvent] = ['01', { type: 'reporting.PeriodOpened', data: { ...about, dueAt: at('10') } }];
const moreTime = (day: string, dueAt: string, type: 'reporting.PeriodExtended' | 'reporting.PeriodReopened', units?: string[]): readonly [string, PeriodEvent] =>
  [day, { type, data: { ...about, dueAt: at(dueAt), reason: '延长', ...(units ? { units } : {}) } }];
const closed: readonly [string, PeriodEvent] = ['11', { type: 'reporting.PeriodClosed', data: { ...about, how: 'deadline' } }];

describe('a report', () => {
  test('is late after the due time, not at its last instant', () => {
    const times = after(opened)!;
    expect(isLate(times, 'xuanwu', at('10'))).toBe(false);
    expect(isLate(times, 'xuanwu', '2025-04-10T16:00:00.000Z')).toBe(true);
  });

  test('is not late within more time that was granted before the due time passed', () => {
    const times = after(opened, moreTime('09', '20', 'reporting.PeriodExtended'))!;
    expect(isLate(times, 'xuanwu', at('15'))).toBe(false);
    expect(isLate(times, 'xuanwu', at('21'))).toBe(true);
  });

  test('is late in a period that was reopened after the due time had passed', () => {
    const times = after(opened, closed, moreTime('12', '20', 'reporting.PeriodReopened'))!;
    expect(isLate(times, 'xuanwu', at('15'))).toBe(true);
  });

  test('is judged by the unit’s own due time, where it has one', () => {
    const times = after(opened, moreTime('09', '20', 'reporting.PeriodExtended', ['xuanwu']), closed)!;
    expect(isLate(times, 'xuanwu', at('15'))).toBe(false);
    expect(isLate(times, 'qinhuai', at('15'))).toBe(true);
    const reopened = after(opened, closed, moreTime('12', '20', 'reporting.PeriodReopened', ['xuanwu']))!;
    expect(isLate(reopened, 'xuanwu', at('15'))).toBe(true);
  });

  test('of a unit with time left of its own is in time when the period is reopened for all', () => {
    const times = after(opened, moreTime('09', '20', 'reporting.PeriodExtended', ['xuanwu']), closed, moreTime('15', '25', 'reporting.PeriodReopened'))!;
    expect(isLate(times, 'xuanwu', at('24'))).toBe(false);
    expect(isLate(times, 'qinhuai', at('24'))).toBe(true);
  });

  test('cannot be late before any due time was set', () => {
    expect(after(moreTime('09', '20', 'reporting.PeriodExtended', ['xuanwu']))).toBeUndefined();
    expect(after(closed)).toBeUndefined();
    expect(isLate(after(moreTime('09', '20', 'reporting.PeriodReopened'))!, 'xuanwu', at('19'))).toBe(false);
  });
});
