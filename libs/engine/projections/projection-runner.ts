import { setMaxListeners } from 'node:events';
import { Subject, type Observable } from 'rxjs';
import { derivedId, type Clock, type EventCatalogue } from '#engine/kernel';
import type { EventStore, Page } from '#engine/event-store';
import type { ReadStore, TableRef } from '#engine/read-store';
import { covered, EventKnowledge } from './event-knowledge.js';
import type { RecordedAct } from './holding.js';
import { LogFeed, pause } from './log-feed.js';
import { Positions } from './positions.js';
import { projectionEvents, type ProjectionEvent } from './projection.events.js';
import { epochMs, recordAct, type ActBy } from './record-act.js';
import { tablesOf, type AnyProjection, type ProjectionChange, type ProjectionReader, type ProjectionStatus } from './projection.js';
import { ProjectionWorker } from './projection-worker.js';
import { defaultSettings, type ProjectionContext, type RunnerReport, type RunnerSettings } from './running.js';
import { refsOf } from './standing.js';
import { Ticks } from './ticks.js';

export interface RunnerParts {
  readonly projections: readonly AnyProjection[];
  readonly log: EventStore;
  readonly store: ReadStore;
  readonly clock: Clock;
  /** Catalogues of all contexts: an event type or schema version that none of them knows halts the projections it concerns. */
  readonly catalogues: readonly EventCatalogue[];
  /** Name of this process among those that may run the projections; another one for each start. */
  readonly owner: string;
  /** Only read what another process writes; leases are never asked for. */
  readonly readsOnly?: boolean;
  readonly settings?: Partial<RunnerSettings>;
  /** Called for everything that logs and metrics want to know. */
  readonly report?: (report: RunnerReport) => void;
}

/** An operator asked for something that a projection's state does not allow. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

const actPrefix = 'projections.';
const feedName = '#feed';

/**
 * Runs all projections over one follow of the log. Each has its own checkpoint and lease; whoever is behind catches up
 * with reads of its own. In other processes the same class reads what the lease holder writes.
 */
export class ProjectionRunner implements ProjectionReader {
  /** Changes of serving rows, after each commit in this process. For consumers that wait, use `coalesced`. */
  readonly changes$: Observable<ProjectionChange>;
  private readonly changes = new Subject<ProjectionChange>();
  private readonly workers = new Map<string, ProjectionWorker>();
  private readonly positions = new Positions();
  private readonly stopping = new AbortController();
  private running: Promise<unknown> | undefined;

  /** @throws Error when two projections share a name or a table */
  constructor(private readonly parts: RunnerParts) {
    this.changes$ = this.changes.asObservable();
    const names = parts.projections.map(({ name }) => name);
    const tables = parts.projections.flatMap(tablesOf).map(({ name }) => name);
    const twice = [names, tables].map((list) => list.find((name, i) => list.indexOf(name) !== i)).find((name) => name !== undefined);
    if (twice !== undefined) throw new Error(`two projections or tables are named ${twice}`);
    setMaxListeners(0, this.stopping.signal);
  }

  /** Resolves when every projection can be read; catching up goes on behind. @throws BadTable */
  async start(): Promise<void> {
    const { projections, readsOnly = false } = this.parts;
    const feed = this.makeFeed(await this.parts.log.head());
    const { standbyPollMs, leaseMs } = { ...defaultSettings, ...this.parts.settings };
    const ticks = { standbyTicks: new Ticks(standbyPollMs), renewalTicks: new Ticks(leaseMs / 3) };
    for (const projection of projections) {
      const worker = this.makeWorker(projection, feed, ticks);
      await worker.look();
      this.workers.set(projection.name, worker);
    }
    const { signal } = this.stopping;
    const running: Promise<void>[] = [...this.workers.values()].map((worker) => worker.run(signal, readsOnly));
    if (!readsOnly) running.push(this.takeActs(feed, signal), feed.run(signal));
    this.running = Promise.all(running);
  }

  /** Finish and commit the pages in hand, give the leases back, resolve. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.positions.close();
    this.changes.complete();
  }

  tables(projection: string): Readonly<Record<string, TableRef>> {
    return refsOf(this.worker(projection).standing.active);
  }

  position(projection: string): number {
    void this.worker(projection);
    return this.positions.of(projection) ?? 0;
  }

  whenProcessed(projections: readonly string[], position: number, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    for (const projection of projections) void this.worker(projection);
    return this.positions.wait(projections, position, timeoutMs, signal);
  }

  /** How all projections fare. */
  async status(): Promise<readonly ProjectionStatus[]> {
    const { log, clock } = this.parts;
    const head = await log.head();
    const statuses: ProjectionStatus[] = [];
    for (const [name, worker] of this.workers) {
      const position = this.positions.of(name) ?? 0;
      const next = position < head ? (await log.readAll({ after: position, limit: 1 }).catch(() => undefined))?.events[0] : undefined;
      statuses.push(worker.status(head, next ? Math.max(0, epochMs(clock) - Date.parse(next.recordedAt)) : 0));
    }
    return statuses;
  }

  /**
   * Let a halted projection try the event again. Recorded; the process that runs the projection acts on it.
   * @throws NotNow when it is not halted
   */
  resume(projection: string, act: { readonly reason: string; readonly by: ActBy }): Promise<void> {
    return this.goOn(projection, 'retry', act);
  }

