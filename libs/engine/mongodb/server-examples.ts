import { describe } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoDatabase } from './mongo-database.js';

/** A suite that needs a server of the MongoDB protocol: without one it is skipped by its name, and says so. */
export const onMongo = (name: string, suite: () => void): void => unless(process.env['MONGODB_URL'] ? undefined : missing('MONGODB_URL is not set'), name, suite);

/** A suite that starts, kills and restarts servers of its own: skipped by its name where none can be built. */
export const onOwnMongo = (name: string, suite: () => void): void => unless(missing(), name, suite);

/** Why no server can be had here. */
function missing(otherwise?: string): string | undefined {
  return process.env['MONGODB_MISSING'] ?? otherwise;
}

function unless(why: string | undefined, name: string, suite: () => void): void {
  if (why === undefined) return suite();
  // Not by the console, which the runner keeps to itself for a suite that runs nothing.
  process.stderr.write(`SKIPPED: ${name}: ${why}\n`);
  // eslint-disable-next-line no-restricted-syntax -- a machine without the server shows which suites it did not run
  describe.skip(name, suite);
}

/** Address of a database that nobody else uses. */
export function freshDatabaseUrl(server: string = process.env['MONGODB_URL']!): string {
  const url = new URL(server);
  url.pathname = `/zhiheng-${randomUUID().slice(0, 13)}`;
  return url.href;
}

/** A database of its own; {@link MongoDatabase.destroy} it afterwards. */
export function freshDatabase(): Promise<MongoDatabase> {
  return MongoDatabase.connect(freshDatabaseUrl());
}

/** Databases of a suite's own, one at each call, all removed by {@link end}. */
export function freshDatabases(): { readonly next: () => Promise<MongoDatabase>; readonly end: () => Promise<void> } {
  const opened: MongoDatabase[] = [];
  return {
    next: async () => {
      const database = await freshDatabase();
      opened.push(database);
      return database;
    },
    end: async () => {
      for (const database of opened.splice(0)) {
        await database.destroy();
        await database.close();
      }
    },
  };
}
