// A data folder with a log, followers of it and things it names, for specs; product code never imports it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, SqliteEventStore } from '#engine/event-store/sqlite';
import { newId, type Clock } from '#engine/kernel';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { TestClock } from '#engine/testing';
import type { DataLayout } from './back-up.js';

export const layout: DataLayout = { log: 'events.db', derived: ['reactions.db', 'outbox'], rebuilt: ['rows.db'], checkpoint: 'ledger/checkpoint' };

export class DataFolder {
  readonly home = mkdtempSync(join(tmpdir(), 'zhiheng-backup-'));
  readonly data = join(this.home, 'data');
  readonly clock: Clock & TestClock = new TestClock('2025-06-30T16:00:00.000Z');
  store!: SqliteEventStore;

  static async make(events = 20): Promise<DataFolder> {
    const folder = new DataFolder();
    const { data } = folder;
    mkdirSync(join(data, 'evidence', 'ab'), { recursive: true });
    mkdirSync(join(data, 'ledger'));
    mkdirSync(join(data, 'outbox'));
    folder.store = await SqliteEventStore.open({ path: join(data, 'events.db'), clock: folder.clock, writer: 'main' });
    await folder.append(events);
    writeFileSync(join(data, 'evidence', 'ab', 'abcd'), 'a report');
    writeFileSync(join(data, 'ledger', 'checkpoint'), 'nanjing.example/zhiheng\n20\nroot\n\n— nanjing.example/zhiheng signature\n');
    writeFileSync(join(data, 'outbox', 'topic.ndjson'), '{"id":"1"}\n');
    const database = openDatabase(join(data, 'people.db'));
    database.exec("CREATE TABLE people (reference TEXT); INSERT INTO people VALUES ('p-1')");
    database.close();
    writeFileSync(join(data, 'rows.db'), 'made anew from the log');
    return folder;
  }

  path(...names: readonly string[]): string {
    return join(this.home, ...names);
  }

  async append(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const id = newId();
      this.clock.advance({ seconds: 1 });
      await this.store.append([{ stream: `s-${n % 5}`, expected: 'any', events: [{ id, type: 'plan.A', schema: 1, data: { n, note: '合格率' }, meta: { actor: 'li', correlation: id, causation: id } }] }]);
    }
  }

  /** Positions of followers and their timers, as the running product keeps them. */
  async follow(standings: Readonly<Record<string, { readonly position: number; readonly timers?: readonly number[] }>>): Promise<void> {
    const state = SqliteReactionState.open(join(this.data, 'reactions.db'));
    for (const [process, { position, timers = [] }] of Object.entries(standings)) {
      const cause = (at: number) => ({ stream: 's-1', eventId: newId(), position: at, correlation: newId() });
      await state.commit({ process, position, timers: timers.map((at) => ({ kind: 'set', row: { process, timer: `t-${at}`, dueAt: '2026-01-01T00:00:00.000Z', payload: {}, cause: cause(at) } })) });
    }
    await state.close();
  }

  async dispose(): Promise<void> {
    await this.store.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}
