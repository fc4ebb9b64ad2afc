import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventStore } from '#engine/event-store';
import { StaleLease } from '#engine/read-store';
import { defaultSettings } from './running.js';
import { counted, history, record, register, tableOf, type CountRow } from './trial/trial-projections.js';
import { TrialRun, withOther } from './trial/trial-run.js';

describe.each([['memory', TrialRun.inMemory], ['SQLite', TrialRun.onSqlite]])('two processes over one read store on %s', (_name, open) => {
  let run: TrialRun;
  beforeEach(() => {
    run = open();
  });
  afterEach(() => run.discard());

  test('one runs the projection, the other reads it; when the first stops, the other takes over', async () => {
    const first = await run.runner({ projections: [register] });
    await run.until(first, register.name, ({ owned }) => owned);
    const second = await run.runner({ projections: [register] });
    const position = await record(run.log, counted('a'));
    expect(await second.whenProcessed([register.name], position, 5_000)).toBe(true);
    expect((await second.status())[0]).toMatchObject({ owned: false, state: 'live', position });
    await run.stop(first);
    await run.until(second, register.name, ({ owned }) => owned);
    await record(run.log, counted('a'));
    await run.handled(second, [register]);
    expect((await run.store.get<CountRow>(tableOf(second, register.name), 'a'))!.row.count).toBe(2);
  });

  test('a reader follows a switch of generations made by the other', async () => {
    await record(run.log, counted('a'));
    const worker = await run.runner({ projections: [register], settings: { dropAfterMs: 5_000 } });
    const reader = await run.runner({ projections: [register], readsOnly: true });
    await run.handled(reader, [register]);
    await reader.rebuild(register.name, { reason: 'asked for from another process', by: run.by() });
    await run.until(reader, register.name, ({ generation }) => generation === 2);
    expect(tableOf(reader, register.name)).toEqual(tableOf(worker, register.name));
    expect((await run.store.get<CountRow>(tableOf(reader, register.name), 'a'))!.row.count).toBe(1);
  });

  test('a holder that was paused past its lease has its write refused, and the rows are those of one writer', async () => {
    const { store } = run;
    let paused = false;
    let goOn: () => void = () => undefined;
    let refused = false;
    const untilGoOn = new Promise<void>((resolve) => (goOn = resolve));
    // A paused process stands still in the middle of a commit, and renews nothing.
    const slow = withOther(store, {
      lease: async (name, owner, now, forMs) => {
        if (paused) await untilGoOn;
        return store.lease(name, owner, now, forMs);
      },
      commit: async (commit) => {
        if (paused) await untilGoOn;
        await store.commit(commit).catch((error: unknown) => {
          refused ||= error instanceof StaleLease;
          throw error;
        });
      },
    });
    const first = await run.runner({ projections: [history], store: slow });
    await record(run.log, counted('a'));
    await run.handled(first, [history]);
    paused = true;
    await record(run.log, counted('a'), counted('b'));
    const second = await run.runner({ projections: [history] });
    run.clock.advance({ ms: 10_000 });
    await run.until(second, history.name, ({ owned }) => owned);
    await run.handled(second, [history]);
    const digests = await run.digests(second, [history]);
    goOn();
    await run.until(first, history.name, ({ owned }) => !owned);
    expect(refused).toBe(true);
    expect(run.reports).toContainEqual(expect.objectContaining({ kind: 'lease-lost' }));
    expect(await run.digests(second, [history])).toEqual(digests);
    await record(run.log, counted('a'));
    await run.handled(second, [history]);
    expect(await run.digests(second, [history])).toEqual(await run.digestsFromZero([history]));
  });

  test('a process that takes over before its copy of the log is as far goes on once it is, and does not take the rows for another log’s', async () => {
    const first = await run.runner({ projections: [history] });
    await record(run.log, counted('a'), counted('a'), counted('b'));
    await run.handled(first, [history]);
    let copied = 1;
    const there = async (position: number): Promise<void> => {
      while (copied < position) await new Promise((resolve) => setTimeout(resolve, 2));
    };
    const { log } = run;
    const copy: EventStore = {
      append: (writes) => log.append(writes), find: (stream, id) => log.find(stream, id), positionAt: (instant) => log.positionAt(instant), close: async () => undefined,
      readStream: async (stream, options) => (await log.readStream(stream, options)).filter(({ position }) => position <= copied),
      readAll: (options) => log.readAll({ ...options, upTo: Math.max(options.after, Math.min(copied, options.upTo ?? Infinity)) }),
      async *follow(options) {
        await there(options.after);
        for await (const page of log.follow({ ...options, pageSize: 1 })) {
          await there(page.scannedTo);
          yield page;
        }
      },
      head: async () => Math.min(copied, await log.head()),
      current: async () => {
        const head = await log.head();
        await there(head);
        return head;
      },
    };
    const second = await run.runner({ projections: [history], log: copy });
    await run.stop(first);
    await run.until(second, history.name, ({ owned }) => owned);
    await record(run.log, counted('c'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    copied = Infinity;
    await run.handled(second, [history]);
    expect((await second.status())[0]).toMatchObject({ state: 'live', lag: 0 });
    expect(await run.digests(second, [history])).toEqual(await run.digestsFromZero([history]));
  });

  test('as set by default a takeover takes less than ten seconds', () => {
    expect(defaultSettings.leaseMs + Math.floor(defaultSettings.leaseMs / 3) + defaultSettings.standbyPollMs).toBeLessThan(10_000);
  });
});
