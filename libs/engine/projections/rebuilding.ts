import { setImmediate as nextTurn } from 'node:timers/promises';
import { StaleLease } from '#engine/read-store';
import { firstDifferences, sameDigests } from './comparing.js';
import type { Generation } from './generation.js';
import type { Holding } from './holding.js';
import { pause } from './log-feed.js';
import type { Comparison } from './projection.js';
import { step } from './serving.js';
import { noted, refsOf } from './standing.js';

/** Fills a new generation beside the serving one, compares the two, and lets the new one take over. */
export class Rebuilding {
  private dropping: NodeJS.Timeout | undefined;

  constructor(private readonly holding: Holding) {}

  /** Run until the signal aborts.
   * @throws StaleLease */
  async run(signal: AbortSignal): Promise<void> {
    const { holding } = this;
    while (!signal.aborted) {
      const { building } = holding.standing;
      if (!building || building.halted || building.comparison) {
        await holding.rebuildBell.wait(signal);
        continue;
      }
      try {
        await this.build(building.generation, signal);
      } catch (error) {
        if (error instanceof StaleLease) throw error;
        holding.context.report({ kind: 'fault', error });
        await pause(holding.context.settings.retryMs, signal);
        holding.building = undefined;
      }
    }
    clearTimeout(this.dropping);
    await holding.turns.take(async () => holding.building?.save());
  }

  private async build(number: number, signal: AbortSignal): Promise<void> {
    const { holding } = this;
    const generation = (holding.building ??= await holding.openGeneration(number));
    let behind = true;
    while (behind && !signal.aborted && this.isCurrent(generation)) {
      const progressed = await holding.turns.take(async () => this.isCurrent(generation) && step(holding, generation));
      // Level with the serving rows is level enough: a busy log always has one more event.
      behind = progressed && !(holding.active && !holding.standing.active.halted && generation.position >= holding.active.position);
      // Reads of an embedded log never wait: without this nothing else in the process would get a turn.
      await nextTurn();
    }
    if (!signal.aborted && this.isCurrent(generation)) await this.finish(generation);
  }

  /** Whether this is still the generation being built, and not halted. */
  private isCurrent(generation: Generation): boolean {
    const { building } = this.holding.standing;
    return this.holding.building === generation && building?.generation === generation.number && building.halted === undefined;
  }

  private async finish(generation: Generation): Promise<void> {
    const { holding } = this;
    // Taking digests may last, and the live rows go on meanwhile.
    const comparing = await holding.turns.take(async () => {
      const before = await this.drawLevel(generation);
      return before && { same: sameDigests(holding.context.store, before.tables, generation.tables) };
    });
    const same = (await comparing?.same) ?? false;
    await holding.turns.take(async () => {
      if (!this.isCurrent(generation)) return;
      const before = await this.drawLevel(generation);
      if (!this.isCurrent(generation)) return;
      const comparison = comparing && before ? await this.compare(before, generation, same) : undefined;
      if (!comparison || comparison.equal || holding.standing.building?.takeOver === 'always') await this.takeOver(generation, comparison?.equal ?? null);
      else await holding.stand({ ...holding.standing, building: { ...holding.standing.building!, comparison } });
    });
  }

  /**
   * Bring the new generation and the serving one to exactly one position, so that they can be compared.
   * Without a serving one that runs (halted, or of an older version) the new one goes to the end of the log.
   */
  private async drawLevel(generation: Generation): Promise<Generation | undefined> {
    const { holding } = this;
    const { log } = holding.context;
    const before = holding.standing.active.halted ? undefined : holding.active;
    const target = before ? Math.max(before.position, generation.position) : await log.head();
    const level = async (one: Generation, goesOn: () => boolean): Promise<void> => {
      do {
        while (one.position < target && goesOn()) await step(holding, one, target);
        await one.save();
      } while (one.position < target && goesOn());
    };
    await level(generation, () => this.isCurrent(generation));
    if (before) await level(before, () => holding.standing.active.halted === undefined);
    return before && before.position === generation.position ? before : undefined;
  }

  /** Compare two generations that stand at one position, and stay there. */
  private async compare(before: Generation, generation: Generation, same: boolean): Promise<Comparison> {
    const { store, report } = this.holding.context;
    // A store on the network takes a digest when it gets round to it: rows written meanwhile set two digests apart, rows held still tell.
    const differences = same ? [] : await firstDifferences(store, before.tables, generation.tables);
    const comparison: Comparison = { position: generation.position, equal: differences.length === 0, differences };
    report({ kind: 'compared', generation: generation.number, comparison });
    return comparison;
  }

  private async takeOver(generation: Generation, equal: boolean | null): Promise<void> {
    const { holding } = this;
    const { context } = holding;
    const { active: old, retired } = holding.standing;
    const { name } = context.projection;
    const switched = { from: old.generation, position: generation.position, equal };
    const active = { ...noted(context.projection, generation.number), switched };
    await holding.stand({ active, retired: [...retired, old] });
    holding.active = generation;
    holding.building = undefined;
    context.positions.set(name, generation.position);
    context.report({ kind: 'switched', generation: generation.number, from: old.generation, position: generation.position });
    for (const table of Object.keys(refsOf(active))) context.changed({ projection: name, table, position: generation.position, keys: 'all' });
    holding.bell.ring();
    this.dropping ??= setTimeout(() => this.dropRetired(), context.settings.dropAfterMs);
    await holding.recordSwitch(generation.number, switched);
  }

  private dropRetired(): void {
    const { turns, context } = this.holding;
    this.dropping = undefined;
    void turns.take(() => this.holding.dropRetired()).catch((error: unknown) => context.report({ kind: 'fault', error }));
  }
}
