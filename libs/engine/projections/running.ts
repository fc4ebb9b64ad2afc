import type { Clock, Instant } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { Lease, ReadStore } from '#engine/read-store';
import type { EventKnowledge } from './event-knowledge.js';
import type { Committed } from './generation.js';
import type { LogFeed } from './log-feed.js';
import type { Positions } from './positions.js';
import type { AnyProjection, Comparison, Halt, ProjectionChange } from './projection.js';
import type { Ticks } from './ticks.js';

/** What a runner has to tell logs and metrics. Facts only: texts are made where they are shown. */
export type RunnerReport = { readonly projection: string; readonly at: Instant } & (
  | { readonly kind: 'lease-taken'; readonly epoch: number }
  | { readonly kind: 'lease-lost' }
  | { readonly kind: 'committed'; readonly generation: number; readonly position: number; readonly events: number; readonly rows: number }
  | { readonly kind: 'halted'; readonly generation: number; readonly halt: Halt }
  | { readonly kind: 'resumed'; readonly generation: number; readonly position: number }
  | { readonly kind: 'rebuild-started' | 'rebuild-dropped' | 'generation-dropped'; readonly generation: number }
  | { readonly kind: 'compared'; readonly generation: number; readonly comparison: Comparison }
  | { readonly kind: 'switched'; readonly generation: number; readonly from: number; readonly position: number }
  | { readonly kind: 'fault'; readonly error: unknown }
);

type ReportBody = RunnerReport extends infer R ? (R extends RunnerReport ? Omit<R, 'projection' | 'at'> : never) : never;

/** Settings of a runner; times in milliseconds. */
export interface RunnerSettings {
  /** How long a lease is good without renewal; renewed three times as often. A takeover takes at most four thirds of it. */
  readonly leaseMs: number;
  /** How often positions and generations written by another process are looked up. */
  readonly standbyPollMs: number;
  /** Events read and folded in one go; while live, also committed. */
  readonly pageSize: number;
  /**
   * While catching up or rebuilding, a commit waits for this many events or {@link commitRows} row versions, whichever
   * comes first: rows that change often are then written once.
   */
  readonly commitEvents: number;
  /** Bounds the memory a commit takes, and how long an embedded store holds everything else up. */
  readonly commitRows: number;
  /** Rows of a row projection remembered between pages. */
  readonly rememberedRows: number;
  /** Pause after a fault of a store. */
  readonly retryMs: number;
  /** How long a generation that was replaced stays readable. */
  readonly dropAfterMs: number;
}

export const defaultSettings: RunnerSettings = {
  leaseMs: 6_000,
  standbyPollMs: 100,
  pageSize: 500,
  commitEvents: 100_000,
  commitRows: 10_000,
  rememberedRows: 5_000,
  retryMs: 1_000,
  dropAfterMs: 60_000,
};

/** What the parts of a runner share for one projection. */
export interface ProjectionContext {
  readonly projection: AnyProjection;
  readonly log: EventStore;
  readonly store: ReadStore;
  readonly clock: Clock;
  readonly knowledge: EventKnowledge;
  readonly feed: LogFeed;
  readonly positions: Positions;
  readonly owner: string;
  readonly settings: RunnerSettings;
  /** When what another process writes is looked up. */
  readonly standbyTicks: Ticks;
  /** When leases are renewed. */
  readonly renewalTicks: Ticks;
  readonly report: (body: ReportBody) => void;
  readonly changed: (change: ProjectionChange) => void;
}

const mostKeysNamed = 500;

/** Tell readers which rows a commit of the serving generation changed. */
export function announce({ projection, changed }: ProjectionContext, { position, writes }: Committed): void {
  const keys = new Map<string, Set<string>>();
  for (const { table, key } of writes) {
    const ofTable = keys.get(table.spec.name);
    if (ofTable) ofTable.add(key);
    else keys.set(table.spec.name, new Set([key]));
  }
  for (const [table, changedKeys] of keys) {
    changed({ projection: projection.name, table, position, keys: changedKeys.size > mostKeysNamed ? 'all' : [...changedKeys] });
  }
}

export type { Lease };
