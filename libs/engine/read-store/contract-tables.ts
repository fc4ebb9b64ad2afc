import type { Commit, ReadStore, Row, RowWrite, TableRef, TableSpec } from './read-store.js';

/** How a suite gets a store. `reopen` closes it and opens what it left behind, where the adapter keeps anything. */
export interface OpenReadStore {
  readonly store: ReadStore;
  readonly reopen?: () => Promise<ReadStore>;
  readonly discard: () => Promise<void>;
}

export const registerSpec: TableSpec = {
  name: 'reporting.register',
  fields: { unit: 'text', Unit: 'text', value: 'decimal', rank: 'number', late: 'boolean' },
  indexes: [['unit'], ['unit', 'value']],
  temporal: false,
};
export const register: TableRef = { spec: registerSpec, generation: 1 };

/** A commit of some rows for the register's projection. */
export function commitOf(position: number, rows: readonly RowWrite[], generation = 1): Commit {
  return { checkpoint: { projection: 'register', generation, position }, rows };
}

export const put = (table: TableRef, key: string, row: Row | undefined, position: number): RowWrite => ({ table, key, row, position });
