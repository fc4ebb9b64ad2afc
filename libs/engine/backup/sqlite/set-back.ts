import { read, type Database } from '#engine/event-store/sqlite';
import type { SetBack } from '../data-copies.js';

/** Tables of notices that are about one event each, and how a row is known to be about a later one. */
const notices = ['delivery', 'inbox'] as const;

/**
 * Forget what came after a position: a follower further on would wait for events that are never there again, and would
 * pass over those that get their places. A follower without timers goes on after the position; a process with timers
 * begins again, and what it sends a second time is known by its id.
 */
export function setBack(database: Database, { position, fromBeginning }: SetBack): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    if (has(database, 'process')) setBackProcesses(database, position, fromBeginning);
    if (has(database, 'notice_begin')) database.prepare('UPDATE notice_begin SET position = ?1 WHERE position > ?1').run(position);
    for (const table of notices) if (has(database, table)) database.prepare(`DELETE FROM ${table} WHERE position > ?`).run(position);
    if (has(database, 'inbox_read')) database.exec('DELETE FROM inbox_read WHERE notice NOT IN (SELECT id FROM inbox)');
    if (has(database, 'notice')) database.exec('DELETE FROM notice WHERE id NOT IN (SELECT notice FROM delivery)');
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function setBackProcesses(database: Database, position: number, fromBeginning: readonly string[]): void {
  const ahead = database.prepare('SELECT name FROM process WHERE position > ?').all(position).map((row) => String(row['name']));
  for (const name of ahead) {
    const again = fromBeginning.includes(name);
    if (again) database.prepare('DELETE FROM timer WHERE process = ?').run(name);
    else database.prepare('DELETE FROM timer WHERE process = ? AND CAST(cause ->> ? AS INTEGER) > ?').run(name, '$.position', position);
    database.prepare('DELETE FROM parked WHERE process = ? AND position > ?').run(name, again ? 0 : position);
    database.prepare('UPDATE process SET position = ? WHERE name = ?').run(again ? 0 : position, name);
  }
}

const has = (database: Database, table: string): boolean => read(database, `SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '${table}'`) === 1;
