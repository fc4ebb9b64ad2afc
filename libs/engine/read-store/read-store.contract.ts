import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { queryContract } from './query.contract.js';
import { temporalContract } from './temporal.contract.js';
import { commitOf, put, register, registerSpec, type OpenReadStore } from './contract-tables.js';
import { BadRow, BadRowQuery, BadTable, StaleLease, type Lease, type ReadStore, type Row, type TableSpec } from './read-store.js';

/** What every read store promises. */
export function readStoreContract(name: string, open: () => Promise<OpenReadStore>): void {
  describe(`${name} as a read store`, () => {
    let opened: OpenReadStore;
    let store: ReadStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      await store.ensure(register);
    });
    afterEach(() => opened.discard());

    rowContract(() => store);
    checkpointContract(() => opened);
    leaseContract(() => store);
  });
  queryContract(name, open);
  temporalContract(name, open);
}

function rowContract(store: () => ReadStore): void {
  test('a committed row is read back with its key and position', async () => {
    await store().commit(commitOf(7, [put(register, 'a', { unit: '玄武区', value: '1.20', nested: { list: [1, null, '\ud800'] } }, 5)]));
    expect(await store().get(register, 'a')).toEqual({ key: 'a', row: { unit: '玄武区', value: '1.20', nested: { list: [1, null, '\ud800'] } }, position: 5 });
    expect(await store().get(register, 'b')).toBeUndefined();
  });

  test('of several writes for one key in a commit the last holds', async () => {
    await store().commit(commitOf(4, [put(register, 'a', { rank: 1 }, 1), put(register, 'b', { rank: 1 }, 2), put(register, 'a', undefined, 3), put(register, 'b', { rank: 2 }, 4)]));
    await store().commit(commitOf(6, [put(register, 'c', undefined, 5), put(register, 'c', { rank: 9 }, 6)]));
    expect(await store().getMany(register, ['b', 'a', 'c', 'b', 'none'])).toHaveLength(2);
    expect(await store().get(register, 'b')).toEqual({ key: 'b', row: { rank: 2 }, position: 4 });
    expect(await store().get(register, 'c')).toMatchObject({ position: 6 });
  });

  test('large commits write and remove every row', async () => {
    const keys = Array.from({ length: 1_234 }, (_, i) => `report-${i}`);
    await store().commit(commitOf(1, keys.map((key, i) => put(register, key, { rank: i }, 1))));
    expect(await store().count(register)).toBe(1_234);
    expect((await store().getMany<{ rank: number }>(register, keys)).map(({ key, row }) => `report-${row.rank}` === key)).toEqual(keys.map(() => true));
    await store().commit(commitOf(2, keys.filter((_, i) => i % 2 === 0).map((key) => put(register, key, undefined, 2))));
    expect(await store().count(register)).toBe(617);
  });

  test('a stored row is not changed by changing the object it came from or the one read', async () => {
    const row = { unit: 'before' };
    await store().commit(commitOf(1, [put(register, 'a', row, 1)]));
    row.unit = 'after';
    const read = (await store().get<{ unit: string }>(register, 'a'))!.row as { unit: string };
    read.unit = 'after';
    expect((await store().get(register, 'a'))!.row).toEqual({ unit: 'before' });
  });

  test('a declared field of another type is refused, and with it the whole commit', async () => {
    for (const row of [{ unit: 3 }, { value: 1.5 }, { value: '1e5' }, { value: '' }, { rank: '1' }, { rank: Number.NaN }, { late: 'yes' }] as Row[]) {
      await expect(store().commit(commitOf(1, [put(register, 'good', { rank: 1 }, 1), put(register, 'bad', row, 1)]))).rejects.toBeInstanceOf(BadRow);
    }
    for (const key of ['', 'a\ud800', 'a\0b']) {
      await expect(store().commit(commitOf(1, [put(register, 'good', { rank: 1 }, 1), put(register, key, {}, 1)]))).rejects.toBeInstanceOf(BadRow);
    }
    expect(await store().count(register)).toBe(0);
    expect(await store().checkpoint('register', 1)).toBeUndefined();
  });

  test('tables that cannot be are refused, and so is another table under a taken name', async () => {
    for (const change of [{ name: 'a"b' }, { name: '' }, { fields: { 'a-b': 'text' } }, { indexes: [['absent']] }, { indexes: [[]] }] as Partial<TableSpec>[]) {
      await expect(store().ensure({ spec: { ...registerSpec, ...change }, generation: 1 })).rejects.toBeInstanceOf(BadTable);
    }
    await expect(store().ensure({ spec: { ...registerSpec, temporal: true }, generation: 1 })).rejects.toBeInstanceOf(BadTable);
    await expect(store().ensure(register)).resolves.toBeUndefined();
  });

  test('generations and tables whose names differ by capitals only are apart', async () => {
    const second = { ...register, generation: 2 };
    const capital = { spec: { ...registerSpec, name: 'Reporting.register' }, generation: 1 };
    await store().ensure(second);
    await store().ensure(capital);
    await store().commit(commitOf(1, [put(register, 'a', { unit: 'small', Unit: 'Capital' }, 1), put(second, 'a', { unit: 'second' }, 1)]));
    expect((await store().get(second, 'a'))!.row).toEqual({ unit: 'second' });
    expect(await store().get(capital, 'a')).toBeUndefined();
    expect((await store().query(register, { where: [{ field: 'Unit', is: 'eq', value: 'Capital' }], limit: 10 })).rows).toHaveLength(1);
    expect(await store().count(register, [{ field: 'unit', is: 'eq', value: 'Capital' }])).toBe(0);
  });

  test('a dropped generation is gone and may be made anew; dropping it again changes nothing', async () => {
    await store().commit(commitOf(1, [put(register, 'a', {}, 1)]));
    await store().drop(register);
    await store().drop(register);
    await expect(store().get(register, 'a')).rejects.toBeInstanceOf(BadRowQuery);
    await expect(store().digest(register)).rejects.toBeInstanceOf(BadRowQuery);
    await store().ensure({ spec: { ...registerSpec, temporal: true }, generation: 1 });
    expect(await store().count(register)).toBe(0);
  });

  test('the digest tells every difference, and equal tables have equal digests', async () => {
    const digests = new Set([await store().digest(register)]);
    const variants: [string, Row, number][] = [['a', { rank: 1 }, 1], ['b', { rank: 1 }, 1], ['a', { rank: 2 }, 1], ['a', { rank: 1 }, 2], ['a', { rank: 1, more: null }, 1]];
    for (const [i, [key, row, position]] of variants.entries()) {
      const table = { ...register, generation: 10 + i };
      await store().ensure(table);
      await store().commit(commitOf(1, [put(table, key, row, position)], 10 + i));
      digests.add(await store().digest(table));
    }
    expect(digests.size).toBe(6);
    const twin = { ...register, generation: 20 };
    await store().ensure(twin);
    await store().commit(commitOf(1, [put(twin, 'a', { rank: 5 }, 1)], 20));
    await store().commit(commitOf(2, [put(twin, 'a', { rank: 1 }, 1)], 20));
    expect(digests.has(await store().digest(twin))).toBe(true);
  });
}

