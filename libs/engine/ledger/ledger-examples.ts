import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, JsonObject } from '#engine/kernel';
import { openDatabase, SqliteEventStore } from '#engine/event-store/sqlite';
import { appendTo, TestClock } from '#engine/testing';
import type { LedgerKeys } from './keys.js';
import type { LedgerOptions } from './ledger-status.js';
import { Ledger } from './ledger.js';
import { MemoryLedgerKeys } from './memory/index.js';

export const exampleOrigin = 'nanjing.example/zhiheng';

/** A SQLite log with a ledger in a folder of its own. */
export class LedgerBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'zhiheng-ledger-'));
  readonly clock = new TestClock('2025-06-30T16:00:00.000Z');
  readonly keys: LedgerKeys = new MemoryLedgerKeys();
  store!: SqliteEventStore;
  ledger!: Ledger;

  get logFile(): string {
    return join(this.folder, 'events.db');
  }

  get ledgerFolder(): string {
    return join(this.folder, 'ledger');
  }

  async open(options: Partial<LedgerOptions> = {}): Promise<this> {
    const clock: Clock = this.clock;
    this.store = await SqliteEventStore.open({ path: this.logFile, clock, writer: 'main', pollMs: 20 });
    this.ledger = await Ledger.open({ store: this.store, folder: this.ledgerFolder, keys: this.keys, origin: exampleOrigin, clock, ...options });
    await this.ledger.start();
    return this;
  }

  async close(): Promise<void> {
    await this.ledger.stop();
    await this.store.close();
  }

  async reopen(options: Partial<LedgerOptions> = {}): Promise<this> {
    await this.close();
    return this.open(options);
  }

  /** Record so many facts, on five streams in turn. */
  async append(count: number, data: JsonObject = {}): Promise<void> {
    const first = await this.store.head();
    for (let n = 0; n < count; n += 5) {
      const several = Math.min(5, count - n);
      for (let i = 0; i < several; i += 1) await appendTo(this.store, `report-${(first + n + i) % 5}`, { type: 'reporting.IndicatorReported', data: { value: `${first + n + i}.50`, note: '合格率 "提高" \\ 已附说明', ...data } });
    }
  }

  /** Many facts in few appends. */
  async appendMany(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 500) {
      await appendTo(this.store, 'report-many', ...Array.from({ length: Math.min(500, left) }, (_, i) => ({ type: 'reporting.IndicatorReported', data: { value: `${left - i}.50` } })));
    }
  }

  /** Change the log behind its own back: triggers are taken away and put back. */
  tamper(...statements: readonly string[]): void {
    const database = openDatabase(this.logFile);
    const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string; sql: string }[];
    for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
    for (const statement of statements) database.exec(statement);
    for (const { sql } of triggers) database.exec(sql);
    database.close();
  }

  async dispose(): Promise<void> {
    await this.close().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
