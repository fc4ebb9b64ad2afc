import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Actor } from '#engine/kernel';
import { person } from '#engine/testing';
import { plan, reported, verified } from '../reporting-examples.js';
import { callerOf, ReportingCity } from '../reporting-city-examples.js';
import { reportStream } from '../report.events.js';
import { ExportReportsHttp } from './export-reports.http.js';

const bureau = person('bureau-zhao', { roles: { bureau: 'all' } });
const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });

describe('exporting the register', () => {
  let city: ReportingCity;
  const exported = async (actor: Actor, query: { status?: 'reported' | 'verified'; asKnownAt?: string } = {}) => {
    const waitFor = await city.settled();
    const file = await new ExportReportsHttp(city.views).export({ params: undefined, query: { language: 'zh', waitFor, ...query } as never, body: undefined }, callerOf(actor));
    const [, ...lines] = parse(await text(file.getStream()), { bom: true }) as string[][];
    return lines.map((line) => [line[2], line[4], line[6], line[7], line[9]]);
  };

  beforeEach(async () => {
    city = await ReportingCity.open();
    await city.record(reportStream(plan, 'patents', 'xuanwu', 2025), reported({ indicator: 'patents', note: '=1+1' }), verified('12', { indicator: 'patents' }));
    await city.record(reportStream(plan, 'patents', 'qinhuai', 2025), reported({ indicator: 'patents', unit: 'qinhuai', value: '-3.50' }));
  });
  afterEach(() => city.close());

  test('gives every line that the caller may see, in words, armed nowhere', async () => {
    const own = ['玄武区', '发明专利拥有量', '已核定', '12', "'=1+1"];
    expect(await exported(bureau)).toEqual([['秦淮区', '发明专利拥有量', '待核定', '-3.50', ''], own]);
    expect(await exported(reporter)).toEqual([own]);
  });

  test('honours filters and the moment asked for', async () => {
    expect(await exported(bureau, { status: 'verified' })).toHaveLength(1);
    const head = await city.log.head();
    expect((await exported(bureau, { asKnownAt: String(head - 2) })).map((line) => line[2])).toEqual(['待核定']);
  });

  test('goes on page after page as known at its beginning, whatever is reported meanwhile', async () => {
    for (let n = 0; n < 2_100; n += 1) await city.record(reportStream(plan, `i-${n}`, 'gulou', 2025), reported({ indicator: `i-${n}`, unit: 'gulou' }));
    const waitFor = await city.settled();
    const file = await new ExportReportsHttp(city.views).export({ params: undefined, query: { language: 'en', waitFor } as never, body: undefined }, callerOf(bureau));
    await city.record(reportStream(plan, 'late', 'gulou', 2025), reported({ indicator: 'late', unit: 'gulou' }));
    await city.settled();
    expect((parse(await text(file.getStream()), { bom: true }) as string[][]).length).toBe(1 + 2_102);
  });
});
