// A small city that runs in memory, for specs that need log, rows and use cases together; product code never imports it.
import { newId, type Actor, type DomainEvent } from '#engine/kernel';
import { CommandEngine, Commands, type Envelope } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { Views, type Caller } from '#engine/http';
import { ProjectionRunner, projectionEvents } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { recordedLog, TestClock } from '#engine/testing';
import { planEvents, planStream } from '#domain/plan';
import { unitEvents, unitStream } from '#domain/units';
import { reportingParts } from './reporting.parts.js';
import { adoptedPlan, card, definedCard, openedPeriod, plan, registeredUnit, targetOf } from './reporting-examples.js';
import { periodStream } from './period.events.js';

const catalogues = [planEvents, unitEvents, ...reportingParts.events, projectionEvents];

export const refusals = Object.assign({
  'command.forbidden': { kind: 'forbidden', title: { zh: '无权限', en: 'not permitted' }, remedy: { zh: '请联系管理员', en: 'ask' } },
}, ...reportingParts.refusals);

/** The city at work. Everything real but the places things are kept in. */
export class ReportingCity {
  readonly clock = new TestClock('2025-04-10T02:00:00.000Z');
  readonly log = new MemoryEventStore({ clock: this.clock, pollMs: 5 });
  readonly rows = new MemoryReadStore();
  readonly engine = new CommandEngine(this.log, Object.assign({}, ...catalogues), this.clock);
  // Only single commands travel over the bus; specs send those through the engine.
  readonly commands = new Commands(undefined as never, this.engine);
  readonly runner = new ProjectionRunner({ projections: reportingParts.projections, log: this.log, store: this.rows, clock: this.clock, catalogues, owner: newId() });
  readonly views = new Views(this.log, this.rows, this.runner);

  /** Two districts, two quarterly indicators and an open quarter. */
  static async open(): Promise<ReportingCity> {
    const city = new ReportingCity();
    const patents = card({ code: 'patents', name: { zh: '发明专利拥有量', en: 'Patents' }, reportedBy: ['xuanwu', 'qinhuai', 'gulou'] });
    await city.record(planStream(plan), adoptedPlan(), definedCard(card({ reportedBy: ['xuanwu', 'qinhuai', 'gulou'], baseline: { year: 2024, value: '8' } })), definedCard(patents), targetOf('16'));
    for (const [code, zh] of [['xuanwu', '玄武区'], ['qinhuai', '秦淮区'], ['gulou', '鼓楼区']] as const) {
      const { type, data } = registeredUnit(code);
      await city.record(unitStream(code), { type, data: { ...data, name: { zh, en: code } } } as DomainEvent);
    }
    await city.record(periodStream(plan, '2025-Q1'), openedPeriod());
    await city.runner.start();
    return city;
  }

  /** Put facts into the log as they are. */
  async record(stream: string, ...events: readonly DomainEvent<string, any>[]): Promise<void> {
    const recorded = recordedLog(events, stream);
    await this.log.append([{ stream, expected: 'any', events: recorded.map(({ type, data, meta }) => ({ id: newId(), type, schema: 1, data, meta })) }]);
  }

  /** Wait until every view reflects the end of the log. */
  async settled(): Promise<number> {
    const head = await this.log.head();
    const names = reportingParts.projections.map(({ name }) => name);
    if (!(await this.runner.whenProcessed(names, head, 10_000))) throw new Error(`views are behind ${head}`);
    return head;
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await this.log.close();
  }
}

/** A request of somebody, as controllers are handed it. */
export function callerOf(actor: Actor, more: Partial<Envelope> = {}): Caller {
  const commandId = newId();
  return { actor, envelope: { commandId, retryable: false, actor, correlation: commandId, ...more } };
}
