import { expect, test } from '@jest/globals';
import { typedDaysOff, usualHolidays, yearFrom } from './year-body.js';

test('a published year survives its form', () => {
  const daysOff = [{ from: '2027-01-01', to: '2027-01-03', name: { zh: '元旦', en: 'New Year’s Day' } }];
  expect(yearFrom({ source: ' 通知 ', daysOff: typedDaysOff(daysOff), makeUpDays: ['2027-02-07', ''] })).toEqual({ source: '通知', daysOff, makeUpDays: ['2027-02-07'] });
});

test('holidays without dates are left out, one day is from and to itself', () => {
  expect(yearFrom({ source: 'x', daysOff: [...usualHolidays, { zh: ' 劳动节 ', en: 'Labour Day', from: '2027-05-01' }] })).toEqual({
    source: 'x', daysOff: [{ from: '2027-05-01', to: '2027-05-01', name: { zh: '劳动节', en: 'Labour Day' } }], makeUpDays: [],
  });
});
