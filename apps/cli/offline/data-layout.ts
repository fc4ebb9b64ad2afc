import type { DataLayout } from '#engine/backup';
import { processes } from '../../server/contexts.js';
import { dataFiles } from './data-folder.js';

/** Folder of the ledger in a data folder. */
export const ledgerFolder = 'ledger';

/**
 * How the files of a data folder hang together. Positions come before what was sent at them, so that a restored follower
 * sends something again rather than never; all of it comes before the log, so that nothing is ahead of it; and what the
 * log names (evidence, persons, keys, seeds, dossiers, the access log) comes after, so that it is there.
 */
export const dataLayout: DataLayout = {
  log: dataFiles.log,
  derived: [dataFiles.reactions, 'notices.db', 'outbox', 'spool', ledgerFolder],
  rebuilt: [dataFiles.rows, 'reconciliation'],
  checkpoint: `${ledgerFolder}/checkpoint`,
};

/** What is set back with a log that ends earlier. */
export const followerFiles: readonly string[] = [dataFiles.reactions, 'notices.db'];

/** Processes that keep timers: they begin again at the first event, and what they send again is known by its id. */
export const timedProcesses: readonly string[] = processes.map(({ name }) => name);
