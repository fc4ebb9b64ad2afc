import { describe, expect, test } from '@jest/globals';
import { daysBetween, workingDaysBetween } from './working-days.js';

const january = Array.from({ length: 31 }, (_, index) => {
  const date = `2026-01-${String(index + 1).padStart(2, '0')}`;
  return { date, working: ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) && date !== '2026-01-01' };
});

describe('working days until a due time', () => {
  test('are those after today up to and with the due day', () => {
    expect(workingDaysBetween('2026-01-05', '2026-01-09', january)).toBe(4);
    expect(workingDaysBetween('2026-01-09', '2026-01-12', january)).toBe(1);
    expect(workingDaysBetween('2026-01-05', '2026-01-05', january)).toBe(0);
  });

  test('are negative when it has passed', () => {
    expect(workingDaysBetween('2026-01-12', '2026-01-08', january)).toBe(-2);
  });

  test('are not told where the calendar does not reach', () => {
    expect(workingDaysBetween('2026-01-30', '2026-02-02', january)).toBeUndefined();
    expect(workingDaysBetween('2026-01-05', '2026-01-09', [])).toBeUndefined();
    expect(workingDaysBetween('2026-01-05', '2026-01-07', january.map((day) => ({ ...day, working: null })))).toBeUndefined();
  });

  test('calendar days are there in any case', () => {
    expect([daysBetween('2026-11-23', '2027-01-22'), daysBetween('2026-01-05', '2026-01-04')]).toEqual([60, -1]);
  });
});
