import { join } from 'node:path';
import { newId, systemClock } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { ProjectionRunner, projectionEvents, type RunnerReport } from '#engine/projections';
import { Views } from '#engine/http';
import { planEvents } from '#domain/plan';
import { periodEvents, reportEvents } from '#domain/reporting';
import { schemeEvents } from '#domain/scoring';
import { readBoard, type BoardLine } from '../../../libs/domain/scoring/live-board/live-board.http.js';
import { liveBoard } from '../../../libs/domain/scoring/live-board/live-board.projection.js';
import { group, plan, year } from './synthetic-city.js';

const catalogues = [planEvents, reportEvents, periodEvents, schemeEvents, projectionEvents];
/** Processor time of this process, all threads, in milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const patienceMs = 3_600_000;

/** The live board as the server runs it: the runner with its projection over the log, rows in SQLite, views over them. */
export class RunningBoard {
  readonly rows: SqliteReadStore;
  readonly views: Views;
  readonly runner: ProjectionRunner;
  readonly reports: (RunnerReport & { readonly ms: number; readonly cpuMs: number })[] = [];

  private constructor(private readonly log: EventStore, folder: string) {
    this.rows = new SqliteReadStore(join(folder, 'rows.db'));
    this.runner = new ProjectionRunner({
      projections: [liveBoard], log, store: this.rows, clock: systemClock, catalogues, owner: newId(),
      settings: { dropAfterMs: patienceMs },
      report: (report) => this.reports.push({ ...report, ms: performance.now(), cpuMs: cpuMs() }),
    });
    this.views = new Views(log, this.rows, this.runner);
  }

  static async start(log: EventStore, folder: string): Promise<RunningBoard> {
    const board = new RunningBoard(log, folder);
    await board.runner.start();
    return board;
  }

  /** Resolves when the board reflects a position, the end of the log when none is given. @throws Error when the projection halted */
  async caughtUp(position?: number): Promise<void> {
    const goal = position ?? (await this.log.head());
    const halted = new AbortController();
    const watch = setInterval(() => {
      if (this.reports.some((r) => r.kind === 'halted')) halted.abort();
    }, 200);
    const reached = await this.runner.whenProcessed([liveBoard.name], goal, patienceMs, halted.signal);
    clearInterval(watch);
    const trouble = this.reports.find((r) => r.kind === 'halted' || r.kind === 'fault');
    if (!reached || trouble) throw new Error(`the board did not get to ${goal}: ${JSON.stringify(trouble)} ${trouble?.kind === 'fault' ? String(trouble.error) : ''}`);
  }

  /** The whole board, as the HTTP edge reads it. */
  async read(moment: { readonly asKnownAt?: string; readonly waitFor?: number } = {}): Promise<readonly BoardLine[]> {
    return (await readBoard(this.views, { plan, year, group }, moment)).lines;
  }

  /** Fill a new generation from the whole log and let it take over. */
  async rebuild(): Promise<{ readonly events: number; readonly rows: number; readonly fillMs: number; readonly fillCpuMs: number; readonly untilSwitchedMs: number }> {
    const [began, cpuBegan] = [performance.now(), cpuMs()];
    const id = newId();
    const generation = await this.runner.rebuild(liveBoard.name, { reason: 'bench', by: { id, meta: { actor: 'bench', correlation: id, causation: id } } });
    const ended = () => this.reports.find((r) => (r.kind === 'switched' || r.kind === 'halted') && r.generation === generation);
    while (!ended()) await new Promise((resolve) => setTimeout(resolve, 5));
    const commits = this.reports.filter((r) => r.kind === 'committed').filter((r) => r.generation === generation && r.events > 0);
    const sum = (of: 'events' | 'rows') => commits.reduce((total, commit) => total + commit[of], 0);
    return { events: sum('events'), rows: sum('rows'), fillMs: commits.at(-1)!.ms - began, fillCpuMs: commits.at(-1)!.cpuMs - cpuBegan, untilSwitchedMs: ended()!.ms - began };
  }

  async stop(): Promise<void> {
    await this.runner.stop();
    await this.rows.close();
  }
}
