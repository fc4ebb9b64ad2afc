// A small city that runs in memory, for specs that need log and use cases together; product code never imports it.
import { newId, type Actor, type DomainEvent } from '#engine/kernel';
import { CommandEngine, Commands, type Envelope } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import type { Caller } from '#engine/http';
import { recordedLog, TestClock } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { planEvents, planStream } from '#domain/plan';
import { unitEvents, unitStream } from '#domain/units';
import { cityEscalationPolicy, escalationPolicyEvents, escalationPolicyStream } from './escalation/escalation-policy.events.js';
import { adoptedPolicy, calendarYears, now, plan, planFacts, registeredUnit } from './finding-examples.js';
import { findingEvents } from './finding.events.js';
import { numberSeriesEvents } from './number-series/number-series.events.js';

export const catalogue = { ...findingEvents, ...numberSeriesEvents, ...escalationPolicyEvents, ...calendarEvents, ...unitEvents, ...planEvents };

/** The city at work: log, clock and use cases, everything real but the place the log is kept in. */
export class FindingCity {
  readonly clock = new TestClock(now);
  readonly log = new MemoryEventStore({ clock: this.clock, pollMs: 5 });
  readonly engine = new CommandEngine(this.log, catalogue, this.clock);
  // Only single commands travel over the bus; specs send those through the engine.
  readonly commands = new Commands(undefined as never, this.engine);

  /** Four units, a plan, the calendar of 2025 and 2026, and the rules of escalation. */
  static async open(): Promise<FindingCity> {
    const city = new FindingCity();
    for (const code of ['xuanwu', 'qinhuai', 'gulou', 'finance']) await city.record(unitStream(code), registeredUnit(code));
    await city.record(planStream(plan), ...planFacts);
    await city.record(calendarStream(nationalCalendar), ...calendarYears);
    await city.record(escalationPolicyStream(cityEscalationPolicy), adoptedPolicy());
    return city;
  }

  /** Put facts into the log as they are. */
  async record(stream: string, ...events: readonly DomainEvent<string, any>[]): Promise<void> {
    const recorded = recordedLog(events, stream);
    await this.log.append([{ stream, expected: 'any', events: recorded.map(({ type, data, meta }) => ({ id: newId(), type, schema: 1, data, meta })) }]);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

/** A request of somebody, as controllers are handed it. */
export function callerOf(actor: Actor, more: Partial<Envelope> = {}): Caller {
  const commandId = newId();
  return { actor, envelope: { commandId, retryable: false, actor, correlation: commandId, ...more } };
}
