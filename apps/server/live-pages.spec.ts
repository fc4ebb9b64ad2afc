import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { takesMoment } from '#engine/http';
import { pastRoutes, poolsOf, questionsUpTo, KeptCity } from './kept-answers-examples.js';

let city: KeptCity;
let projections: readonly string[];
beforeAll(async () => {
  city = await KeptCity.start('2026-04-15T02:00:00.000Z');
  await city.settled();
  projections = (await city.act('sysadmin', 'GET', '/projections')).projections.map(({ name }: { name: string }) => name);
}, 120_000);
afterAll(() => city.stop(), 60_000);

interface Told {
  readonly positions: Readonly<Record<string, number>>;
  readonly inbox?: boolean;
}

/** The stream of changes as somebody reads it. */
async function watching(as: string) {
  const response = await city.fetched(as, '/changes-live');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const told = (): Told[] => [...text.matchAll(/^event: changes\n(?:id: .*\n)?data: (.*)$/gm)].map((match) => JSON.parse(match[1]!) as Told);
  return {
    /** Everything told so far, once it satisfies. */
    until: async (satisfied: (told: readonly Told[]) => boolean): Promise<readonly Told[]> => {
      while (!satisfied(told())) text += (await reader.read()).value ?? '';
      return told();
    },
    leave: () => reader.cancel(),
  };
}

describe('a page that shows answers', () => {
  test('learns from each answer of a view what it was read from: projections, or the facts alone', async () => {
    const questions = questionsUpTo(await city.settled(), await poolsOf(city), pastRoutes().length * 3, 7);
    const unnamed: string[] = [];
    const named = new Set<string>();
    for (const { as, path } of questions) {
      const response = await city.fetched(as, path.replace(/([?&])asKnownAt=\d+&?/, '$1'));
      await response.text();
      if (response.status !== 200) continue;
      const reads = response.headers.get('x-reads');
      if (reads === null) unnamed.push(path);
      else for (const name of reads.split(',')) named.add(name);
    }
    expect(pastRoutes().filter(takesMoment).length).toBeGreaterThan(70);
    expect(unnamed).toEqual([]);
    expect(named.size).toBeGreaterThan(30);
    expect([...named].filter((name) => name !== 'log' && !projections.includes(name))).toEqual([]);
  }, 120_000);

  test('learns it of its notices, its rights and the ledger too, and nothing of what never changes', async () => {
    const readsOf = async (path: string) => (await city.fetched('bureau', path)).headers.get('x-reads');
    expect([await readsOf('/notices'), await readsOf('/me'), await readsOf('/me/permissions'), await readsOf('/ledger')]).toEqual(['inbox', 'delegations,users', 'delegations,users', 'log']);
    expect(await readsOf('/roles')).toBeNull();
  });

  test('is told where everything stands, then what moved by an act, and that there is a notice', async () => {
    const reporter = await watching('reporter-xuanwu');
    const [first] = await reporter.until((told) => told.length > 0);
    expect(Object.keys(first!.positions).sort()).toEqual([...projections, 'log'].sort());
    const { finding } = await city.act('inspector', 'POST', '/findings', {
      content: {
        title: '台账缺失', problem: '3 家无台账。', severity: 'general', source: { kind: 'site-check' }, basis: '措施 9', requirement: '补齐。', unit: 'xuanwu', supporting: [], plan: 'nanjing-2023', measure: 9,
        due: { days: 20, kind: 'calendar' },
      },
    });
    const { position } = await city.act('inspector', 'POST', `/findings/${finding}/issue`);
    const later = (await reporter.until((told) => told.some(({ inbox }) => inbox) && told.slice(1).some(({ positions }) => (positions['findings'] ?? 0) >= position && (positions['log'] ?? 0) >= position))).slice(1);
    expect(later.some(({ positions }) => 'finding-drafts' in positions)).toBe(true);
    expect(later.flatMap(({ positions }) => Object.keys(positions))).not.toContain('calendar-years');
    await reporter.leave();
  }, 30_000);

  test('is told nothing of notices that are for others', async () => {
    const other = await watching('reporter-qinhuai');
    await other.until((told) => told.length > 0);
    await city.act('reporter-xuanwu', 'POST', '/notices/read', { upTo: await city.settled() });
    const { position } = await city.act('secadmin', 'POST', '/users/verifier-science-tech/grants', { role: 'inspector', units: ['qinhuai'] });
    const told = await other.until((all) => all.some(({ positions }) => (positions['users'] ?? 0) >= position));
    expect(told.filter(({ inbox }) => inbox)).toEqual([]);
    await other.leave();
  }, 30_000);
});
