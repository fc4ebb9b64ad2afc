import { addDays, cityDate, type Actor, type Clock } from '#engine/kernel';
import type { CommandEngine } from '#engine/commands';
import type { ReadStore } from '#engine/read-store';
import { seed, type Led } from './seed.js';
import { history, present, type Cast } from './story.js';

const noteName = 'demo-city';

interface DemoNote {
  /** When the present of the demo city was begun; it stays that day's present. */
  readonly now: string;
  readonly dueOn: string;
  readonly done: boolean;
  readonly [key: string]: string | boolean;
}

/** The demo city 演示城市: its history is recorded once, in its own time; a start that was cut short goes on where it stopped. */
export class DemoCity {
  private note: DemoNote | undefined;

  private constructor(
    private readonly engine: CommandEngine,
    private readonly rows: ReadStore,
    private readonly clock: Clock & Led,
    private readonly cast: Cast,
  ) {}

  static async open(parts: { readonly engine: CommandEngine; readonly rows: ReadStore; readonly clock: Clock & Led; readonly cast: Cast }): Promise<DemoCity> {
    const city = new DemoCity(parts.engine, parts.rows, parts.clock, parts.cast);
    city.note = await parts.rows.note<DemoNote>(noteName);
    return city;
  }

  get done(): boolean {
    return this.note?.done === true;
  }

  /** Record the years up to the present; before anything follows the log, because deadlines of the past act no more. */
  async recordHistory(): Promise<number> {
    if (this.done) return 0;
    const now = this.note?.now ?? this.clock.now();
    this.note = { now, dueOn: this.note?.dueOn ?? addDays(cityDate(now), 60), done: false };
    await this.rows.putNote(noteName, this.note);
    return seed(this.engine, this.clock, 'history', history(this.cast));
  }

  /** Open the period that is being collected and fill half of it. */
  async recordPresent(): Promise<number> {
    if (this.done || !this.note) return 0;
    const facts = await seed(this.engine, this.clock, 'present', present(this.cast, this.note.now, this.note.dueOn));
    this.note = { ...this.note, done: true };
    await this.rows.putNote(noteName, this.note);
    return facts;
  }
}

/** Who acts in the demo city; the same people have the demo accounts. */
export const demoCast: Cast = {
  bureau: actor('bureau', 'market-regulation', 'bureau', 'all'),
  reporter: (unit) => actor(unit, unit, 'reporter', [unit]),
  verifier: (unit) => actor(`${unit}-verifier`, unit, 'verifier', 'all'),
};

function actor(id: string, unit: string, role: string, units: Actor['grants'][number]['units']): Actor {
  return { id, unit, grants: [{ role, units }] };
}
