import type { Clock } from '#engine/kernel';
import type { LogIdentity } from '#engine/event-store';
import { KurrentDbEventStore } from '#engine/event-store/kurrentdb';
import { MongoDatabase } from '#engine/mongodb';
import { MongoReadStore } from '#engine/read-store/mongodb';
import { cliProblem } from '../../command-line/problem.js';
import { migrationProblemTexts as texts } from './problems.js';

/** Addresses of the engines, as the servers take them. */
export interface EngineUrls {
  readonly kurrentdb: string;
  readonly mongodb: string;
}

/** The engines of a distributed city, reached and looked at. */
export interface Engines extends EngineUrls {
  readonly database: MongoDatabase;
  /** The log that the server holds; undefined when it holds none yet. */
  readonly log: LogIdentity | undefined;
  /** Whether nothing at all is kept in the database. */
  readonly empty: boolean;
}

/** Work with the engines of a city that nobody else works with. @throws CliProblem */
export async function withEngines<T>(urls: EngineUrls, clock: Clock, work: (engines: Engines) => Promise<T>): Promise<T> {
  const log = await KurrentDbEventStore.look({ url: urls.kurrentdb }).catch((error: unknown) => {
    throw cliProblem('cli.kurrentdb-unreachable', 'failed', texts.kurrentdb, { reason: reasonOf(error) });
  });
  const database = await connected(urls.mongodb);
  try {
    const held = await MongoReadStore.leasesHeld(database, Date.parse(clock.now()));
    if (held.length > 0) throw cliProblem('cli.engines-in-use', 'refused', texts.working, { leases: held.slice(0, 3).join(', ') });
    return await work({ ...urls, database, log, empty: await database.isEmpty() });
  } finally {
    await database.close();
  }
}

async function connected(url: string): Promise<MongoDatabase> {
  try {
    return await MongoDatabase.connect(url);
  } catch (error) {
    throw cliProblem('cli.mongodb-unreachable', 'failed', texts.mongodb, { reason: reasonOf(error) });
  }
}

// Addresses hold passwords: of a driver's message only its first line is told, and never the address.
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replaceAll(/\/\/[^@\s]*@/g, '//…@');