function checkpointContract(opened: () => OpenReadStore): void {
  test('a commit at or below the checkpoint changes nothing', async () => {
    const { store } = opened();
    await store.commit(commitOf(5, [put(register, 'a', { rank: 5 }, 5)]));
    const before = await store.digest(register);
    await store.commit(commitOf(5, [put(register, 'a', { rank: 6 }, 5), put(register, 'b', {}, 5)]));
    await store.commit(commitOf(3, [put(register, 'a', undefined, 3)]));
    expect(await store.digest(register)).toBe(before);
    expect(await store.checkpoint('register', 1)).toBe(5);
  });

  test('each generation has its own checkpoint, which can be forgotten', async () => {
    const { store } = opened();
    await store.commit(commitOf(0, []));
    await store.commit(commitOf(9, [], 2));
    expect([await store.checkpoint('register', 1), await store.checkpoint('register', 2), await store.checkpoint('other', 1)]).toEqual([0, 9, undefined]);
    await store.forget('register', 2);
    expect([await store.checkpoint('register', 1), await store.checkpoint('register', 2)]).toEqual([0, undefined]);
  });

  test('notes are put, replaced and removed', async () => {
    const { store } = opened();
    await store.putNote('active', { generation: 1, 名称: '看板' });
    await store.putNote('active', { generation: 2, 名称: '看板' });
    await store.putNote('gone', {});
    await store.putNote('gone', undefined);
    expect([await store.note('active'), await store.note('gone')]).toEqual([{ generation: 2, 名称: '看板' }, undefined]);
  });

  test('what was committed is there after reopening, in an adapter that keeps it', async () => {
    const { store, reopen } = opened();
    await store.commit(commitOf(3, [put(register, 'a', { unit: '鼓楼区' }, 2)]));
    await store.putNote('n', { kept: true });
    const lease = await store.lease('l', 'me', 0, 10);
    const digest = await store.digest(register);
    const again = reopen ? await reopen() : store;
    await again.ensure(register);
    expect(await again.digest(register)).toBe(digest);
    expect([await again.checkpoint('register', 1), await again.note('n'), await again.lease('l', 'me', 5, 10)]).toEqual([3, { kept: true }, lease]);
  });
}

