import { addDays, cityDate, type Actor, type Clock } from '#engine/kernel';
import type { CommandEngine } from '#engine/commands';
import type { ReadStore } from '#engine/read-store';
import type { DemoAccount } from '../../../libs/domain/identity/demo/demo-accounts.js';
import type { Identity } from '../../../libs/domain/identity/identity.js';
import { provisionAccounts } from '../../../libs/domain/identity/provisioning.js';
import { PasswordHashing } from '../../../libs/domain/identity/secrets/password-hashing.js';
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

export interface DemoCityParts {
  readonly engine: CommandEngine;
  readonly rows: ReadStore;
  readonly clock: Clock & Led;
  readonly cast: Cast;
  readonly identity: Identity;
  readonly accounts: readonly DemoAccount[];
}

/** The demo city 演示城市: its history is recorded once, in its own time; a start that was cut short goes on where it stopped. */
export class DemoCity {
  private note: DemoNote | undefined;

  private constructor(
    private readonly engine: CommandEngine,
    private readonly rows: ReadStore,
    private readonly clock: Clock & Led,
    private readonly cast: Cast,
    private readonly identity: Identity,
    private readonly accounts: readonly DemoAccount[],
  ) {}

  static async open(parts: DemoCityParts): Promise<DemoCity> {
    const city = new DemoCity(parts.engine, parts.rows, parts.clock, parts.cast, parts.identity, parts.accounts);
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
    await this.openAccounts();
    return seed(this.engine, this.clock, 'history', history(this.cast));
  }

  /** The units come first: an account names its unit. */
  private async openAccounts(): Promise<void> {
    const [units] = history(this.cast);
    await seed(this.engine, this.clock, 'history', [units!]);
    this.clock.lead(units!.at);
    try {
      await provisionAccounts({ engine: this.engine, secrets: this.identity.secrets, hashing: new PasswordHashing(), clock: this.clock }, this.accounts, { demonstration: true });
    } finally {
      this.clock.lead(undefined);
    }
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
  reporter: (unit) => actor(`reporter-${unit}`, unit, 'reporter', [unit]),
  verifier: (unit) => actor(`verifier-${unit}`, unit, 'verifier', 'all'),
};

function actor(id: string, unit: string, role: string, units: Actor['grants'][number]['units']): Actor {
  return { id, unit, grants: [{ role, units }] };
}
