import type { FieldType, TableRef, TableSpec } from '../read-store.js';

const columnType: Record<FieldType, string> = { text: 'TEXT', number: 'REAL', decimal: 'REAL', boolean: 'INTEGER' };

// SQLite takes `unitCode` and `unitcode` for one name; a marked capital keeps them two.
const caseSafe = (name: string): string => name.replace(/[A-Z]/g, (capital) => `^${capital.toLowerCase()}`);
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The column that holds a declared field's value. */
export const column = (field: string): string => quoted(`f_${caseSafe(field)}`);

/** Name under which a table's generation is catalogued. */
export const catalogueName = ({ spec, generation }: TableRef): string => `${spec.name}:${generation}`;

/** Table of the rows as they are. `row` comes last, so that filtering and sorting never read through large rows. */
export const rowsTable = ({ spec, generation }: TableRef): string => quoted(`rows:${caseSafe(spec.name)}:${generation}`);

/** Table of all row versions by log position; a removal is a version without a row. */
export const versionsTable = ({ spec, generation }: TableRef): string => quoted(`versions:${caseSafe(spec.name)}:${generation}`);

/** The fields that begin an index, once each: by them a table as known at a position is narrowed. */
function leadingFields(spec: TableSpec): string[] {
  return [...new Set(spec.indexes.map((index) => index[0]!))];
}

/** The leading field of the index that most of the wanted fields begin, as that narrows most; the first declared of equals. */
export function narrowingField(spec: TableSpec, wanted: ReadonlySet<string>): string | undefined {
  const served = (index: readonly string[]): number => {
    const beyond = index.findIndex((field) => !wanted.has(field));
    return beyond < 0 ? index.length : beyond;
  };
  const best = spec.indexes.reduce<readonly string[]>((found, index) => (served(index) > served(found) ? index : found), []);
  return best[0];
}

/** Statements that create a generation of a table. */
export function creation(ref: TableRef): string[] {
  const { spec, generation } = ref;
  const fields = Object.entries(spec.fields).map(([field, type]) => `${column(field)} ${columnType[type]}, `).join('');
  const indexName = (kind: string, n: number): string => quoted(`${kind}:${caseSafe(spec.name)}:${generation}:${n}`);
  const statements = [
    `CREATE TABLE ${rowsTable(ref)} (key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, ${fields}row TEXT NOT NULL)`,
    ...spec.indexes.map((index, n) => `CREATE INDEX ${indexName('rows', n)} ON ${rowsTable(ref)} (${[...index.map(column), 'key'].join(', ')})`),
  ];
  if (!spec.temporal) return statements;
  return [
    ...statements,
    `CREATE TABLE ${versionsTable(ref)} (id INTEGER PRIMARY KEY, key TEXT NOT NULL, position INTEGER NOT NULL, ${fields}row TEXT, UNIQUE (key, position))`,
    `CREATE INDEX ${indexName('changes', 0)} ON ${versionsTable(ref)} (position, key)`,
    ...leadingFields(spec).map((field, n) => `CREATE INDEX ${indexName('versions', n)} ON ${versionsTable(ref)} (${column(field)}, key)`),
  ];
}

/** Statements that remove a generation of a table. */
export function removal(ref: TableRef): string[] {
  return [`DROP TABLE IF EXISTS ${rowsTable(ref)}`, `DROP TABLE IF EXISTS ${versionsTable(ref)}`];
}

/** An upsert of several rows into the rows table: key, position, declared fields, row. */
export function upsertRows(ref: TableRef, count: number): string {
  const columns = ['position', ...Object.keys(ref.spec.fields).map(column), 'row'];
  return upsert(rowsTable(ref), 'key', ['key'], columns, count);
}

/** An upsert of several versions: key, position, declared fields, row. */
export function upsertVersions(ref: TableRef, count: number): string {
  const columns = [...Object.keys(ref.spec.fields).map(column), 'row'];
  return upsert(versionsTable(ref), 'key, position', ['key', 'position'], columns, count);
}

function upsert(table: string, conflict: string, keys: readonly string[], columns: readonly string[], count: number): string {
  const tuple = `(${[...keys, ...columns].map(() => '?').join(',')})`;
  const update = columns.map((c) => `${c} = excluded.${c}`).join(', ');
  const values = Array.from({ length: count }, () => tuple).join(',');
  return `INSERT INTO ${table} (${[...keys, ...columns].join(', ')}) VALUES ${values} ON CONFLICT (${conflict}) DO UPDATE SET ${update}`;
}
