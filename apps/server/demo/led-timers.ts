import { isRefusal, type Actor, type Instant } from '#engine/kernel';
import type { CommandEngine } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import { eventCommandId, timerCommandId, type AnyProcess, type CommandToSend, type DueTimer } from '#engine/reactions';
import { DemoRefused, type Led } from './seed.js';

const pageSize = 1_000;

/**
 * Reactions and timers while a story is told in its own time: what would have happened between two acts, at the time it would have.
 * Commands have the ids that the running server would give them, so that it does nothing twice when it takes over.
 */
export class LedTimers {
  private readonly timers = new Map<string, DueTimer & { readonly cause: string }>();
  private seen = 0;

  constructor(
    private readonly engine: CommandEngine,
    private readonly log: Pick<EventStore, 'readAll'>,
    private readonly clock: Led,
    private readonly processes: readonly AnyProcess[],
  ) {}

  /** Let everything happen that falls due before an instant, or follows from what was recorded. */
  async until(instant: Instant): Promise<void> {
    for (;;) {
      await this.follow();
      const next = [...this.timers.values()].filter(({ dueAt }) => dueAt <= instant).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
      if (!next) return;
      this.timers.delete(`${next.process}/${next.timer}`);
      this.clock.lead(next.dueAt);
      const process = this.processes.find(({ name }) => name === next.process)!;
      for (const [index, command] of (process.due?.(next) ?? []).entries()) await this.send(process, command, timerCommandId(next, index), next.cause);
    }
  }

  private async follow(): Promise<void> {
    for (;;) {
      const { events, scannedTo } = await this.log.readAll({ after: this.seen, limit: pageSize });
      this.seen = scannedTo;
      for (const event of events) {
        for (const process of this.processes) {
          if (!process.events.some((prefix) => event.type.startsWith(prefix))) continue;
          let sent = 0;
          for (const effect of process.react(event)) {
            if ('timer' in effect) this.timers.set(`${process.name}/${effect.timer}`, { process: process.name, ...effect, dueAt: new Date(effect.dueAt).toISOString(), cause: event.id });
            else if ('cancel' in effect) this.timers.delete(`${process.name}/${effect.cancel}`);
            else await this.send(process, effect, eventCommandId(event.id, process.name, sent++), event.id);
          }
        }
      }
      if (events.length < pageSize) return;
    }
  }

  private async send({ name }: AnyProcess, { definition, command, reason }: CommandToSend, commandId: string, causation: string): Promise<void> {
    const actor: Actor = { id: `system:${name}`, grants: [{ role: 'system', units: 'all' }] };
    const outcome = await this.engine.execute(definition, command, { commandId, retryable: true, actor, correlation: causation, causation, ...(reason === undefined ? {} : { reason }) });
    if (isRefusal(outcome)) throw new DemoRefused(`${definition.name} ${JSON.stringify(command)}: ${JSON.stringify(outcome)}`);
  }
}
