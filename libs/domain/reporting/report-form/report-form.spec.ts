import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { person } from '#engine/testing';
import { about, closedPeriod, deferred, openedPeriod, plan, reported, verified } from '../reporting-examples.js';
import { callerOf, refusals, ReportingCity } from '../reporting-city-examples.js';
import { periodStream } from '../period.events.js';
import { reportStream } from '../report.events.js';
import { ReportFormHttp } from './report-form.http.js';

const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
const verifier = person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } });

describe('what a form is told', () => {
  let city: ReportingCity;
  const form = async (actor = reporter, params = about) => {
    const position = await city.settled();
    return new ReportFormHttp(city.commands, city.views, refusals).form({ params, query: { waitFor: position }, body: undefined }, callerOf(actor));
  };
  const ofReport = (year = 2025) => reportStream(plan, 'tech-incubators', 'xuanwu', year);

  beforeEach(async () => {
    city = await ReportingCity.open();
  });
  afterEach(() => city.close());

  test('before anything is reported: card, limits, target with expected progress, and what may be done', async () => {
    const told = await form();
    expect(told).toMatchObject({
      card: { code: 'tech-incubators', verifier: 'science-tech' }, limits: { min: '0', max: '10000', decimals: 0, measurementUnit: '家' }, target: { value: '16' }, expected: '10',
      report: null, values: [], period: { status: 'open', dueAt: '2025-04-20T15:59:59.999Z' }, lock: null,
    });
    expect(told.may).toMatchObject({
      report: { allowed: true }, declareNotApplicable: { allowed: true }, deferRelease: { allowed: true },
      verify: { allowed: false, code: 'command.forbidden' }, correct: { allowed: false, code: 'command.forbidden' },
    });
  });

  test('once it is reported, the verifier may verify or return and the unit may not', async () => {
    await city.record(ofReport(), reported());
    const told = await form(verifier);
    expect(told.report).toMatchObject({ status: 'reported', value: '12' });
    expect(told.may).toMatchObject({ verify: { allowed: true }, return: { allowed: true }, correct: { allowed: false, code: 'reporting.not-yet-verified' }, report: { allowed: false, code: 'command.forbidden' } });
    expect(told.lock).toBeNull();
  });

  test('each lock has its own message, in both languages, with what to do', async () => {
    const locks: unknown[] = [];
    const look = async (params = about) => locks.push((await form(reporter, params)).lock);
    await look({ ...about, period: '2025-Q2' });
    await look({ ...about, period: '2025-Q3' });
    city.clock.set('2025-04-21T02:00:00.000Z');
    await look();
    await city.record(periodStream(plan, '2025-Q1'), closedPeriod());
    await look();
    await city.record(ofReport(), reported(), verified());
    city.clock.set('2025-04-10T02:00:00.000Z');
    await city.record(periodStream(plan, '2025-Q2'), openedPeriod('2025-Q2'));
    await look();
    expect(locks).toMatchObject([
      { code: 'reporting.period-not-opened' }, { code: 'reporting.future-period' }, { code: 'reporting.period-past-due', because: { zh: expect.stringContaining('2025年4月20日 23:59') } },
      { code: 'reporting.period-closed' }, { code: 'reporting.period-closed', remedy: { zh: expect.anything(), en: expect.anything() } },
    ]);
  });

  test('the last values come oldest first, across the years, without what has none', async () => {
    await city.record(ofReport(2024), ...['Q1', 'Q2', 'Q3', 'Q4'].map((quarter, n) => reported({ period: `2024-${quarter}`, value: String(7 + n) })), verified('10', { period: '2024-Q4' }));
    await city.record(ofReport(), reported(), deferred());
    expect((await form(reporter, { ...about, period: '2025-Q2' })).values).toEqual([
      { period: '2024-Q1', value: '7', status: 'reported' }, { period: '2024-Q2', value: '8', status: 'reported' }, { period: '2024-Q3', value: '9', status: 'reported' }, { period: '2024-Q4', value: '10', status: 'verified' },
    ]);
  });

  test('what is not there, or not for the caller to see, is not found; asking records nothing', async () => {
    const head = await city.log.head();
    await expect(form(reporter, { ...about, indicator: 'no-such' })).rejects.toThrow('request.not-found');
    await expect(form(person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } }))).rejects.toThrow('request.not-found');
    await form();
    expect(await city.log.head()).toBe(head);
  });
});
