import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '#engine/event-store/sqlite';
import { ChainCheck, type AccessVerification, type KeptHeads } from '../access-log.js';
import { baseOf, headOf, openAccessFileReadOnly } from './access-file.js';

const checkedAtOnce = 2_000;

/** Check every entry of an open log, and that it still holds heads that were kept elsewhere. */
export async function verifyEntries(database: Database, kept?: KeptHeads, onChecked?: (seq: number) => void): Promise<AccessVerification> {
  const head = headOf(database);
  const check = new ChainCheck(kept, baseOf(database));
  const page = database.prepare('SELECT seq, text, hash FROM access_log WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?');
  for (let after = -1; ; ) {
    const rows = page.all(after, head.seq, checkedAtOnce);
    for (const row of rows) check.next({ seq: Number(row['seq']), text: String(row['text']), hash: String(row['hash']) });
    if (rows.length < checkedAtOnce) return check.result(head);
    after = Number(rows.at(-1)!['seq']);
    onChecked?.(after);
    // A long check must leave room for everything else this thread does.
    await nextTurn();
  }
}

/**
 * Check the access log in a file, beside its writer or without one, against the heads that the event log has sealed and
 * those it was cut at. The answer names the first bad entry.
 * @param path the file as the server names it; the newest generation is read
 * @throws the driver's error when there is no such file or it is no database
 */
export async function verifyAccessLog(path: string, kept?: KeptHeads, onChecked?: (seq: number) => void): Promise<AccessVerification> {
  const database = openAccessFileReadOnly(path);
  try {
    return await verifyEntries(database, kept, onChecked);
  } finally {
    database.close();
  }
}
