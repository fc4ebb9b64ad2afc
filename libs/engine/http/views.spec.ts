import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { firstValueFrom, NEVER, Subject, take, toArray } from 'rxjs';
import { newId, type DomainEvent } from '#engine/kernel';
import { MemoryEventStore } from '#engine/event-store/memory';
import { ProjectionRunner, rows } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { TestClock } from '#engine/testing';
import { filters, HttpProblem, LiveChanges, positionOf, standingOf, Views, within, type ProjectionChange, type ProjectionReader } from './index.js';

type Counted = DomainEvent<'desk.Counted', { desk: string; unit: string; count: number }>;
type DeskRow = { readonly desk: string; readonly unit: string; readonly count: number };

const desks = rows<DeskRow, Counted>({
  name: 'desks', version: 1, events: ['desk.'],
  table: { name: 'desks', fields: { unit: 'text', count: 'number' }, indexes: [['unit']], temporal: true },
  keys: ({ data }) => [data.desk],
  fold: (_, { data }) => data,
});

const clock = new TestClock('2025-04-10T02:00:00.000Z');
let store: MemoryEventStore;
let read: MemoryReadStore;
let runner: ProjectionRunner;
let views: Views;
beforeEach(async () => {
  clock.set('2025-04-10T02:00:00.000Z');
  store = new MemoryEventStore({ clock, pollMs: 5 });
  read = new MemoryReadStore();
  const schema = { parse: (value: unknown) => value };
  runner = new ProjectionRunner({ projections: [desks], log: store, store: read, clock, owner: newId(), catalogues: [{ 'desk.Counted': { version: 1, title: { zh: '计', en: 'Counted' }, data: schema } }] });
  await runner.start();
  views = new Views(store, read, runner);
  for (const [desk, unit, count] of [['a', 'xuanwu', 1], ['b', 'xuanwu', 2], ['c', 'qinhuai', 3], ['a', 'xuanwu', 9]] as const) {
    await record(desk, unit, count);
    clock.advance({ days: 1 });
  }
});
afterEach(async () => {
  await runner.stop();
  await Promise.all([read.close(), store.close()]);
});

async function record(desk: string, unit: string, count: number): Promise<void> {
  const id = newId();
  await store.append([{ stream: `desk-${desk}`, expected: 'any', events: [{ id, type: 'desk.Counted', schema: 1, data: { desk, unit, count }, meta: { actor: 'x', correlation: id, causation: id } }] }]);
}

const counts = async (query: Parameters<Views['list']>[2]) => (await views.list<DeskRow>('desks', 'desks', { waitFor: 4, order: [{ field: 'count' }], ...query })).items.map(({ count }) => count);

describe('a view', () => {
  test('answers with rows, the exact total and the position it reflects', async () => {
    const page = await views.list<DeskRow>('desks', 'desks', { waitFor: 4, order: [{ field: 'count', descending: true }], limit: 2 });
    expect(page).toMatchObject({ items: [{ count: 9 }, { count: 3 }], total: 3, position: 4 });
    const next = await views.list<DeskRow>('desks', 'desks', { order: [{ field: 'count', descending: true }], limit: 2, cursor: page.next });
    expect([next.items.map(({ count }) => count), next.next, next.total]).toEqual([[2], undefined, 3]);
    expect((await views.list('desks', 'desks', { withoutTotal: true })).total).toBeUndefined();
  });

  test('shows what a policy reaches: all, some units, or nothing', async () => {
    expect(await counts({ where: within('all') })).toEqual([2, 3, 9]);
    expect(await counts({ where: within(['xuanwu']) })).toEqual([2, 9]);
    expect(await counts({ where: within([]) })).toEqual([]);
    expect(await counts({ where: filters({ unit: 'qinhuai', count: undefined }) })).toEqual([3]);
  });

  test('answers as it was known at a position, on a day, at an instant', async () => {
    expect(await counts({ asKnownAt: '2' })).toEqual([1, 2]);
    expect(await counts({ asKnownAt: '0' })).toEqual([]);
    expect(await counts({ asKnownAt: '2025-04-12' })).toEqual([1, 2, 3]);
    expect(await counts({ asKnownAt: '2025-04-10T02:00:00Z' })).toEqual([1]);
    expect((await views.one<DeskRow>('desks', 'desks', 'a', { asKnownAt: '3' })).found?.row.count).toBe(1);
    expect((await views.one<DeskRow>('desks', 'desks', 'a', { waitFor: 4 })).found?.row.count).toBe(9);
    expect(await views.one('desks', 'desks', 'nobody')).not.toHaveProperty('found');
    expect((await views.all('desks', 'desks', { asKnownAt: '2' })).rows).toHaveLength(2);
  });

  test('cannot know a position that the log has not reached, nor a moment that is none', async () => {
    await expect(counts({ asKnownAt: '99' })).rejects.toMatchObject({ status: 400, more: { errors: [{ field: 'query.asKnownAt', code: 'too-big' }] } });
    await expect(positionOf(store, 'yesterday')).rejects.toMatchObject({ more: { errors: [{ code: 'not-a-moment' }] } });
    expect(await positionOf(store, undefined)).toBeUndefined();
  });

  test('that does not catch up says so', async () => {
    const behind: ProjectionReader = { tables: (name) => runner.tables(name), position: () => 0, whenProcessed: async () => false };
    const asked = new Views(store, read, behind).list('desks', 'desks', { waitFor: 4 });
    await expect(asked).rejects.toBeInstanceOf(HttpProblem);
    await expect(asked).rejects.toMatchObject({ status: 503, code: 'view.behind', more: { headers: { 'retry-after': '1' } } });
  });
});

