// What specs of reviews and views start from; product code never imports it.
import { newId, type Actor } from '#engine/kernel';
import { CommandEngine, type Envelope } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { Views, type Caller } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, TestClock } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { schemeEvents, type Group } from '#domain/scoring';
import { published } from '../calendar/calendar-examples.js';
import { round, schemeOf } from './assessment-examples.js';
import { frozenLog, type FrozenRound } from './calculation-examples.js';
import { factsFromLog } from './calculate-round/known-facts.js';
import { RoundCalculator } from './calculate-round/round-calculator.js';
import { resultEvents } from './result.events.js';
import { roundEvents } from './round.events.js';
import { publishedResults } from './round-views/published-results.projection.js';
import { reviews } from './round-views/reviews.projection.js';
import { roundUnits } from './round-views/round-units.projection.js';
import { rounds } from './round-views/rounds.projection.js';

/** The group of the districts in the example's scheme. */
export const groupOf = (code = 'districts'): Group => schemeOf().groups.find((group) => group.code === code)!;

/** What commands record and views read. */
const catalogues = [schemeEvents, roundEvents, resultEvents, calendarEvents];

/** A round with frozen data on a log that commands are sent to and views are read from. */
export class RoundCity {
  private constructor(
    readonly log: MemoryEventStore,
    readonly clock: TestClock,
    readonly engine: CommandEngine,
    readonly views: Views,
    readonly calculator: RoundCalculator,
    private readonly runner: ProjectionRunner,
  ) {}

  static async open(from: FrozenRound = {}): Promise<RoundCity> {
    const clock = new TestClock();
    const log = new MemoryEventStore({ clock });
    await frozenLog(from, log);
    for (const year of [2025, 2026]) await appendTo(log, calendarStream(nationalCalendar), published(year));
    const rows = new MemoryReadStore();
    const runner = new ProjectionRunner({ projections: [rounds, roundUnits, reviews, publishedResults], log, store: rows, clock, catalogues, owner: newId() });
    await runner.start();
    const views = new Views(log, rows, runner);
    const engine = new CommandEngine(log, Object.assign({}, ...catalogues), clock);
    return new RoundCity(log, clock, engine, views, new RoundCalculator(log, factsFromLog(log)), runner);
  }

  envelope(actor: Actor, changes: Partial<Envelope> = {}): Envelope {
    const commandId = newId();
    return { commandId, retryable: false, actor, correlation: commandId, ...changes };
  }

  calculate(actor: Actor, of = round) {
    return this.calculator.calculate(of, (items, from) => this.engine.executeAll(items, from), this.envelope(actor));
  }

  /** Wait until the views show everything that was recorded. */
  async shown(): Promise<void> {
    await this.runner.whenProcessed([rounds.name, roundUnits.name, reviews.name, publishedResults.name], await this.log.head(), 5_000);
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await this.log.close();
  }
}

/** A request as a controller is handed it: its declaration has checked what it holds. */
export const asking = (city: RoundCity, actor: Actor, params: object, { query = {}, body }: { readonly query?: object; readonly body?: object } = {}): readonly [never, Caller] => [
  { params, query, body } as never, { actor, envelope: city.envelope(actor) },
];
