import type { Row, RowChange, StoredRow } from '../read-store.js';

/** A row as a statement gives it; a removal has no text. */
export interface RowRecord {
  readonly key: string;
  readonly position: number;
  readonly row: string | null;
}

/** A key with the version before and the one after, each null where there is none. */
export interface ChangeRecord {
  readonly key: string;
  readonly changedAt: number;
  readonly fromPosition: number | null;
  readonly fromRow: string | null;
  readonly toPosition: number | null;
  readonly toRow: string | null;
}

export const stored = <R extends Row>({ key, position, row }: RowRecord): StoredRow<R> => ({ key, position, row: JSON.parse(row!) as R });

export function changeOf<R extends Row>({ key, changedAt, fromPosition, fromRow, toPosition, toRow }: ChangeRecord): RowChange<R> {
  return {
    key, changedAt,
    ...(fromRow === null ? {} : { before: stored<R>({ key, position: fromPosition!, row: fromRow }) }),
    ...(toRow === null ? {} : { after: stored<R>({ key, position: toPosition!, row: toRow }) }),
  };
}
