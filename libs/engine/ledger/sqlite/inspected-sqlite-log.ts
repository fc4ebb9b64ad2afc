import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { newSchema, openDatabase, schemaOf, SqliteLeafReader, type Database, type SchemaObject } from '#engine/event-store/sqlite';
import { damage, type Damage } from '../damage.js';
import type { InspectedLog } from '../verify/inspected-log.js';
import { integrityDamages } from './integrity.js';

/** Below this many bytes a thread costs more than it saves. */
const worthAThread = 32 * 1024 * 1024;

export interface InspectOptions {
  /** The compiled thread that looks at pages and indexes; the one beside this file when absent. */
  readonly threadProgram?: URL;
}

/**
 * Open a SQLite log for verification, beside its writer or without one.
 * @throws the driver's error when the file is no database
 */
export function inspectSqliteLog(path: string, { threadProgram }: InspectOptions = {}): InspectedLog {
  const leaves = new SqliteLeafReader(path);
  const database = openDatabase(path, { readOnly: true });
  return {
    leaves,
    structure: () => structureDamages(database),
    integrity: (signal) => (statSync(path).size < worthAThread ? Promise.resolve(integrityDamages(database)) : inThread(path, threadProgram ?? new URL('./integrity-thread.js', import.meta.url), signal)),
    close: () => {
      leaves.close();
      database.close();
    },
  };
}

/** Tables, indexes and triggers, letter by letter as they were made: nothing missing, nothing altered, nothing that was not there. */
function structureDamages(database: Database): readonly Damage[] {
  const byName = (objects: readonly SchemaObject[]): ReadonlyMap<string, string> => new Map(objects.map((object) => [object.name, JSON.stringify(object)]));
  const [found, made] = [byName(schemaOf(database)), byName(newSchema())];
  return [...new Set([...made.keys(), ...found.keys()])].filter((name) => found.get(name) !== made.get(name)).map((name) => damage('trigger-missing', { name }));
}

function inThread(path: string, program: URL, signal: AbortSignal | undefined): Promise<readonly Damage[]> {
  const thread = new Worker(program, { workerData: { path } });
  const stop = (): void => void thread.terminate();
  signal?.addEventListener('abort', stop);
  return new Promise<readonly Damage[]>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(signal?.aborted ? signal.reason : new Error('the thread that looks at the pages ended early')));
  }).finally(() => signal?.removeEventListener('abort', stop));
}
