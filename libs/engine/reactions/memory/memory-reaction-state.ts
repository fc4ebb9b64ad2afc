import type { Instant } from '#engine/kernel';
import { StaleLease } from '#engine/read-store';
import { dueOrder } from '../reaction-state.js';
import type { ParkedStream, ReactionState, ReactionStep, Standing, TimerChange, TimerCounts, TimerRow } from '../reaction-state.js';

interface ProcessState {
  position: number | undefined;
  epoch: number;
  readonly parked: Map<string, ParkedStream>;
  readonly timers: Map<string, TimerRow>;
}

/** What processes remember, in memory: the model the other adapters are measured against. */
export class MemoryReactionState implements ReactionState {
  private readonly processes = new Map<string, ProcessState>();

  async standing(process: string): Promise<Standing | undefined> {
    const { position, parked } = this.of(process);
    return position === undefined ? undefined : { position, parked: [...parked.values()].sort((a, b) => a.position - b.position) };
  }

  async commit({ process, position, timers = [], parking = [], lease }: ReactionStep): Promise<void> {
    const state = this.of(process);
    if (lease && lease.epoch < state.epoch) throw new StaleLease(`${process}: epoch ${lease.epoch} was followed by ${state.epoch}`);
    if (position !== undefined && position < (state.position ?? 0)) throw new RangeError(`${process} is at ${state.position}, it cannot go back to ${position}`);
    if (lease) state.epoch = lease.epoch;
    if (position !== undefined) state.position = position;
    for (const change of timers) changeTimer(state.timers, change);
    for (const change of parking) {
      if (change.kind === 'park') state.parked.set(change.parked.stream, change.parked);
      else state.parked.delete(change.stream);
    }
  }

  async due(process: string, until: Instant, limit: number): Promise<readonly TimerRow[]> {
    return this.timers(process, (row) => !row.failure && row.dueAt <= until).slice(0, limit);
  }

  async timer(process: string, timer: string): Promise<TimerRow | undefined> {
    return this.of(process).timers.get(timer);
  }

  async failedTimers(process: string): Promise<readonly TimerRow[]> {
    return this.timers(process, (row) => row.failure !== undefined);
  }

  async timerCounts(process: string, now: Instant): Promise<TimerCounts> {
    const failed = (await this.failedTimers(process)).length;
    const due = this.timers(process, (row) => !row.failure && row.dueAt <= now).length;
    return { pending: this.of(process).timers.size - failed, due, failed };
  }

  async close(): Promise<void> {
    this.processes.clear();
  }

  private timers(process: string, wanted: (row: TimerRow) => boolean): TimerRow[] {
    return [...this.of(process).timers.values()].filter(wanted).sort(dueOrder);
  }

  private of(process: string): ProcessState {
    let state = this.processes.get(process);
    if (!state) {
      state = { position: undefined, epoch: 0, parked: new Map(), timers: new Map() };
      this.processes.set(process, state);
    }
    return state;
  }
}

function changeTimer(timers: Map<string, TimerRow>, change: TimerChange): void {
  if (change.kind === 'set') return void timers.set(change.row.timer, change.row);
  if (change.kind === 'cancel') return void timers.delete(change.timer);
  const row = timers.get(change.timer);
  if (!row || row.dueAt !== change.dueAt) return;
  if (change.kind === 'fired') timers.delete(change.timer);
  else timers.set(change.timer, { ...row, failure: change.failure });
}
