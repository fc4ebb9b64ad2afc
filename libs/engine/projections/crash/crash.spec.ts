import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '#engine/kernel';
import { openDatabase, resultCode, SqliteEventStore, sqliteBusy } from '#engine/event-store/sqlite';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { seededRandom } from '#engine/testing';
import { crashVariable } from '../../testing/crash-point.js';
import { tablesOf } from '../projection.js';
import { counted, happened, moved, record, removed, trialProjections, type TrialEvent } from '../trial/trial-projections.js';
import { TrialRun } from '../trial/trial-run.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
const random = seededRandom(4_711);
const anyEvents = (count: number): TrialEvent[] =>
  Array.from({ length: count }, () => {
    const [unit, other] = [`u${random.int(0, 9)}`, `u${random.int(0, 9)}`];
    return random.pick([counted(unit, random.int(0, 5)), counted(other), moved(unit, other), removed(unit), happened]);
  });

type Line = { readonly kind?: string; readonly handled?: number; readonly error?: string };

/** A running child: its lines, and what may be waited for. */
class Projecting {
  readonly lines: Line[] = [];
  readonly exit: Promise<NodeJS.Signals | null>;
  private readonly waiting = new Set<() => void>();

  constructor(readonly child: ChildProcess) {
    this.exit = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
    createInterface({ input: child.stdout! }).on('line', (line) => {
      this.lines.push(JSON.parse(line) as Line);
      for (const look of [...this.waiting]) look();
    });
    void this.exit.then(() => this.waiting.forEach((look) => look()));
  }

  /** The first line that is as wanted; rejects when the child ends without it. */
  line(wanted: (line: Line) => boolean): Promise<Line> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.lines.find(wanted);
        if (!found && this.child.exitCode === null && this.child.signalCode === null) return;
        this.waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`ended first: ${JSON.stringify(this.lines.slice(-5))}`));
      };
      this.waiting.add(look);
      look();
    });
  }
}

describe('processes that die or stall', () => {
  let folder: string;
  let log: SqliteEventStore;
  const children = new Set<Projecting>();
  let owners = 0;

  beforeAll(async () => {
    const [code] = (await once(spawn(process.execPath, ['infra/tasks/build.mjs'], { cwd: root, env: {} }), 'exit')) as [number];
    expect(code).toBe(0);
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhiheng-crash-'));
    log = await SqliteEventStore.open({ path: join(folder, 'log.db'), clock: systemClock, writer: 'main' });
  });
  afterEach(async () => {
    for (const { child, exit } of children) {
      child.kill('SIGKILL');
      await exit;
    }
    children.clear();
    await log.close();
    rmSync(folder, { recursive: true });
  });

  function start(leaseMs: number, pageSize: number, crashAt?: string): Projecting {
    const program = join(root, 'dist/libs/engine/projections/crash/projecting-process.js');
    const args = [program, join(folder, 'log.db'), join(folder, 'rows.db'), `owner-${(owners += 1)}`, String(leaseMs), String(pageSize)];
    const projecting = new Projecting(spawn(process.execPath, args, { env: crashAt === undefined ? {} : { [crashVariable]: crashAt }, stdio: ['ignore', 'pipe', 'inherit'] }));
    children.add(projecting);
    return projecting;
  }

  // A process stopped inside a SQLite transaction keeps its file locked, which no lease can mend: it is let go on a little.
  async function stopBetweenWrites(child: ChildProcess): Promise<void> {
    const database = openDatabase(join(folder, 'rows.db'), { busyTimeoutMs: 1 });
    for (;;) {
      child.kill('SIGSTOP');
      try {
        database.exec('BEGIN IMMEDIATE; ROLLBACK');
        break;
      } catch (error) {
        expect(resultCode(error)).toBe(sqliteBusy);
        child.kill('SIGCONT');
        await new Promise((resolve) => setTimeout(resolve, random.int(0, 3)));
      }
    }
    database.close();
  }

  async function expectRowsAsFromZero(): Promise<void> {
    const fresh = TrialRun.inMemory();
    fresh.log = log;
    const store = new SqliteReadStore(join(folder, 'rows.db'));
    const expected = await fresh.digestsFromZero();
    for (const spec of trialProjections.flatMap(tablesOf)) {
      expect([spec.name, await store.digest({ spec, generation: 1 })]).toEqual([spec.name, expected[spec.name]]);
    }
    await store.close();
  }

  test('before or after any commit, or at any other moment, leave rows as if nothing had happened', async () => {
    for (let cycle = 0; cycle < 24; cycle += 1) {
      const head = await record(log, ...anyEvents(30));
      const label = [`projection.before-commit:${1 + cycle % 5}`, `projection.after-commit:${1 + cycle % 7}`, undefined][cycle % 3];
      const projecting = start(20, 1 + cycle % 4, label);
      if (label === undefined) {
        await projecting.line(({ kind }) => kind === 'committed');
        await new Promise((resolve) => setTimeout(resolve, random.int(0, 10)));
        projecting.child.kill('SIGKILL');
      }
      // A label that is never reached would leave the process alive and handling everything.
      const end = await Promise.race([projecting.exit, projecting.line(({ handled = 0 }) => handled >= head).then(() => (label === undefined ? projecting.exit : 'label never reached'))]);
      expect(end).toBe('SIGKILL');
    }
    const head = await record(log, counted('last'));
    const last = start(20, 500);
    await last.line(({ handled = 0 }) => handled >= head);
    last.child.kill('SIGTERM');
    expect(await last.exit).toBe(null);
    await expectRowsAsFromZero();
  }, 60_000);

  test('a holder stopped by the system past its lease and woken again cannot write; the one that took over is undisturbed', async () => {
    await record(log, ...anyEvents(20));
    const first = start(300, 3);
    await first.line(({ handled = 0 }) => handled >= 20);
    for (let round = 0; round < 3; round += 1) {
      const recording = record(log, ...anyEvents(20));
      await stopBetweenWrites(first.child);
      await recording;
      const second = start(300, 500);
      const head = await record(log, ...anyEvents(10));
      await second.line(({ handled = 0 }) => handled >= head);
      first.child.kill('SIGCONT');
      // Each of the three projections loses its lease.
      await first.line(() => first.lines.filter(({ kind }) => kind === 'lease-lost').length >= 3 * (round + 1));
      await expectRowsAsFromZero();
      second.child.kill('SIGTERM');
      await second.exit;
      const next = await record(log, ...anyEvents(5));
      await first.line(({ handled = 0 }) => handled >= next);
    }
    await expectRowsAsFromZero();
  }, 60_000);
});