  /**
   * Let a halted projection pass over exactly the event it halted at, named by its position. Recorded, and heeded by
   * every rebuild of this version.
   * @throws NotNow when it is not halted there
   */
  supersede(projection: string, position: number, act: { readonly reason: string; readonly by: ActBy }): Promise<void> {
    return this.goOn(projection, 'supersede', act, position);
  }

  /**
   * Fill a new generation from the whole log and let it take over: always, or only when it equals the old one.
   * Recorded. Progress is in {@link status}.
   * @throws NotNow while a rebuild is under way
   */
  async rebuild(projection: string, act: { readonly reason: string; readonly by: ActBy; readonly takeOver?: 'always' | 'when-equal' }): Promise<number> {
    const worker = this.worker(projection);
    if (worker.standing.building) throw new NotNow(`${projection} is being rebuilt`);
    const { version } = this.parts.projections.find(({ name }) => name === projection)!;
    const generation = worker.nextGeneration;
    const { reason, by, takeOver = 'always' } = act;
    await this.record({ type: 'projections.RebuildStarted', data: { projection, generation, version, takeOver, reason } }, by);
    return generation;
  }

  /** Give up a rebuild and drop what it made. Recorded. @throws NotNow when there is none */
  async cancelRebuild(projection: string, { reason, by }: { readonly reason: string; readonly by: ActBy }): Promise<void> {
    const { building } = this.worker(projection).standing;
    if (!building) throw new NotNow(`${projection} is not being rebuilt`);
    await this.record({ type: 'projections.RebuildDropped', data: { projection, generation: building.generation, reason } }, by);
  }

  private async goOn(projection: string, how: 'retry' | 'supersede', { reason, by }: { readonly reason: string; readonly by: ActBy }, at?: number): Promise<void> {
    const { active, building } = this.worker(projection).standing;
    const halted = [active, building].filter((noted) => noted?.halted !== undefined && (at === undefined || noted.halted.position === at));
    if (halted.length === 0) throw new NotNow(`${projection} is not halted${at === undefined ? '' : ` at position ${at}`}`);
    for (const noted of halted) {
      const { generation, version } = noted!;
      const { position, eventId } = noted!.halted!;
      const id = derivedId(by.id, `${generation}`);
      await this.record({ type: 'projections.ProjectionResumed', data: { projection, generation, version, position, eventId, how, reason } }, { ...by, id });
    }
  }

  /** Record an act and wait until this process, if it runs projections, has read it. */
  private async record(event: ProjectionEvent, by: ActBy): Promise<void> {
    const { log, readsOnly = false, settings } = this.parts;
    const position = await recordAct(log, event, by);
    if (!readsOnly) await this.positions.wait([feedName], position, settings?.leaseMs ?? defaultSettings.leaseMs, this.stopping.signal);
  }

  private async takeActs(feed: LogFeed, signal: AbortSignal): Promise<void> {
    const { retryMs } = { ...defaultSettings, ...this.parts.settings };
    const take = async (page: Page): Promise<boolean> => {
      let taken = true;
      for (const event of page.events) {
        if (event.type.startsWith(actPrefix)) taken = (await this.byAll((worker) => worker.act(event as RecordedAct))) && taken;
      }
      this.positions.set(feedName, page.scannedTo);
      return taken;
    };
    while (!signal.aborted) {
      const leaving = new AbortController();
      const left = feed.join({ take }, AbortSignal.any([signal, leaving.signal]));
      // Joined first: an act that is recorded meanwhile comes twice rather than not at all, and has its effect once.
      const caughtUp = await this.byAll((worker) => worker.catchUpActs());
      if (caughtUp) await left;
      else await pause(retryMs, signal);
      leaving.abort();
    }
  }

  /** Whether all could. */
  private async byAll(work: (worker: ProjectionWorker) => Promise<void>): Promise<boolean> {
    let all = true;
    for (const worker of this.workers.values()) {
      await work(worker).catch((error: unknown) => {
        all = false;
        this.fault(error);
      });
    }
    return all;
  }

  private makeFeed(head: number): LogFeed {
    const { projections, log, settings } = this.parts;
    const prefixes = [...new Set([actPrefix, ...projections.flatMap(({ events }) => events)])];
    const types = prefixes.filter((prefix) => !covered(prefix, prefixes.filter((other) => other !== prefix)));
    const { pageSize, retryMs } = { ...defaultSettings, ...settings };
    return new LogFeed({ store: log, types, pageSize, retryMs, failed: (error) => this.fault(error) }, head);
  }

  private makeWorker(projection: AnyProjection, feed: LogFeed, ticks: Pick<ProjectionContext, 'standbyTicks' | 'renewalTicks'>): ProjectionWorker {
    const { log, store, clock, catalogues, owner, settings, report } = this.parts;
    return new ProjectionWorker({
      projection, log, store, clock, feed, owner, ...ticks,
      knowledge: new EventKnowledge([projectionEvents, ...catalogues]),
      positions: this.positions,
      settings: { ...defaultSettings, ...settings },
      report: (body) => report?.({ ...body, projection: projection.name, at: clock.now() } as RunnerReport),
      changed: (change) => this.changes.next(change),
    });
  }

  private fault(error: unknown): void {
    const { report, clock } = this.parts;
    report?.({ kind: 'fault', error, projection: feedName, at: clock.now() });
  }

  private worker(projection: string): ProjectionWorker {
    const worker = this.workers.get(projection);
    if (!worker) throw new Error(`there is no projection ${projection}`);
    return worker;
  }
}
