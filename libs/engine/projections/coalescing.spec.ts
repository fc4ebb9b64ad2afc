import { describe, expect, test } from '@jest/globals';
import { Subject } from 'rxjs';
import { coalesced } from './coalescing.js';
import type { ProjectionChange } from './projection.js';

const change = (position: number, keys: ProjectionChange['keys'], table = 't'): ProjectionChange => ({ projection: 'p', table, position, keys });

describe('changes for a consumer that takes its time', () => {
  test('what piles up while it is busy arrives merged, per table', async () => {
    const source = new Subject<ProjectionChange>();
    const stop = new AbortController();
    const changes = coalesced(source, stop.signal);
    const first = changes.next();
    source.next(change(1, ['a']));
    expect((await first).value).toEqual([change(1, ['a'])]);
    for (const next of [change(2, ['a', 'b']), change(3, ['c'], 'other'), change(5, ['b', 'd'])]) source.next(next);
    expect((await changes.next()).value).toEqual([change(5, ['a', 'b', 'd']), change(3, ['c'], 'other')]);
    source.next(change(6, 'all'));
    source.next(change(7, ['a']));
    expect((await changes.next()).value).toEqual([change(7, 'all')]);
    const last = changes.next();
    stop.abort();
    expect(await last).toEqual({ done: true, value: undefined });
    expect(source.observed).toBe(false);
  });

  test('a hundred thousand changes that nobody takes are one', async () => {
    const source = new Subject<ProjectionChange>();
    const changes = coalesced(source, new AbortController().signal);
    const first = changes.next();
    source.next(change(0, []));
    await first;
    for (let i = 1; i <= 100_000; i += 1) source.next(change(i, [`key-${i % 5_000}`]));
    source.complete();
    expect((await changes.next()).value).toEqual([change(100_000, 'all')]);
    expect((await changes.next()).done).toBe(true);
  });
});
