import { cityDate, cityTimeOfDay, newId, type Clock, type Instant, type JsonObject } from '#engine/kernel';
import type { ReadStore } from '#engine/read-store';
import { realWait, reasonOf, whileTenant, type LeaseOptions, type Wait } from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import { pacing } from './pace.js';
import { Interrupted, mostNamed, type Check, type CheckReport, type Difference, type ReconciliationReport } from './reconciliation.js';

export interface ReconcilerOptions {
  readonly checks: readonly Check[];
  /** Keeps the report, and what was asked for, where all processes see them. */
  readonly store: Pick<ReadStore, 'note' | 'putNote'>;
  readonly clock: Clock;
  /** The city's time of day at which the nightly one begins, `02:30`; none when absent. */
  readonly at?: string | undefined;
  /** Share of the time that it works; the rest is others'. A quarter at night and half of it for somebody who waits, when absent. */
  readonly share?: number;
  /** One process at a time, where several share the work. */
  readonly lease?: LeaseOptions;
  readonly log?: Log;
  /** How often it looks whether it is time, or whether somebody asked; 1 s when absent. */
  readonly pollMs?: number;
  /** How long a process rests after its start before it begins a nightly one: views catch up first. Ten minutes when absent. */
  readonly restMs?: number;
  readonly wait?: Wait;
}

/** A reconciliation that is under way, or was asked for and has not begun. */
export interface Underway {
  readonly id: string;
  readonly askedAt: Instant;
  readonly askedBy?: string;
  /** The night it is for, as the city's date. */
  readonly night?: string;
  readonly startedAt?: Instant;
  /** Checks that are done, of how many; and the one in hand. */
  readonly done?: number;
  readonly of?: number;
  readonly check?: string;
}

export interface ReconciliationStatus {
  readonly underway?: Underway;
  /** Asked for, to begin when the one under way has ended. */
  readonly asked?: Underway;
  readonly last?: ReconciliationReport;
}

/** Names of the notes. What is under way is noted until it has ended, so that a process that is killed leaves it to the next. */
const notes = { report: 'reconciliation/report', underway: 'reconciliation/underway', asked: 'reconciliation/asked', night: 'reconciliation/night' } as const;
const usualRestMs = 600_000;

/** One that was missed, because nothing ran at its time, is made up for within so long. */
const nightHours = 4;

/**
 * Compares what was made from the log with the log: at night, and when somebody asks. One process does it, whichever holds the lease; all
 * can ask for it and read what it came to. One that is cut off is begun anew.
 */