function leaseContract(store: () => ReadStore): void {
  test('a lease is one owner’s until it runs out; a new owner gets a higher epoch', async () => {
    const first = await store().lease('p', 'one', 1_000, 500);
    expect(first).toEqual({ name: 'p', owner: 'one', epoch: 1 });
    expect(await store().lease('p', 'two', 1_499, 500)).toBeUndefined();
    expect(await store().lease('p', 'one', 1_400, 500)).toEqual(first);
    expect(await store().lease('p', 'two', 1_899, 500)).toBeUndefined();
    expect(await store().lease('p', 'two', 1_900, 500)).toEqual({ name: 'p', owner: 'two', epoch: 2 });
    expect(await store().lease('p', 'one', 1_901, 500)).toBeUndefined();
    expect(await store().lease('p', 'one', 9_000, 500)).toEqual({ name: 'p', owner: 'one', epoch: 3 });
    expect(await store().lease('q', 'two', 9_000, 500)).toMatchObject({ epoch: 1 });
  });

  test('a write under a lease that was taken over is refused, even at a new position', async () => {
    const old = (await store().lease('p', 'one', 0, 10))!;
    await store().commit({ ...commitOf(1, [put(register, 'a', { rank: 1 }, 1)]), lease: old });
    const taken = (await store().lease('p', 'two', 10, 10))!;
    await expect(store().commit({ ...commitOf(2, [put(register, 'a', { rank: 2 }, 2)]), lease: old })).rejects.toBeInstanceOf(StaleLease);
    await expect(store().commit({ ...commitOf(2, []), lease: { name: 'never', owner: 'one', epoch: 1 } })).rejects.toBeInstanceOf(StaleLease);
    expect([await store().checkpoint('register', 1), (await store().get(register, 'a'))!.row]).toEqual([1, { rank: 1 }]);
    await store().commit({ ...commitOf(2, [put(register, 'a', { rank: 3 }, 2)]), lease: taken });
    // The first owner again: what it wrote under its earlier lease is still too late.
    expect(await store().lease('p', 'one', 99, 10)).toMatchObject({ epoch: 3 });
    await expect(store().commit({ ...commitOf(3, [put(register, 'a', { rank: 4 }, 3)]), lease: old })).rejects.toBeInstanceOf(StaleLease);
    expect((await store().get(register, 'a'))!.row).toEqual({ rank: 3 });
  });

  test('checkpoints without rows, of many at once, go on where the lease is held and are refused where it was taken over', async () => {
    const generations = [1, 2, 3, 4];
    const passing = (position: number, leases: readonly Lease[]) => Promise.allSettled(generations.map((generation, i) => store().commit({ ...commitOf(position, [], generation), lease: leases[i]! })));
    const reached = () => Promise.all(generations.map((generation) => store().checkpoint('register', generation)));
    const leases = await Promise.all(generations.map(async (generation) => (await store().lease(`p${generation}`, 'one', 0, 10))!));
    for (const position of [3, 5, 4]) expect((await passing(position, leases)).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(await reached()).toEqual([5, 5, 5, 5]);
    await store().lease('p2', 'two', 10, 10);
    await store().commit({ ...commitOf(7, [put(register, 'a', { rank: 1 }, 6)]), lease: leases[0]! });
    expect((await passing(8, leases)).map((one) => (one.status === 'rejected' ? (one.reason as Error).name : one.status))).toEqual(['fulfilled', 'StaleLease', 'fulfilled', 'fulfilled']);
    expect(await reached()).toEqual([8, 5, 8, 8]);
    expect((await store().get(register, 'a'))!.row).toEqual({ rank: 1 });
  });
}
