import { afterEach, describe, expect, test } from '@jest/globals';
import { shippedCalendar } from '../../../libs/domain/calendar/catalogue/shipped-calendar.js';
import { run, scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';

const receipt = { stream: 's', revision: 1, position: 7, recordedAt: 't', events: [{ id: '1', type: 'x.Y' }], repeated: false, changed: true };

let server: ScriptedServer;
let host: TestHost;
afterEach(async () => {
  await server.close();
  host.dispose();
});
const start = async (body: unknown): Promise<void> => {
  server = await scriptedServer(() => ({ body }));
  host = testHost();
};
const here = (...argv: string[]): Promise<number> => run(host, '--server', server.address, ...argv);

describe('publishing a year', () => {
  test.each(shippedCalendar().years.map(({ year }) => [year] as const))('%s as it is shipped sends the notice as it reads', async (year) => {
    await start(receipt);
    const { year: _, ...notice } = shippedCalendar().years.find((one) => one.year === year)!;
    expect(await here('calendar', 'publish', String(year), '--shipped')).toBe(0);
    expect([server.seen[0]!.path, JSON.parse(server.seen[0]!.body)]).toEqual([`/api/calendars/national/${year}`, notice]);
  });

  test('from options writes days off and make-up days', async () => {
    await start(receipt);
    expect(await here('calendar', 'publish', '2027', '--authority', 'd', '--source', 's', '--off', '2027-01-01=2027-01-03=a=b', '--make-up', '2027-01-09')).toBe(0);
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ document: 'd', source: 's', daysOff: [{ from: '2027-01-01', to: '2027-01-03', name: { zh: 'a', en: 'b' } }], makeUpDays: ['2027-01-09'] });
  });

  test.each([
    [['2199', '--shipped'], 'cli.year-not-shipped'], [['2026', '--shipped', '--file', 'x'], 'cli.together'], [['20x6', '--shipped'], 'cli.not-a-number'], [['2026', '--off', '2026-01-01'], 'cli.not-so-written'],
  ])('%j is wrong usage (%s)', async (options, code) => {
    await start(receipt);
    expect([await here('calendar', 'publish', ...options), host.written.stderr.includes(code), server.seen.length]).toEqual([2, true, 0]);
  });
});

describe('a deadline', () => {
  test('is shown with each day on the way', async () => {
    const day = (date: string, kind: string, number: number | null, name: object | null = null) => ({ date, kind, number, name });
    await start({ dueOn: '2026-10-08', dueAt: 'x', days: [day('2026-10-07', 'day-off', null, { zh: '国庆节', en: 'National Day' }), day('2026-10-08', 'working', 1)] });
    expect(await here('calendar', 'due', '2026-10-06', '1')).toBe(0);
    expect(server.seen[0]!.path).toBe('/api/calendars/national/due?from=2026-10-06&days=1&kind=working');
    expect(host.written.stdout.split('\n').map((line) => line.trimEnd())).toEqual(['日期        类别            第几天', '2026-10-07  放假（国庆节）', '2026-10-08  工作日               1', '', '到期日  2026-10-08', '']);
  });
});
