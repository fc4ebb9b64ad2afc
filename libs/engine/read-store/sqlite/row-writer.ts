import type { Statement } from '#engine/event-store/sqlite';
import { checkKey, fieldValue, rowText } from '../fields.js';
import type { FieldType, RowWrite, TableRef } from '../read-store.js';
import type { Statements } from './statements.js';
import { rowsTable, upsertRows, upsertVersions } from './table-layout.js';

type Value = string | number | null;

// Rows per statement: one call into the driver costs as much as several rows do.
const together = 32;

/** Writes one generation of a table; its statements are prepared once. */
export class RowWriter {
  private readonly fields: readonly (readonly [string, FieldType])[];
  private readonly removeOne: Statement;
  private readonly rows: Upsert;
  private readonly versions: Upsert | undefined;

  constructor(table: TableRef, statements: Statements) {
    const width = Object.keys(table.spec.fields).length + 3;
    this.fields = Object.entries(table.spec.fields);
    this.removeOne = statements.get(`DELETE FROM ${rowsTable(table)} WHERE key = ?`);
    this.rows = new Upsert((count) => statements.get(upsertRows(table, count)), width);
    if (table.spec.temporal) this.versions = new Upsert((count) => statements.get(upsertVersions(table, count)), width);
  }

  /**
   * Write rows in their order; of several for one key the rows table gets the last.
   * @throws BadRow; the caller rolls back
   */
  write(writes: readonly RowWrite[]): void {
    const last = new Map<string, Value[] | undefined>();
    for (const { key, row, position } of writes) {
      checkKey(key);
      const values: Value[] = [key, position];
      for (const [field, type] of this.fields) values.push(row === undefined ? null : fieldValue(row, field, type));
      values.push(row === undefined ? null : rowText(row));
      this.versions?.add(values);
      last.set(key, row === undefined ? undefined : values);
    }
    for (const [key, values] of last) {
      if (values) this.rows.add(values);
      else this.removeOne.run(key);
    }
    this.rows.flush();
    this.versions?.flush();
  }
}

/** Gathers the values of an upsert and runs it for many rows at a time. */
class Upsert {
  private readonly many: Statement;
  private readonly one: Statement;
  private values: Value[] = [];

  constructor(prepare: (count: number) => Statement, private readonly width: number) {
    this.many = prepare(together);
    this.one = prepare(1);
  }

  add(values: readonly Value[]): void {
    this.values.push(...values);
    if (this.values.length < this.width * together) return;
    const full = this.values;
    this.values = [];
    this.many.run(...full);
  }

  flush(): void {
    const rest = this.values;
    this.values = [];
    for (let i = 0; i < rest.length; i += this.width) this.one.run(...rest.slice(i, i + this.width));
  }
}
