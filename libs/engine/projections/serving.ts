import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Page } from '#engine/event-store';
import { StaleLease } from '#engine/read-store';
import type { Generation } from './generation.js';
import type { Holding } from './holding.js';
import { pause } from './log-feed.js';
import { readPage } from './reading-streams.js';
import type { ProjectionContext } from './running.js';

const saveIdleAfterMs = 100;
const longestWaitMs = 10_000;

/** What bringing a generation further needs to know and to tell. */
export interface Stepping extends Pick<Holding, 'halt' | 'isSuperseded'> {
  readonly context: Pick<ProjectionContext, 'log' | 'clock' | 'projection'> & { readonly settings: Pick<ProjectionContext['settings'], 'pageSize' | 'commitEvents' | 'commitRows'> };
}

/**
 * Bring a generation one page further. Takes no turn of its own.
 * Resolves false when there was nothing to read, or it halted.
 */
export async function step(holding: Stepping, generation: Generation, upTo?: number): Promise<boolean> {
  const { context } = holding;
  const { page, unreadable } = await readPage(context.log, generation.position, generation.pageSize(context.settings.pageSize), context.projection.events, upTo);
  if (page.scannedTo > generation.position) {
    const halt = await generation.apply(page, context.settings);
    if (halt) {
      await holding.halt(generation, halt);
      return false;
    }
    if (!unreadable) return true;
  }
  await generation.save();
  if (generation.position < page.scannedTo) return true;
  if (!unreadable) return checkNotAhead(holding, generation);
  if (holding.isSuperseded(unreadable.position)) {
    await generation.passTo(unreadable.position);
    return true;
  }
  await holding.halt(generation, { ...unreadable, eventId: 'unknown', at: context.clock.now() });
  return false;
}

// Rows of a log that was since replaced by an older copy: going on would mix two histories. Resolves true when there is more to read.
async function checkNotAhead(holding: Stepping, generation: Generation): Promise<boolean> {
  const { log, clock } = holding.context;
  if (generation.position <= (await log.head())) return false;
  // The process that had the lease before may only have seen more of the log than this one has yet.
  const head = await log.current(AbortSignal.timeout(longestWaitMs));
  if (generation.position <= head) return true;
  const reason = `the rows reflect position ${generation.position}, the log ends at ${head}: rebuild`;
  await holding.halt(generation, { position: generation.position, eventId: 'unknown', type: 'unknown', reason, at: clock.now() });
  return false;
}

/** Keeps the serving generation up to date: catches up page by page, then takes the feed's pages. */
export class Serving {
  private live = false;
  private trouble: unknown = undefined;
  private saving: NodeJS.Timeout | undefined;

  constructor(private readonly holding: Holding) {}

  get isLive(): boolean {
    return this.live;
  }

  /** Run until the signal aborts; the page in hand is committed.
   * @throws StaleLease */
  async run(signal: AbortSignal): Promise<void> {
    const { holding } = this;
    while (!signal.aborted) {
      const generation = holding.active;
      if (!generation || holding.standing.active.halted) {
        await holding.bell.wait(signal);
        continue;
      }
      try {
        await this.keepUp(generation, signal);
      } catch (error) {
        await this.recover(generation, error, signal);
      }
    }
    clearTimeout(this.saving);
    await holding.turns.take(async () => holding.active?.save());
  }

  private async keepUp(generation: Generation, signal: AbortSignal): Promise<void> {
    const { holding } = this;
    const { feed } = holding.context;
    const progressed = await holding.turns.take(() => step(holding, generation));
    this.tellPosition(generation);
    if (progressed || holding.standing.active.halted) return nextTurn();
    if (feed.position > generation.position || holding.active !== generation) return nextTurn();
    this.live = true;
    await feed.join({ take: (page) => this.takeLive(generation, page, signal) }, signal);
    this.live = false;
    const { trouble } = this;
    this.trouble = undefined;
    if (trouble !== undefined) throw trouble;
  }

  private takeLive(generation: Generation, page: Page, signal: AbortSignal): Promise<boolean> {
    const { holding } = this;
    return holding.turns.take(async () => {
      if (holding.active !== generation || signal.aborted) return false;
      try {
        const halt = await generation.apply(page);
        if (halt) await holding.halt(generation, halt);
        this.tellPosition(generation);
        return !halt && generation.position >= page.scannedTo;
      } catch (error) {
        this.trouble = error;
        return false;
      }
    });
  }

  private tellPosition(generation: Generation): void {
    const { holding } = this;
    if (holding.active !== generation) return;
    holding.context.positions.set(holding.context.projection.name, generation.settled);
    const idle = generation.unsaved && generation.settled === generation.position;
    if (idle && this.saving === undefined) this.saving = setTimeout(() => this.saveIdle(), saveIdleAfterMs);
  }

  /** Processes that only read see the checkpoint: it must not stay behind while nothing of its own happens. */
  private saveIdle(): void {
    const { holding } = this;
    this.saving = undefined;
    void holding.turns.take(async () => holding.active?.save()).catch((error: unknown) => holding.context.report({ kind: 'fault', error }));
  }

  private async recover(generation: Generation, error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof StaleLease) throw error;
    const { context, turns } = this.holding;
    context.report({ kind: 'fault', error });
    await pause(context.settings.retryMs, signal);
    await turns.take(() => generation.rewind()).catch((again: unknown) => context.report({ kind: 'fault', error: again }));
  }
}
