import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '#engine/kernel';
import { emptyCalendar } from '#domain/calendar';
import { callerOf } from '../finding-city-examples.js';
import { acknowledged, closedFinding, content, escalatedFinding, issuedFinding, people, reportedFinding, suspendedFinding } from '../finding-examples.js';
import { findings } from '../ledger/findings.projection.js';
import type { FindingRow } from '../ledger/finding-row.js';
import { ViewCity } from '../ledger/view-city-examples.js';
import { DueCalendarHttp } from './due-calendar.http.js';
import { dueDays, itemsShown, type DueDay } from './due-days.js';

let city: ViewCity;
beforeAll(async () => {
  city = await ViewCity.open();
  await city.tell('f-1', '2025-03-03T01:00:00.000Z', issuedFinding(), acknowledged());
  await city.tell('f-2', '2025-03-03T01:00:00.000Z', issuedFinding({ content: content({ unit: 'gulou', supporting: [] }) }));
  await city.tell('f-3', '2025-03-03T01:00:00.000Z', issuedFinding(), acknowledged(), escalatedFinding());
  await city.tell('f-4', '2025-03-03T01:00:00.000Z', issuedFinding(), acknowledged(), reportedFinding());
  await city.tell('f-5', '2025-03-03T01:00:00.000Z', issuedFinding(), acknowledged(), suspendedFinding());
  await city.tell('f-6', '2025-03-03T01:00:00.000Z', issuedFinding(), acknowledged(), reportedFinding(), closedFinding());
  await city.settled();
});
afterAll(() => city.close());

const days = async (from: string, to: string, actor: Actor = people.bureau, more: object = {}): Promise<readonly DueDay[]> =>
  (await new DueCalendarHttp(city.views, city.log).calendar({ params: undefined, query: { from, to, ...more }, body: undefined }, callerOf(actor))).days;
const codes = (group: DueDay['acknowledge'] | undefined): readonly string[] => group!.items.map(({ finding }) => finding);

describe('the calendar of deadlines', () => {
  test('shows what falls due, by light; a check or a suspension takes a finding off it', async () => {
    const [sunday, due] = await days('2025-03-30', '2025-03-31');
    expect(sunday).toEqual({ date: '2025-03-30', kind: 'weekend', due: { count: 0, items: [], lights: { green: 0, blue: 0, yellow: 0, red: 0 } }, acknowledge: { count: 0, items: [] }, followUps: { count: 0, items: [] } });
    expect([due!.kind, due!.due.count, due!.due.lights, codes(due!.due)]).toEqual(['working', 3, { green: 2, blue: 0, yellow: 0, red: 1 }, ['f-1', 'f-2', 'f-3']]);
    expect(due!.due.items[0]).toEqual({ finding: 'f-1', number: '〔2025〕督字第12号', title: '电梯检验超期', unit: 'xuanwu', status: 'acknowledged', light: 'green', link: '/supervision/findings/f-1' });
  });

  test('shows orders to acknowledge and follow-ups on their days', async () => {
    expect((await days('2025-03-04', '2025-03-06')).map(({ date, acknowledge }) => [date, codes(acknowledge)])).toEqual([['2025-03-04', []], ['2025-03-05', ['f-2']], ['2025-03-06', []]]);
    expect((await days('2025-09-30', '2025-09-30')).map(({ followUps }) => codes(followUps))).toEqual([['f-6']]);
    expect((await days('2025-09-29', '2025-09-29')).map(({ followUps }) => codes(followUps))).toEqual([[]]);
  });

  test('shows a unit its own, and anybody one unit who asks for it', async () => {
    expect((await days('2025-03-31', '2025-03-31', people.reporter)).map(({ due }) => codes(due))).toEqual([['f-1', 'f-3']]);
    expect((await days('2025-03-31', '2025-03-31', people.bureau, { unit: 'gulou' })).map(({ due }) => codes(due))).toEqual([['f-2']]);
  });

  test('answers as it was known', async () => {
    expect((await days('2025-03-31', '2025-03-31', people.bureau, { asKnownAt: '2025-03-02' }))[0]!.due.count).toBe(0);
  });

  test.each([['2025-03-02', '2025-03-01', 'supervision.calendar-backwards'], ['2025-03-01', '2025-06-09', 'supervision.calendar-too-long']])('from %s to %s is refused', async (from, to, refused) => {
    await expect(days(from, to)).rejects.toMatchObject({ refusal: { refused } });
    expect(await days('2025-03-01', '2025-06-08')).toHaveLength(100);
  });

  test('names the first of many and counts all; knows no kind of day without a calendar', async () => {
    const row = (await city.views.one<FindingRow>(findings.name, findings.table.name, 'f-1')).found!.row;
    const due = Array.from({ length: 25 }, (_, n) => ({ ...row, finding: `f-${n}` }));
    const [day] = dueDays('2025-03-31', '2025-03-31', { due, acknowledge: [], followUps: [] }, emptyCalendar);
    expect([day!.due.count, day!.due.items.length, day!.kind]).toEqual([25, itemsShown, null]);
  });
});
