import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedId, zhihengNamespace, type EventCatalogue } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import type { ReadStore } from '#engine/read-store';
import { MemoryReadStore } from '#engine/read-store/memory';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { TestClock } from '#engine/testing';
import { bySystem, type ActBy } from '../record-act.js';
import { tablesOf, type AnyProjection, type ProjectionStatus } from '../projection.js';
import { ProjectionRunner, type RunnerParts } from '../projection-runner.js';
import type { RunnerReport, RunnerSettings } from '../running.js';
import { trialEvents, trialProjections } from './trial-projections.js';

const hurried: Partial<RunnerSettings> = { leaseMs: 300, standbyPollMs: 10, retryMs: 10, dropAfterMs: 20 };

/** Everything a spec of the runner needs, cleaned up at the end. */
export class TrialRun {
  readonly clock = new TestClock();
  readonly reports: RunnerReport[] = [];
  log: EventStore = new MemoryEventStore({ clock: this.clock, pollMs: 5 });
  private readonly runners = new Set<ProjectionRunner>();
  private owners = 0;
  private acts = 0;

  private constructor(
    public store: ReadStore,
    private readonly folder: string | undefined,
  ) {}

  static inMemory(): TrialRun {
    return new TrialRun(new MemoryReadStore(), undefined);
  }

  static onSqlite(): TrialRun {
    const folder = mkdtempSync(join(tmpdir(), 'zhiheng-projections-'));
    return new TrialRun(new SqliteReadStore(join(folder, 'rows.db')), folder);
  }

  /** A started runner. */
  async runner(parts: Partial<Omit<RunnerParts, 'settings'>> & { readonly settings?: Partial<RunnerSettings> } = {}): Promise<ProjectionRunner> {
    const { settings, catalogues = [trialEvents] as readonly EventCatalogue[], ...rest } = parts;
    const runner = new ProjectionRunner({
      projections: trialProjections,
      log: this.log,
      store: this.store,
      clock: this.clock,
      owner: `owner-${(this.owners += 1)}`,
      report: (report) => this.reports.push(report),
      ...rest,
      catalogues,
      settings: { ...hurried, ...settings },
    });
    await runner.start();
    this.runners.add(runner);
    return runner;
  }

  async stop(runner: ProjectionRunner): Promise<void> {
    this.runners.delete(runner);
    await runner.stop();
  }

  /** Start a runner, wait until it has handled the whole log, stop it. */
  async catchUp(parts: Parameters<TrialRun['runner']>[0] = {}): Promise<void> {
    const runner = await this.runner(parts);
    await this.handled(runner, parts.projections);
    await this.stop(runner);
  }

  /** Wait until projections have handled the whole log. */
  async handled(runner: ProjectionRunner, projections: readonly AnyProjection[] = trialProjections): Promise<void> {
    const head = await this.log.head();
    if (!(await runner.whenProcessed(projections.map(({ name }) => name), head, 10_000))) {
      throw new Error(`not handled up to ${head}: ${JSON.stringify(await runner.status())} ${this.reports.slice(-5).map(String).join()}`);
    }
  }

  /** Digest of every table of some projections, as the runner serves them. */
  async digests(runner: ProjectionRunner, projections: readonly AnyProjection[] = trialProjections): Promise<Record<string, string>> {
    const digests: Record<string, string> = {};
    for (const projection of projections) {
      for (const { name } of tablesOf(projection)) digests[name] = await this.store.digest(runner.tables(projection.name)[name]!);
    }
    return digests;
  }

  /** The digests of a run from the beginning into an empty store, in one page. */
  async digestsFromZero(projections: readonly AnyProjection[] = trialProjections): Promise<Record<string, string>> {
    const fresh = TrialRun.inMemory();
    fresh.log = this.log;
    const runner = await fresh.runner({ projections, settings: { pageSize: 100_000 } });
    await fresh.handled(runner, projections);
    const digests = await fresh.digests(runner, projections);
    await fresh.stop(runner);
    return digests;
  }

  /** Poll until a projection's status is as wanted. */
  async until(runner: ProjectionRunner, projection: string, wanted: (status: ProjectionStatus) => boolean): Promise<ProjectionStatus> {
    const deadline = performance.now() + 10_000;
    for (;;) {
      const status = (await runner.status()).find(({ name }) => name === projection)!;
      if (wanted(status)) return status;
      if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(status)}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** An operator's act with an id of its own. */
  by(): ActBy {
    const { meta } = bySystem('trial', 'act');
    return { id: derivedId(zhihengNamespace, `trial act ${(this.acts += 1)}`), meta: { ...meta, actor: 'operator' } };
  }

  async discard(): Promise<void> {
    await Promise.all([...this.runners].map((runner) => this.stop(runner)));
    await this.store.close();
    await this.log.close();
    if (this.folder) rmSync(this.folder, { recursive: true });
  }
}

/** A store some of whose operations are done otherwise. */
export function withOther(store: ReadStore, operations: Partial<ReadStore>): ReadStore {
  return new Proxy(store, {
    get: (target, name) => {
      const value = (Reflect.get(operations, name) ?? Reflect.get(target, name)) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
