import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '#engine/kernel';
import { callerOf } from '../finding-city-examples.js';
import { acknowledged, closedFinding, content, issuedFinding, people, reportedFinding } from '../finding-examples.js';
import { ViewCity } from '../ledger/view-city-examples.js';
import { SupervisionBoardHttp } from './supervision-board.http.js';

let city: ViewCity;
beforeAll(async () => {
  city = await ViewCity.open();
  await city.tell('f-1', '2025-03-03T01:00:00.000Z', issuedFinding(), acknowledged());
  await city.tell('f-2', '2025-03-03T01:00:00.000Z', issuedFinding({ content: content({ unit: 'gulou', supporting: [] }) }));
  await city.tell('f-1', '2025-03-10T01:00:00.000Z', reportedFinding(), closedFinding());
  await city.tell('f-3', '2026-01-02T01:00:00.000Z', issuedFinding());
  city.clock.set('2026-01-05T01:00:00.000Z');
  await city.settled();
});
afterAll(() => city.close());

const ask = (actor: Actor, query: object = {}, views = city.views) => new SupervisionBoardHttp(views, city.log, city.clock).board({ params: undefined, query: { by: 'unit', ...query } as never, body: undefined }, callerOf(actor));
const lines = async (actor: Actor, query: object = {}) => (await ask(actor, query)).items.map(({ value, open, closed, overdue }) => [value, open, closed, overdue]);

describe('the board of supervision', () => {
  test('shows what the caller sees, of a year or of all', async () => {
    expect(await lines(people.bureau)).toEqual([['gulou', 1, 0, 1], ['xuanwu', 1, 1, 1]]);
    expect(await lines(people.bureau, { year: 2025 })).toEqual([['gulou', 1, 0, 1], ['xuanwu', 0, 1, 0]]);
    expect([await lines(people.reporter), await lines(people.gulouInspector), await lines(people.stranger)]).toEqual([[['xuanwu', 1, 1, 1]], [['gulou', 1, 0, 1]], []]);
    expect(await lines(people.bureau, { unit: 'gulou', by: 'severity' })).toEqual([['serious', 1, 0, 1]]);
  });

  test('answers as it was known on a day: counters, and what was overdue then', async () => {
    expect(await lines(people.bureau, { asKnownAt: '2025-03-05' })).toEqual([['gulou', 1, 0, 0], ['xuanwu', 1, 0, 0]]);
    expect(await ask(people.bureau, { asKnownAt: '2025-03-05' })).toMatchObject({ at: '2025-03-05T15:59:59.999Z', ageBuckets: [{ from: 0, to: 7 }, {}, {}, {}, { from: 61, to: null }], total: { ageing: [2, 0, 0, 0, 0] } });
  });

  test('reads counters and open findings of one position, whatever is recorded meanwhile', async () => {
    const asked: unknown[] = [];
    let position = 100;
    const moving = { all: async (_: string, __: string, query: { asKnownAt?: string }) => (asked.push(query.asKnownAt), { rows: [], position: query.asKnownAt === undefined ? (position += 1) : Number(query.asKnownAt) }) };
    const { position: of } = await ask(people.bureau, {}, moving as never);
    expect(asked).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, '105', '105']);
    expect(of).toBe(105);
  });
});
