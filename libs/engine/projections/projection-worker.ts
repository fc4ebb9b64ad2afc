import { setMaxListeners } from 'node:events';
import { StaleLease, type Lease } from '#engine/read-store';
import { Holding, type RecordedAct } from './holding.js';
import { pause } from './log-feed.js';
import { epochMs } from './record-act.js';
import type { ProjectionState, ProjectionStatus } from './projection.js';
import { Rebuilding } from './rebuilding.js';
import type { ProjectionContext } from './running.js';
import { Serving } from './serving.js';
import { loadStanding, type Standing } from './standing.js';

/** Runs one projection while this process holds its lease, and otherwise keeps up with what another process writes. */
export class ProjectionWorker {
  private holding: Holding | undefined;
  private serving: Serving | undefined;
  private seen: Standing | undefined;

  constructor(private readonly context: ProjectionContext) {}

  /** Where it stands, as last known here. */
  get standing(): Standing {
    const standing = this.holding?.standing ?? this.seen;
    if (!standing) throw new Error(`projection ${this.context.projection.name} is asked before the runner was started`);
    return standing;
  }

  get nextGeneration(): number {
    const { active, building } = this.standing;
    return this.holding?.nextGeneration ?? Math.max(active.generation, building?.generation ?? 0) + 1;
  }

  /** Learn where the projection stands. @throws BadTable */
  async look(): Promise<void> {
    const { store, projection, positions } = this.context;
    this.seen = await loadStanding(store, projection);
    positions.set(projection.name, (await store.checkpoint(projection.name, this.seen.active.generation)) ?? 0);
  }

  /** Run until the signal aborts. With `reads` the lease is never asked for. */
  async run(signal: AbortSignal, reads: boolean): Promise<void> {
    const { projection, store, owner, clock, settings, standbyTicks, report } = this.context;
    // By time, not by rounds: with a slow store a round takes longer, and nobody would notice for as long that a lease is free.
    let triesAt = 0;
    while (!signal.aborted) {
      try {
        const tries = !reads && performance.now() >= triesAt;
        if (tries) triesAt = performance.now() + settings.leaseMs / 3;
        const lease = tries ? await store.lease(`projection/${projection.name}`, owner, epochMs(clock), settings.leaseMs) : undefined;
        if (lease) {
          await this.hold(lease, signal);
          triesAt = performance.now() + settings.leaseMs / 3;
        }
        await this.look();
        await standbyTicks.next(signal);
      } catch (error) {
        report({ kind: 'fault', error });
        await pause(settings.retryMs, signal);
        triesAt = 0;
      }
    }
  }

  /** An act was read from the log. */
  async act(act: RecordedAct): Promise<void> {
    const { holding } = this;
    await holding?.turns.take(() => holding.apply(act));
  }

  /** The feed stumbled: acts may have been missed. */
  async catchUpActs(): Promise<void> {
    const { holding } = this;
    await holding?.turns.take(() => holding.applyRecorded());
  }

  status(head: number, lagMs: number): ProjectionStatus {
    const { active, building } = this.standing;
    const { projection, positions } = this.context;
    const position = positions.of(projection.name) ?? 0;
    const lag = Math.max(0, head - position);
    const caughtUp = lag === 0 || (this.serving?.isLive ?? false);
    const state: ProjectionState = active.halted ? 'halted' : building ? 'rebuilding' : caughtUp ? 'live' : 'catching-up';
    return {
      name: projection.name,
      version: active.version,
      generation: active.generation,
      state,
      owned: this.holding !== undefined,
      position,
      lag,
      lagMs: lag === 0 ? 0 : lagMs,
      ...(active.halted ? { halted: active.halted } : {}),
      ...(building ? { rebuild: this.rebuildStatus(building, head) } : {}),
    };
  }

  private rebuildStatus({ generation, halted, comparison }: NonNullable<Standing['building']>, head: number): NonNullable<ProjectionStatus['rebuild']> {
    return {
      generation,
      position: this.holding?.building?.position ?? 0,
      target: head,
      ...(halted ? { halted } : {}),
      ...(comparison ? { comparison } : {}),
    };
  }

  private async hold(lease: Lease, signal: AbortSignal): Promise<void> {
    const { context } = this;
    const { store, owner, clock, report } = context;
    const held = new AbortController();
    const scope = AbortSignal.any([signal, held.signal]);
    setMaxListeners(0, scope);
    const enough = new AbortController();
    const renewed = this.keepRenewing(lease, held, enough.signal);
    report({ kind: 'lease-taken', epoch: lease.epoch });
    try {
      const holding = await Holding.open(context, lease);
      this.holding = holding;
      this.serving = new Serving(holding);
      // Acts that came while it was opened found nobody to apply them.
      await this.catchUpActs();
      const parts = [this.serving.run(scope), new Rebuilding(holding).run(scope)];
      // One part that loses the lease ends the other; both are waited for, so that nothing runs on behind.
      const ended = await Promise.allSettled(parts.map((part) => part.catch((error: unknown) => this.give(held, error))));
      const failed = ended.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
      held.signal.throwIfAborted();
      // A renewal behind it would take the lease again.
      enough.abort();
      await renewed;
      await store.lease(lease.name, owner, epochMs(clock), 0);
    } catch (error) {
      if (!(error instanceof StaleLease)) throw error;
      report({ kind: 'lease-lost' });
    } finally {
      enough.abort();
      held.abort();
      this.seen = this.holding?.standing ?? this.seen;
      this.holding = undefined;
      this.serving = undefined;
    }
  }

  private give(held: AbortController, error: unknown): never {
    held.abort(error);
    throw error;
  }

  private async keepRenewing(lease: Lease, held: AbortController, ended: AbortSignal): Promise<void> {
    const { store, owner, clock, settings, renewalTicks, report } = this.context;
    for (await renewalTicks.next(ended); !ended.aborted; await renewalTicks.next(ended)) {
      try {
        const renewed = await store.lease(lease.name, owner, epochMs(clock), settings.leaseMs);
        if (renewed?.epoch !== lease.epoch) held.abort(new StaleLease(`lease ${lease.name} was taken over`));
      } catch (error) {
        // Not certain to be lost: a write after a takeover is refused in any case.
        report({ kind: 'fault', error });
      }
    }
  }
}
