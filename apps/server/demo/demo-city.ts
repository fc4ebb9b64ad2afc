import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, cityDate, type Actor, type Clock } from '#engine/kernel';
import type { CommandEngine } from '#engine/commands';
import type { DemoAccount } from '../../../libs/domain/identity/demo/demo-accounts.js';
import type { Identity } from '../../../libs/domain/identity/identity.js';
import { provisionAccounts } from '../../../libs/domain/identity/provisioning.js';
import { PasswordHashing } from '../../../libs/domain/identity/secrets/password-hashing.js';
import type { EventStore } from '#engine/event-store';
import type { AnyProcess } from '#engine/reactions';
import type { EvidenceStore } from '../../../libs/domain/reporting/evidence/evidence-store.js';
import type { PeopleRegistry } from '../../../libs/domain/units/people/people-registry.js';
import { findingEscalation } from '../../../libs/domain/supervision/escalation/escalation.process.js';
import { instructionToFinding } from '../../../libs/domain/supervision/give-instruction/instruction-to-finding.process.js';
import { watchProgress } from '../../../libs/domain/supervision/progress-warning/watch-progress.process.js';
import { demoUpload } from './demo-evidence.js';
import { demoPersons } from './demo-leaders.js';
import { LedTimers } from './led-timers.js';
import { seed, type Led } from './seed.js';
import { factsFromLog } from '../../../libs/domain/assessment/calculate-round/known-facts.js';
import { RoundCalculator } from '../../../libs/domain/assessment/calculate-round/round-calculator.js';
import type { CadreReview } from '../../../libs/domain/cadre-review/cadre-review.js';
import { sheetsOf } from '../result-sheets.js';
import type { Settings } from '../settings.js';
import { history, present, type Act, type Cast, type StoryCity } from './story.js';

/** Beside the log, and with it in every backup: views can be thrown away, what was made of the city cannot. */
const noteFile = 'demo-city.json';

interface DemoNote {
  /** When the present of the demo city was begun; it stays that day's present. */
  readonly now: string;
  readonly dueOn: string;
  readonly done: boolean;
}

export interface DemoCityParts {
  readonly engine: CommandEngine;
  readonly settings: Pick<Settings, 'ZHIHENG_DATA'>;
  readonly clock: Clock & Led;
  readonly cast: Cast;
  readonly identity: Identity;
  readonly log: EventStore;
  readonly cadreReview: CadreReview;
  readonly evidence: EvidenceStore;
  readonly people: PeopleRegistry;
  /** What follows from the facts of the past at its own time. */
  readonly processes: readonly AnyProcess[];
  readonly accounts: readonly DemoAccount[];
}

/** The demo city 演示城市: its history is recorded once, in its own time; a start that was cut short goes on where it stopped. */
export class DemoCity {
  private note: DemoNote | undefined;

  private constructor(private readonly parts: DemoCityParts) {}

  static async open(parts: DemoCityParts): Promise<DemoCity> {
    const city = new DemoCity(parts);
    city.note = readNote(city.path);
    return city;
  }

  private get path(): string {
    return join(this.parts.settings.ZHIHENG_DATA, noteFile);
  }

  get done(): boolean {
    return this.note?.done === true;
  }

  /** Record the years up to the present; before anything follows the log, because deadlines of the past have acted in their own time. */
  async recordHistory(): Promise<number> {
    if (this.done) return 0;
    const { engine, clock, cast, log, processes } = this.parts;
    const city = this.storyCity();
    const now = this.note?.now ?? clock.now();
    this.note = { now, dueOn: this.note?.dueOn ?? addDays(cityDate(now), 60), done: false };
    writeNote(this.path, this.note);
    const acts = history(cast, now);
    await this.openAccounts(acts[0]!);
    await this.keepEvidence();
    for (const person of demoPersons) await this.parts.people.put({ ...person, changedAt: acts[0]!.at });
    const timers = new LedTimers(engine, log, clock, processes);
    const facts = await seed(city, clock, 'history', acts, timers);
    try {
      await timers.until(now);
    } finally {
      clock.lead(undefined);
    }
    return facts;
  }

  /** Sheets come from the log itself: there are no rows yet while the past is told. */
  private storyCity(): StoryCity {
    const { log, engine, cadreReview: { dispatching } } = this.parts;
    const calculator = new RoundCalculator(log, factsFromLog(log));
    return { log, engine, calculator, cadreReview: { dispatching, sheets: sheetsOf(calculator) } };
  }

  /** The units come first: an account names its unit. */
  private async openAccounts(units: Act): Promise<void> {
    const { engine, clock, identity, accounts } = this.parts;
    await seed(this.storyCity(), clock, 'history', [units]);
    clock.lead(units.at);
    try {
      await provisionAccounts({ engine, secrets: identity.secrets, hashing: new PasswordHashing(), clock }, accounts, { demonstration: true });
    } finally {
      clock.lead(undefined);
    }
  }

  private async keepEvidence(): Promise<void> {
    const units = new Set(this.parts.accounts.flatMap(({ role, unit }) => (role === 'reporter' && unit !== undefined ? [unit] : [])));
    for (const unit of units) await this.parts.evidence.put(demoUpload(unit));
  }

  /** Open the period that is being collected and fill half of it. */
  async recordPresent(): Promise<number> {
    if (this.done || !this.note) return 0;
    const { clock, cast } = this.parts;
    const facts = await seed(this.storyCity(), clock, 'present', present(cast, this.note.now, this.note.dueOn));
    this.note = { ...this.note, done: true };
    writeNote(this.path, this.note);
    return facts;
  }
}

const readNote = (path: string): DemoNote | undefined => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as DemoNote) : undefined);

/** Whole or not at all. */
function writeNote(path: string, note: DemoNote): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(note)}\n`);
  renameSync(`${path}.new`, path);
}

/** What follows from the facts of the past at its own time. */
export const pastProcesses: readonly AnyProcess[] = [findingEscalation, instructionToFinding, watchProgress];

/** Who acts in the demo city; the same people have the demo accounts. */
export const demoCast: Cast = {
  bureau: actor('bureau', 'market-regulation', 'bureau', 'all'),
  reporter: (unit) => actor(`reporter-${unit}`, unit, 'reporter', [unit]),
  verifier: (unit) => actor(`verifier-${unit}`, unit, 'verifier', 'all'),
  inspector: actor('inspector', 'market-regulation', 'inspector', 'all'),
  leader: actor('leader', 'gov-general-office', 'leadership', 'all'),
  organisation: actor('organisation', 'organisation-dept', 'organisation', 'all'),
};

function actor(id: string, unit: string, role: string, units: Actor['grants'][number]['units']): Actor {
  return { id, unit, grants: [{ role, units }] };
}
