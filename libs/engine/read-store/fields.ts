import { decimalProblem } from '#engine/kernel';
import { BadRow, BadTable, type FieldType, type Row, type TableSpec } from './read-store.js';

/** What a declared field is compared by: texts as they are, numbers and decimals as doubles, booleans as 0 and 1. */
export type FieldValue = string | number | null;

/**
 * The value a field is compared by.
 * @throws BadRow when the row holds something else than the declared type
 */
export function fieldValue(row: Row, field: string, type: FieldType): FieldValue {
  const value = row[field];
  if (value === undefined || value === null) return null;
  if (type === 'text' && typeof value === 'string') return wellFormed(value);
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value)) return value;
  if (type === 'decimal' && typeof value === 'string' && !badDecimal(value) && Number.isFinite(Number(value))) return Number(value);
  if (type === 'boolean' && typeof value === 'boolean') return value ? 1 : 0;
  throw new BadRow(`field ${field} is declared ${type}, the row has ${JSON.stringify(value)}`);
}

// Figures derived in the engine may have more digits than are accepted from outside.
const badDecimal = (text: string): boolean => decimalProblem(text) === 'not-a-decimal';

/** A text with every lone surrogate replaced, as UTF-8 stores it: what is compared is the same on every adapter. */
export function wellFormed(text: string): string {
  return /\p{Surrogate}/u.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
}

/** @throws BadRow when the key is empty or no well-formed text */
export function checkKey(key: string): void {
  if (key === '' || /[\0\p{Surrogate}]/u.test(key)) throw new BadRow(`not a key: ${JSON.stringify(key)}`);
}

/** Checks rows of a table before they are written. */
export function rowCheck(spec: TableSpec): (key: string, row: Row | undefined) => void {
  const fields = Object.entries(spec.fields);
  return (key, row) => {
    checkKey(key);
    if (row !== undefined) for (const [field, type] of fields) fieldValue(row, field, type);
  };
}

/**
 * A row as it is stored.
 * @throws BadRow when it is no JSON: a cycle, a bigint
 */
export function rowText(row: Row): string {
  try {
    return JSON.stringify(row);
  } catch (cause) {
    throw new BadRow(`a row cannot be written as JSON: ${String(cause)}`, { cause });
  }
}

/** Order of two texts by code point. UTF-16 order differs for characters beyond U+FFFF (rare Chinese names, 生僻字). */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointOrder(left) - codePointOrder(right);
  }
  return a.length - b.length;
}

// Surrogates stand for code points above every other code unit.
const codePointOrder = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Order of two field values; absent comes first. */
export function compareValues(a: FieldValue, b: FieldValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return typeof a === 'string' ? compareTexts(a, b as string) : a - (b as number);
}

const tableName = /^[A-Za-z][A-Za-z0-9._-]{0,99}$/;
const fieldName = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** @throws BadTable when names are unusable or an index names a field that is not declared */
export function checkSpec(spec: TableSpec): void {
  if (!tableName.test(spec.name)) throw new BadTable(`not a table name: ${spec.name}`);
  for (const field of Object.keys(spec.fields)) {
    if (!fieldName.test(field)) throw new BadTable(`${spec.name}: not a field name: ${field}`);
  }
  for (const index of spec.indexes) {
    const undeclared = index.find((field) => !Object.hasOwn(spec.fields, field));
    if (undeclared !== undefined || index.length === 0) {
      throw new BadTable(`${spec.name}: an index names ${undeclared ?? 'no field'}, which is not declared`);
    }
  }
}

/** What makes two specifications the same table, as text. */
export function specText(spec: TableSpec): string {
  const fields = Object.entries(spec.fields).sort(([a], [b]) => compareTexts(a, b));
  return JSON.stringify({ name: spec.name, fields, indexes: spec.indexes, temporal: spec.temporal });
}
