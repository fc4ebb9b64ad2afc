import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { otherDocument, published, revised } from '../calendar-examples.js';
import { calendarYears } from './calendar-years.projection.js';

describe('the published years of a calendar', () => {
  test('tell what a notice said and how many days of each month are worked', () => {
    const { calendar, year, document, source, daysOff, makeUpDays } = published(2025).data;
    project(calendarYears).given(published(2025)).thenRows({
      'national/2025': {
        calendar, year, document, source, daysOff, makeUpDays, workingDays: 248, workingDaysByMonth: [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23], earlier: [],
        knownFrom: '2025-01-01T00:00:01.000Z', revision: 0,
      },
    });
  });

  test('a revision counts anew and keeps the documents before it', () => {
    const rows = project(calendarYears).given(published(2024), published(2025), revised(2025)).rows();
    expect(Object.keys(rows)).toEqual(['national/2024', 'national/2025']);
    expect(rows['national/2025']).toMatchObject({
      document: otherDocument, workingDays: 247, earlier: [{ document: published(2025).data.document, knownFrom: '2025-01-01T00:00:02.000Z' }], knownFrom: '2025-01-01T00:00:03.000Z', revision: 2,
    });
  });
});
