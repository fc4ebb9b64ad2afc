import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvent } from './trial/trial-generators.js';
import { history, ranking, record, tableOf } from './trial/trial-projections.js';
import { TrialRun } from './trial/trial-run.js';

describe.each([['memory', TrialRun.inMemory], ['SQLite', TrialRun.onSqlite]])('history on %s', (_name, open) => {
  test('a table as known at any position is what a run from zero up to that position made', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 15 }), fc.constantFrom(1, 4, 500), async (events, pageSize) => {
        const run = open();
        await record(run.log, ...events);
        const runner = await run.runner({ settings: { pageSize } });
        await run.handled(runner);
        const partial = TrialRun.inMemory();
        for (const [i, event] of events.entries()) {
          await record(partial.log, event);
          partial.clock.set(run.clock.now());
          const stopped = await partial.runner();
          await partial.handled(stopped);
          for (const { name } of [history, ranking]) {
            const then = await run.store.query(tableOf(runner, name), { limit: 100, at: i + 1, order: [{ field: name === ranking.name ? 'rank' : 'count' }] });
            const known = await partial.store.query(tableOf(stopped, name), { limit: 100, order: [{ field: name === ranking.name ? 'rank' : 'count' }] });
            expect(then.rows).toEqual(known.rows);
          }
          await partial.stop(stopped);
        }
        await run.discard();
        await partial.discard();
      }),
      { numRuns: 10 },
    );
  });
});
