import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reachesAny, type Actor } from '#engine/kernel';
import { person, seededRandom } from '#engine/testing';
import { comparison } from '../../../libs/domain/history/comparing/comparison.js';
import type { Asked, ComparableView, GivenFilters } from '../../../libs/domain/history/comparing/comparable-view.js';
import { KeptCity } from '../kept-answers-examples.js';
import { comparableViews } from './comparing-parts.js';

const seed = Number(process.env['COMPARED_PAST_SEED'] ?? 20_250_410);
const actors: readonly Actor[] = [
  person('bureau', { unit: 'market-regulation', roles: { bureau: 'all' } }), person('auditor', { roles: { auditor: 'all' } }), person('verifier', { unit: 'science-tech', roles: { verifier: ['xuanwu', 'gulou'] } }),
  person('reporter-xuanwu', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }), person('reporter-qinhuai', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } }), person('secadmin', { roles: { 'security-admin': 'all' } }),
];
const filters: Readonly<Partial<Record<string, readonly GivenFilters[]>>> = {
  board: [{ plan: 'nanjing-2023', year: 2025 }, { plan: 'nanjing-2023', year: 2024, group: 'districts' }], results: [{ round: '2024-districts' }, { round: '2025-districts', unit: 'xuanwu' }],
  reports: [{}, { unit: 'xuanwu' }, { status: 'verified' }, { indicator: 'tech-incubators', year: 2025 }], findings: [{}, { status: 'closed' }, { unit: 'qinhuai' }], targets: [{}, { unit: 'city' }],
};

type Shown = Readonly<Record<string, string>>;

/** What a comparison says of a row, as the view itself would: every compared field that is not empty. */
function shown(view: ComparableView, row: unknown): Shown {
  return Object.fromEntries(view.fields.flatMap(({ name, of }) => {
    const value = of(row);
    return value === null || value === undefined || value === '' ? [] : [[name, String(value)]];
  }));
}

/** The rows that the actor sees as known at a position, read without any comparison. */
async function rowsAt(view: ComparableView, asked: Asked, position: number): Promise<Map<string, Shown>> {
  if (view.kind === 'whole') return new Map([...(await view.rowsAt(asked, position))].map(([key, row]) => [key, shown(view, row)]));
  const { rows } = await asked.views.all(view.projection, view.table, { asKnownAt: String(position), where: await view.conditions(asked) });
  return new Map(rows.map(({ key, row }) => [key, shown(view, row)]));
}

/** Apply the differences to the rows of the earlier moment; each must fit the row it is applied to. */
async function applied(view: ComparableView, asked: Asked, from: number, rows: Map<string, Shown>): Promise<Map<string, Shown>> {
  const after = new Map(rows);
  for await (const { key, change, unit, fields } of comparison(view, asked, { from, to: asked.to })) {
    const before = rows.get(key);
    expect([key, change === 'added']).toEqual([key, before === undefined]);
    for (const { field, before: was } of fields) expect([key, field, was?.value]).toEqual([key, field, before?.[field]]);
    const scope = view.policy.scope(asked.actor);
    if (view.code === 'reports' && unit !== null && scope !== 'all') expect(scope).toContain(unit);
    const changes = Object.fromEntries(fields.map(({ field, after: is }) => [field, is?.value]));
    if (change === 'removed') after.delete(key);
    else after.set(key, Object.fromEntries(Object.entries({ ...before, ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined)));
  }
  return after;
}

const sorted = (rows: Map<string, Shown>) => Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));

describe('a comparison of two moments of the demo city', () => {
  let city: KeptCity;
  let head: number;
  beforeAll(async () => {
    city = await KeptCity.start('2026-04-15T02:00:00.000Z');
    head = await city.settled();
  }, 180_000);
  afterAll(() => city.stop(), 60_000);

  test.each(comparableViews.map((view) => [view.code, view] as const))('of %s turns the rows of the one into the rows of the other, for everybody who sees them', async (_, view) => {
    const random = seededRandom(seed);
    let differences = 0;
    for (const actor of actors.filter((one) => reachesAny(view.policy.scope(one)))) {
      for (const given of filters[view.code] ?? [{}]) {
        const [from, to] = differences === 0 || random.chance(0.2) ? [0, head] : [random.int(0, head), random.int(0, head)].sort((a, b) => a - b) as [number, number];
        const asked: Asked = { actor, given, views: city.views, to };
        const before = await rowsAt(view, asked, from);
        const after = await rowsAt(view, asked, to);
        expect(sorted(await applied(view, asked, from, before))).toEqual(sorted(after));
        differences += JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)) ? 0 : 1;
      }
    }
    if (view.code !== 'delegations') expect(differences).toBeGreaterThan(0);
  }, 60_000);
});
