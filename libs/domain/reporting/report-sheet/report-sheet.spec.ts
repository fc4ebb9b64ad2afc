import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { person } from '#engine/testing';
import { planStream } from '#domain/plan';
import { card, closedPeriod, definedCard, openedPeriod, plan, reported, returned, verified } from '../reporting-examples.js';
import { callerOf, refusals, ReportingCity } from '../reporting-city-examples.js';
import { periodStream } from '../period.events.js';
import { reportStream } from '../report.events.js';
import { ReportSheetHttp } from './report-sheet.http.js';

const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
const unit = 'xuanwu';

describe('a reporting sheet', () => {
  let city: ReportingCity;
  const http = () => new ReportSheetHttp(city.commands, city.views, refusals);
  const ofPeriod = async (period = '2025-Q1', actor = reporter, query: { asKnownAt?: string } = {}) => {
    const waitFor = await city.settled();
    return http().ofPeriod({ params: { plan, unit, period }, query: query.asKnownAt ? query : { waitFor }, body: undefined }, callerOf(actor));
  };
  const ofYear = async (kind: 'year' | 'half' | 'quarter' | 'month' = 'quarter') => {
    const waitFor = await city.settled();
    return http().ofYear({ params: { plan, unit, year: 2025, kind }, query: { waitFor }, body: undefined }, callerOf(reporter));
  };
  const ofReport = (year = 2025) => reportStream(plan, 'tech-incubators', unit, year);

  beforeEach(async () => {
    city = await ReportingCity.open();
  });
  afterEach(() => city.close());

  test('has a row for each indicator that the cards ask of the unit, with target, expected progress and whether one may report', async () => {
    const sheet = await ofPeriod();
    expect(sheet).toMatchObject({ unit, year: 2025, kind: 'quarter', periods: [{ period: '2025-Q1', status: 'open', dueAt: '2025-04-20T15:59:59.999Z' }] });
    expect(sheet.rows.map((row) => row.card.code)).toEqual(['patents', 'tech-incubators']);
    expect(sheet.rows[1]).toMatchObject({ target: { value: '16' }, cells: [{ period: '2025-Q1', report: null, expected: '10', lock: null, may: { allowed: true } }] });
    expect(sheet.rows[0]).toMatchObject({ target: null, values: [], cells: [{ expected: null }] });
  });

  test('shows what was reported, and earlier values of the same kind of period, oldest first', async () => {
    await city.record(ofReport(2024), ...['Q2', 'Q3', 'Q4'].map((quarter, n) => reported({ period: `2024-${quarter}`, value: String(7 + n) })), verified('9', { period: '2024-Q4' }), reported({ period: '2024', value: '9' }));
    await city.record(ofReport(), reported());
    const [, row] = (await ofPeriod()).rows;
    expect(row!.values).toEqual([{ period: '2024-Q2', value: '7', status: 'reported' }, { period: '2024-Q3', value: '8', status: 'reported' }, { period: '2024-Q4', value: '9', status: 'verified' }]);
    expect(row!.cells[0]!.report).toMatchObject({ status: 'reported', value: '12' });
  });

  test('what was returned is no earlier value', async () => {
    await city.record(ofReport(2024), reported({ period: '2024-Q4', value: '9' }), returned({ period: '2024-Q4', value: '9' }));
    expect((await ofPeriod()).rows[1]!.values).toEqual([]);
  });

  test('each lock is told by the rules that sending runs', async () => {
    await city.record(ofReport(), reported(), verified());
    expect((await ofPeriod()).rows.map(({ cells: [cell] }) => [cell!.lock?.code, cell!.may.allowed])).toEqual([[undefined, true], ['reporting.already-verified', false]]);
    await city.record(periodStream(plan, '2025-Q1'), closedPeriod());
    expect((await ofPeriod()).rows[0]!.cells[0]!).toMatchObject({ lock: { code: 'reporting.period-closed' }, may: { allowed: false, code: 'reporting.period-closed' } });
    expect(await ofPeriod('2025-Q2')).toMatchObject({ periods: [{ period: '2025-Q2', status: 'not-opened', dueAt: null }], rows: [{ cells: [{ lock: { code: 'reporting.period-not-opened' } }] }, {}] });
  });

  test('somebody without the right to report sees the same without a lock, and why not', async () => {
    const [row] = (await ofPeriod('2025-Q1', person('auditor', { roles: { auditor: 'all' } }))).rows;
    expect(row!.cells[0]).toMatchObject({ lock: null, may: { allowed: false, code: 'command.forbidden' } });
  });

  test('of a year has a column for each period of the kind that was opened', async () => {
    await city.record(periodStream(plan, '2025-Q2'), openedPeriod('2025-Q2'));
    await city.record(periodStream(plan, '2025'), openedPeriod('2025'));
    await city.record(ofReport(), reported());
    const sheet = await ofYear();
    expect(sheet.periods.map(({ period }) => period)).toEqual(['2025-Q1', '2025-Q2']);
    expect(sheet.rows[1]!.cells.map(({ period, report, may }) => [period, report?.value, may.allowed])).toEqual([['2025-Q1', '12', true], ['2025-Q2', undefined, true]]);
    expect((await ofYear('year')).rows).toEqual([]);
    expect((await ofYear('month')).periods).toEqual([]);
  });

  test('indicators reported by event have a row in every period', async () => {
    await city.record(planStream(plan), definedCard(card({ code: 'accidents', frequency: 'event', reportedBy: [unit] })));
    expect((await ofPeriod()).rows.map((row) => row.card.code)).toContain('accidents');
  });

  test('of a moment in the past shows what was known then, and nothing can be done', async () => {
    const before = await city.settled();
    await city.record(ofReport(), reported());
    const past = await ofPeriod('2025-Q1', reporter, { asKnownAt: String(before) });
    expect(past.rows[1]!.cells[0]).toMatchObject({ report: null, lock: null, may: { allowed: false } });
  });

  test('of another unit is not found; asking records nothing', async () => {
    const head = await city.log.head();
    await expect(ofPeriod('2025-Q1', person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } }))).rejects.toThrow('request.not-found');
    await ofPeriod();
    expect(await city.log.head()).toBe(head);
  });
});