export class Reconciler {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: ReconcilerOptions) {}

  start(): void {
    const { lease, clock, wait = realWait } = this.options;
    this.running ??= whileTenant('reconciliation', this.stopping.signal, { lease, clock, wait }, (signal) => this.keepWatch(signal));
  }

  /** Give up what is under way: it is asked for still and begins anew with the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Ask for one now; the process that holds the lease begins within seconds, or when the one under way has ended. Answers one that is asked for already. */
  async ask(by: string): Promise<Underway> {
    const { store, clock } = this.options;
    const { asked } = await this.status();
    if (asked) return asked;
    const wish: Underway = { id: newId(), askedAt: clock.now(), askedBy: by };
    await store.putNote(notes.asked, { ...wish });
    return wish;
  }

  async status(): Promise<ReconciliationStatus> {
    const { store } = this.options;
    const [underway, asked, last] = await Promise.all([store.note<Underway & JsonObject>(notes.underway), store.note<Underway & JsonObject>(notes.asked), store.note<ReconciliationReport & JsonObject>(notes.report)]);
    return { ...(underway ? { underway } : {}), ...(asked && asked.id !== underway?.id ? { asked } : {}), ...(last ? { last } : {}) };
  }

  private async keepWatch(signal: AbortSignal): Promise<void> {
    const { clock, log = silentLog, pollMs = 1_000, restMs = usualRestMs, wait = realWait } = this.options;
    const since = Date.parse(clock.now());
    while (!signal.aborted) {
      try {
        const next = (await this.takeUp()) ?? (Date.parse(clock.now()) - since >= restMs ? await this.nightDue() : undefined);
        if (next) await this.run(next, signal);
      } catch (error) {
        if (error instanceof Interrupted) return;
        log.error('the reconciliation failed and will begin anew', { err: error });
      }
      await wait(pollMs, signal);
    }
  }

  /** The one that was cut off, or the one that is asked for, which is under way from now on. */
  private async takeUp(): Promise<Underway | undefined> {
    const { store } = this.options;
    const { underway, asked } = await this.status();
    if (underway || !asked) return underway;
    await store.putNote(notes.underway, { ...asked });
    await store.putNote(notes.asked, undefined);
    return asked;
  }

  /** The nightly one, if it is due and was not made. */
  private async nightDue(): Promise<Underway | undefined> {
    const { at, clock, store } = this.options;
    if (at === undefined) return undefined;
    const now = clock.now();
    const minutes = minutesOf(cityTimeOfDay(now)) - minutesOf(at);
    if (minutes < 0 || minutes >= nightHours * 60) return undefined;
    const night = cityDate(now);
    const done = await store.note<{ readonly night: string }>(notes.night);
    return done?.night === night ? undefined : { id: newId(), askedAt: now, night };
  }

  private async run(asked: Underway, signal: AbortSignal): Promise<void> {
    const { checks, store, clock, share = asked.askedBy === undefined ? 0.25 : 0.5, wait = realWait, log = silentLog } = this.options;
    const startedAt = clock.now();
    const reports: CheckReport[] = [];
    for (const check of checks) {
      await store.putNote(notes.underway, { ...asked, startedAt, done: reports.length, of: checks.length, check: check.name });
      reports.push(await this.make(check, pacing(share, { wait, signal }), signal));
    }
    const report: ReconciliationReport = {
      id: asked.id, startedAt, endedAt: clock.now(),
      ...(asked.night === undefined ? {} : { night: asked.night }), ...(asked.askedBy === undefined ? {} : { askedBy: asked.askedBy }),
      differing: reports.reduce((sum, { differing }) => sum + differing, 0), notCompared: reports.filter(({ notCompared }) => notCompared).length, checks: reports,
    };
    await store.putNote(notes.report, JSON.parse(JSON.stringify(report)) as JsonObject);
    if (asked.night !== undefined) await store.putNote(notes.night, { night: asked.night });
    await store.putNote(notes.underway, undefined);
    for (const { check, differing, differences } of reports) {
      if (differing > 0) log.error('what was made from the log is not as the log makes it', { check, differing, first: differences.slice(0, 10) });
    }
    log.info('reconciliation ended', { differing: report.differing, notCompared: report.notCompared, checks: reports.length });
  }

  private async make(check: Check, pace: () => Promise<void>, signal: AbortSignal): Promise<CheckReport> {
    const began = performance.now();
    const differences: Difference[] = [];
    let differing = 0;
    const found = (difference: Difference): void => {
      differing += 1;
      if (differences.length < mostNamed) differences.push(difference);
    };
    const outcome = await check.run({ pace, signal, found }).catch((error: unknown) => {
      if (error instanceof Interrupted || signal.aborted) throw new Interrupted('the reconciliation was given up');
      // One store that is away must not keep the others from being compared.
      this.options.log?.error('a check of the reconciliation failed', { check: check.name, err: error });
      return { compared: 0, position: 0, notCompared: { zh: `无法比对：${reasonOf(error)}`, en: `It could not be compared: ${reasonOf(error)}` } };
    });
    if (signal.aborted) throw new Interrupted('the reconciliation was given up');
    return { check: check.name, unsettled: 0, ...outcome, differing, differences, seconds: Math.round(performance.now() - began) / 1_000 };
  }
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}
