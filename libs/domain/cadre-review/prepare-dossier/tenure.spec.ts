import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#engine/kernel';
import type { Term } from '../leading-group.state.js';
import { daysIn, mainPostsIn, tenuresIn, type Span } from './tenure.js';

const year: Span = { from: '2024-01-01', to: '2024-12-31' };
const term = (appointment: string, from: string, until?: string, changes: Partial<Term> = {}): Term => ({
  appointment, person: `p-${appointment}`, post: { zh: '区长', en: 'Head' }, rank: 'main', line: 'administrative', portfolio: { measures: [], units: [] }, from, ...(until === undefined ? {} : { until }), ...changes,
});
const deputy = (appointment: string, from: string, until?: string) => term(appointment, from, until, { rank: 'deputy', post: { zh: '副区长', en: 'Deputy' }, portfolio: { measures: [3, 5], units: ['gulou'] } });

describe('terms inside an assessment year', () => {
  test('are cut at the ends of the year, both days included', () => {
    expect(tenuresIn([term('a', '2020-05-01')], year, [])).toEqual([{
      appointment: 'a', person: 'p-a', post: { zh: '区长', en: 'Head' }, rank: 'main', line: 'administrative', from: '2020-05-01', until: null,
      inYear: { from: '2024-01-01', to: '2024-12-31', days: 366 }, link: { kind: 'whole-unit' }, notes: [],
    }]);
    expect(tenuresIn([term('a', '2024-12-31', '2025-03-01')], year, [])[0]!.inYear).toEqual({ from: '2024-12-31', to: '2024-12-31', days: 1 });
    expect(tenuresIn([term('before', '2020-01-01', '2023-12-31'), term('after', '2025-01-01')], year, [])).toEqual([]);
  });

  test('link a main leader to the whole unit and a deputy to the portfolio, main leaders first', () => {
    const found = tenuresIn([deputy('d', '2023-01-01'), term('m', '2024-02-01')], year, []);
    expect(found.map(({ appointment, link }) => [appointment, link])).toEqual([['m', { kind: 'whole-unit' }], ['d', { kind: 'portfolio', measures: [3, 5], units: ['gulou'] }]]);
  });

  test('show a hand-over on both sides, with the days between', () => {
    const [first, second] = tenuresIn([term('a', '2022-01-01', '2024-06-14'), term('b', '2024-06-20')], year, []);
    expect(first!.notes).toEqual([{ code: 'left-during-year', on: '2024-06-14' }, { code: 'handed-over-to', appointment: 'b', from: '2024-06-20', daysBetween: 5 }, { code: 'under-half-of-year', days: 166 }]);
    expect(second!.notes).toEqual([{ code: 'arrived-during-year', on: '2024-06-20' }, { code: 'took-over-from', appointment: 'a', until: '2024-06-14', daysBetween: 5 }]);
  });

  test('find the predecessor of a post that one person held for both sides, and of a deputy by the post', () => {
    const both = term('both', '2022-01-01', '2024-03-31', { line: 'both' });
    const notes = (terms: readonly Term[], appointment: string) => tenuresIn(terms, year, []).find((one) => one.appointment === appointment)!.notes.map(({ code }) => code);
    expect(notes([both, term('next', '2024-04-01')], 'next')).toEqual(['arrived-during-year', 'took-over-from']);
    expect(notes([deputy('d1', '2022-01-01', '2024-03-31'), deputy('d2', '2024-03-01')], 'd2')).toEqual(['arrived-during-year', 'took-over-from']);
    expect(notes([deputy('d1', '2022-01-01', '2024-03-31'), term('m', '2024-04-01')], 'm')).toEqual(['arrived-during-year']);
  });

  test('say under half a year by days, and how many targets were set before arrival', () => {
    const of = (from: string, dates: string[]) => tenuresIn([term('a', from)], year, dates)[0]!.notes.filter(({ code }) => code === 'under-half-of-year' || code === 'targets-set-before-arrival');
    expect(of('2024-07-01', ['2024-06-30', '2024-07-01', '2023-12-01'])).toEqual([{ code: 'targets-set-before-arrival', count: 2 }]);
    expect(of('2024-07-02', [])).toEqual([]);
    expect(of('2024-07-03', [])).toEqual([{ code: 'under-half-of-year', days: 182 }]);
    expect(of('2020-01-01', ['2019-01-01'])).toEqual([{ code: 'targets-set-before-arrival', count: 1 }]);
  });
});

describe('days add up', () => {
  const date = fc.integer({ min: -400, max: 800 }).map((n) => addDays('2024-01-01', n));
  const terms = fc.array(fc.tuple(date, fc.option(fc.nat(500), { nil: undefined }), fc.constantFrom('party', 'administrative', 'both')), { maxLength: 8 })
    .map((all) => all.map(([from, length, line], n) => term(`t${n}`, from, length === undefined ? undefined : addDays(from, length), { line: line as Term['line'] })));
  const dates = Array.from({ length: 366 }, (_, n) => addDays(year.from, n));
  const inPost = (one: Term, on: string): boolean => one.from <= on && (one.until === undefined || on <= one.until);

  test('for each term to the days of the year on which it held', () => {
    fc.assert(fc.property(terms, (all) => {
      for (const { appointment, inYear } of tenuresIn(all, year, [])) {
        expect([inYear.days, daysIn(inYear)]).toEqual(Array(2).fill(dates.filter((on) => inPost(all.find((one) => one.appointment === appointment)!, on)).length));
      }
    }), { numRuns: 60 });
  });

  test('for each side of the group, days with a main leader and without one make the year', () => {
    fc.assert(fc.property(terms, (all) => {
      for (const { line, days, vacantDays } of mainPostsIn(all, year)) {
        expect(days + vacantDays).toBe(366);
        expect(days).toBe(dates.filter((on) => all.some((one) => (one.line === line || one.line === 'both') && inPost(one, on))).length);
      }
    }), { numRuns: 60 });
  });

  test('over terms that follow each other without a gap to the whole year, whoever held them', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 365 }), { maxLength: 6 }), (cuts) => {
      const starts = ['2023-05-01', ...cuts.sort((a, b) => a - b).map((n) => addDays(year.from, n))];
      const chain = starts.map((from, n) => term(`t${n}`, from, starts[n + 1] && addDays(starts[n + 1]!, -1)));
      const found = tenuresIn(chain, year, []);
      expect(found.reduce((sum, { inYear }) => sum + inYear.days, 0)).toBe(366);
      expect(mainPostsIn(chain, year)[1]).toEqual({ line: 'administrative', days: 366, vacantDays: 0 });
    }), { numRuns: 100 });
  });
});