describe('what moves', () => {
  test('is told all at first, then what moved since, together where it moves fast', async () => {
    const [changes, inbox] = [new Subject<ProjectionChange>(), new Subject<void>()];
    const told = firstValueFrom(new LiveChanges(changes, { positions: () => ({ desks: 4, other: 3 }), log: NEVER }).moves(inbox).pipe(take(3), toArray()));
    changes.next({ projection: 'desks', position: 5 });
    changes.next({ projection: 'desks', position: 6 });
    const started = performance.now();
    const beat = setInterval(() => changes.next({ projection: 'other', position: 7 }), 10);
    const messages = await told;
    clearInterval(beat);
    // One message at once, two intervals of 200 ms behind it.
    expect(performance.now() - started).toBeGreaterThan(350);
    expect(messages.map(({ type, data }) => [type, data])).toEqual([
      ['changes', { positions: { desks: 4, other: 3 } }], ['changes', { positions: { desks: 6, other: 7 } }], ['changes', { positions: { other: 7 } }],
    ]);
  });

  test('tells of new facts as well, for what is read from the log alone', async () => {
    expect(await runner.whenProcessed(['desks'], 4, 5_000)).toBe(true);
    const standing = standingOf(store, () => ({ desks: runner.position('desks') }));
    const watch = () => firstValueFrom(new LiveChanges(NEVER, standing).moves(NEVER).pipe(take(2), toArray()));
    const told = [watch(), watch()];
    await record('d', 'qinhuai', 1);
    for (const messages of await Promise.all(told)) expect(messages.map(({ data }) => data)).toEqual([{ positions: { desks: 4, log: 4 } }, { positions: { log: 5 } }]);
  });

  test('says by itself that the inbox changed', async () => {
    const inbox = new Subject<void>();
    const told = firstValueFrom(new LiveChanges(new Subject()).moves(inbox).pipe(take(2), toArray()));
    inbox.next();
    expect((await told).map(({ data }) => data)).toEqual([{ positions: {} }, { positions: {}, inbox: true }]);
  });
});

describe('a live view', () => {
  test('sends every line at first, then those that changed and those that went away', async () => {
    const changes = new Subject<ProjectionChange>();
    const states = [[{ k: 'a', n: 1 }, { k: 'b', n: 1 }], [{ k: 'a', n: 2 }, { k: 'b', n: 1 }], [{ k: 'a', n: 2 }]];
    let asked = 0;
    const lines = new LiveChanges(changes).lines('desks', async () => ({ lines: states[Math.min(asked++, 2)]!, position: asked }), ({ k }) => k);
    const got = firstValueFrom(lines.pipe(take(3), toArray()));
    const beat = setInterval(() => [{ projection: 'other', position: 1 }, { projection: 'desks', position: 1 }].forEach((change) => changes.next(change)), 20);
    const messages = await got;
    clearInterval(beat);
    expect(messages.map(({ type, data }) => [type, data])).toEqual([
      ['lines', { position: 1, changed: [{ k: 'a', n: 1 }, { k: 'b', n: 1 }], gone: [] }],
      ['lines', { position: 2, changed: [{ k: 'a', n: 2 }], gone: [] }],
      ['lines', { position: 3, changed: [], gone: ['b'] }],
    ]);
  });
});
