import type { Database } from '#engine/event-store/sqlite';
import type { JsonObject } from '#engine/kernel';
import { jointKey, partsOf, type KeptRecord, type RecordKind } from './hand-over.js';

export interface TableRecords<R, C extends object> {
  readonly kind: string;
  /** The open file; asked each time, as a store may change to another. */
  readonly database: () => Database;
  /** A table, or a query in brackets. */
  readonly from: string;
  /** Columns that the key is made of; a number counts as one when it is the only one. */
  readonly key: readonly string[];
  readonly numbered?: boolean;
  readonly contentOf: (row: R) => C;
  /** Write one record; all of a call are one transaction. */
  readonly insert: (content: C, key: string) => void;
}

/** Records in a table of SQLite. */
export function tableRecords<R, C extends object>({ kind, database, from, key, numbered = false, contentOf, insert }: TableRecords<R, C>): RecordKind {
  const columns = key.length === 1 ? key[0]! : `(${key.join(', ')})`;
  const places = key.length === 1 ? '?' : `(${key.map(() => '?').join(', ')})`;
  const valuesOf = (text: string): readonly (string | number)[] => (numbered ? [Number(text)] : key.length === 1 ? [text] : partsOf(text));
  const recordOf = (row: Readonly<Record<string, unknown>>): KeptRecord => {
    const parts = key.map((column) => String(row[column]));
    return { key: parts.length === 1 ? parts[0]! : jointKey(...parts), content: contentOf(row as R) as JsonObject };
  };
  return {
    kind,
    count: async () => Number(database().prepare(`SELECT count(*) AS n FROM ${from}`).get()!['n']),
    page: async (after, limit) => {
      const beyond = after === undefined ? '' : `WHERE ${columns} > ${places}`;
      const rows = database().prepare(`SELECT * FROM ${from} ${beyond} ORDER BY ${key.join(', ')} LIMIT ?`).all(...(after === undefined ? [] : valuesOf(after)), limit);
      return rows.map(recordOf);
    },
    found: async (keys) => {
      const one = database().prepare(`SELECT * FROM ${from} WHERE ${columns} = ${places}`);
      return keys.flatMap((text) => {
        const row = one.get(...valuesOf(text));
        return row ? [recordOf(row)] : [];
      });
    },
    add: async (records) => {
      const open = database();
      open.exec('BEGIN IMMEDIATE');
      try {
        for (const { key: text, content } of records) insert(content as C, text);
        open.exec('COMMIT');
      } catch (error) {
        if (open.isTransaction) open.exec('ROLLBACK');
        throw error;
      }
    },
  };
}
