import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import { person } from '#engine/testing';
import { plan, reported } from '../reporting-examples.js';
import { callerOf, refusals, ReportingCity } from '../reporting-city-examples.js';
import { reportStream } from '../report.events.js';
import { VerifyReportsHttp } from './verify-reports.http.js';

const verifier = person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } });
const line = (unit: string, value = '12', indicator = 'patents') => ({ indicator, unit, period: '2025-Q1', value });

describe('verifying many reports', () => {
  let city: ReportingCity;
  let controller: VerifyReportsHttp;
  const send = (reports: ReturnType<typeof line>[], dryRun = false, more: Parameters<typeof callerOf>[1] = {}) =>
    controller.verifyMany({ params: undefined, query: undefined, body: { plan, dryRun, reports } }, callerOf(verifier, more));
  const verifiedNow = async () => (await city.log.readAll({ after: 0, limit: 100, types: ['reporting.ReportVerified'] })).events.length;

  beforeEach(async () => {
    city = await ReportingCity.open();
    controller = new VerifyReportsHttp(city.commands, refusals);
    for (const unit of ['xuanwu', 'qinhuai', 'gulou']) await city.record(reportStream(plan, 'patents', unit, 2025), reported({ unit, indicator: 'patents' }));
  });
  afterEach(() => city.close());

  test('a preview says what would be verified and records nothing', async () => {
    expect(await send([line('xuanwu'), line('qinhuai', '13')], true)).toEqual({
      dryRun: true, accepted: 1, recorded: false,
      refused: [{ index: 1, indicator: 'patents', unit: 'qinhuai', period: '2025-Q1', code: 'reporting.value-moved-on', because: expect.objectContaining({ zh: expect.stringContaining('12') }), remedy: expect.anything() }],
    });
    expect(await verifiedNow()).toBe(0);
  });

  test('all are verified in one append', async () => {
    const head = await city.log.head();
    expect(await send([line('xuanwu'), line('qinhuai'), line('gulou')])).toEqual({ dryRun: false, accepted: 3, recorded: true, refused: [], position: head + 3, events: 3, repeated: false });
  });

  test('or none, when one of them cannot be', async () => {
    expect(await send([line('xuanwu'), line('gulou', '12', 'tech-incubators')])).toMatchObject({ recorded: false, accepted: 1, refused: [{ index: 1, code: 'reporting.not-reported' }] });
    expect(await verifiedNow()).toBe(0);
  });

  test('what is verified already by the same person, or named twice, is fine', async () => {
    await send([line('xuanwu')]);
    expect(await send([line('xuanwu'), line('qinhuai'), line('qinhuai')])).toMatchObject({ recorded: true, events: 1 });
    expect(await verifiedNow()).toBe(2);
  });

  test('a repetition under its key is answered with the first receipt', async () => {
    const key = { commandId: newId(), retryable: true };
    const first = await send([line('xuanwu')], false, key);
    expect(await send([line('xuanwu')], false, key)).toMatchObject({ recorded: true, repeated: true, position: first.position });
  });
});
