import { compareTexts, compareValues, fieldValue, wellFormed, type FieldValue } from './fields.js';
import { BadRowQuery, type ChangePage, type ChangeQuery, type Comparison, type Condition, type FieldType, type Row, type RowChange, type RowQuery, type StoredRow, type TableSpec } from './read-store.js';

/** A condition whose field and value have been found to fit: values in the form they are compared in. */
export interface CheckedCondition {
  readonly field: string;
  readonly type: FieldType;
  readonly is: Comparison;
  readonly values: readonly FieldValue[];
}

export interface CheckedOrder {
  readonly field: string;
  readonly type: FieldType;
  readonly descending: boolean;
}

/** Where a page begins: after the row with these order values and this key. */
export interface Place {
  readonly values: readonly FieldValue[];
  readonly key: string;
}

export interface CheckedQuery {
  readonly where: readonly CheckedCondition[];
  readonly order: readonly CheckedOrder[];
  readonly limit: number;
  readonly after?: Place;
  readonly at?: number;
}

/** The largest page that is answered in one piece. */
export const largestPage = 10_000;

/** @throws BadRowQuery when a field, value, limit, position or cursor does not fit the table */
export function checkQuery(spec: TableSpec, query: RowQuery): CheckedQuery {
  const { limit, at } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) throw new BadRowQuery(`limit must be 1 to ${largestPage}`);
  const order = (query.order ?? []).map(({ field, descending }) => ({ field, type: typeOf(spec, field), descending: descending ?? false }));
  if (new Set(order.map((o) => o.field)).size < order.length) throw new BadRowQuery('a field is named twice in the order');
  return {
    where: checkWhere(spec, query.where),
    order,
    limit,
    ...(query.after === undefined ? {} : { after: readCursor(spec, order, at, query.after) }),
    ...(at === undefined ? {} : { at: checkAt(spec, at) }),
  };
}

export interface CheckedChangeQuery {
  readonly from: number;
  readonly to: number;
  readonly where: readonly CheckedCondition[];
  readonly limit: number;
  /** Less than every key when the question begins. */
  readonly after: string;
}

/** @throws BadRowQuery when a field, value, limit or position does not fit the table, or the positions are the wrong way round */
export function checkChangeQuery(spec: TableSpec, { from, to, where, limit, after }: ChangeQuery): CheckedChangeQuery {
  if (checkAt(spec, from) > checkAt(spec, to)) throw new BadRowQuery(`${from} is later than ${to}`);
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) throw new BadRowQuery(`limit must be 1 to ${largestPage}`);
  return { from, to, where: checkWhere(spec, where), limit, after: wellFormed(after ?? '') };
}

/** A page of changes read one beyond the limit. */
export function changePageOf<R extends Row>(changes: readonly RowChange<R>[], limit: number): ChangePage<R> {
  const page = changes.slice(0, limit);
  return changes.length > limit ? { changes: page, next: page.at(-1)!.key } : { changes: page };
}

/** @throws BadRowQuery */
export function checkWhere(spec: TableSpec, where: readonly Condition[] = []): CheckedCondition[] {
  return where.map((condition) => {
    const type = typeOf(spec, condition.field);
    return { field: condition.field, type, is: condition.is, values: operands(condition, type) };
  });
}

/** @throws BadRowQuery when the table keeps no history or the position is none */
export function checkAt(spec: TableSpec, at: number): number {
  if (!spec.temporal) throw new BadRowQuery(`${spec.name} keeps no history`);
  if (!Number.isSafeInteger(at) || at < 0) throw new BadRowQuery(`not a position: ${at}`);
  return at;
}

function typeOf(spec: TableSpec, field: string): FieldType {
  const type = Object.hasOwn(spec.fields, field) ? spec.fields[field] : undefined;
  if (type === undefined) throw new BadRowQuery(`${spec.name} does not declare ${field}`);
  return type;
}

const comparisons: readonly Comparison[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'prefix', 'contains'];

function operands({ field, is, value }: Condition, type: FieldType): FieldValue[] {
  if (!comparisons.includes(is)) throw new BadRowQuery(`not a comparison: ${String(is)}`);
  if (Array.isArray(value) !== (is === 'in')) throw new BadRowQuery(`${field}: an array goes with "in", and only with it`);
  if (is === 'in') return (value as readonly (string | number)[]).map((one) => operand(field, one, type));
  if ((is === 'prefix' || is === 'contains') && type !== 'text') throw new BadRowQuery(`${field} is no text`);
  if (value === null && is !== 'eq' && is !== 'ne') throw new BadRowQuery(`${field}: null has no order`);
  return [value === null ? null : operand(field, value, type)];
}

function operand(field: string, value: unknown, type: FieldType): FieldValue {
  try {
    if (value === null) throw new TypeError();
    // A caller may give a decimal as the number it compares as.
    if (type === 'decimal' && typeof value === 'number' && Number.isFinite(value)) return value;
    return fieldValue({ [field]: value } as Row, field, type);
  } catch {
    throw new BadRowQuery(`${field} is ${type} and cannot be compared with ${JSON.stringify(value)}`);
  }
}

/** Whether a row meets all conditions. */
export function matches(row: Row, where: readonly CheckedCondition[]): boolean {
  return where.every(({ field, type, is, values }) => holds(is, fieldValue(row, field, type), values));
}

function holds(is: Comparison, have: FieldValue, values: readonly FieldValue[]): boolean {
  const value = values[0] ?? null;
  if (is === 'eq') return have === value;
  if (is === 'ne') return have !== value;
  if (have === null) return false;
  if (is === 'in') return values.includes(have);
  if (is === 'prefix') return (have as string).startsWith(value as string);
  if (is === 'contains') return (have as string).includes(value as string);
  const order = compareValues(have, value);
  return is === 'lt' ? order < 0 : is === 'lte' ? order <= 0 : is === 'gt' ? order > 0 : order >= 0;
}

/** Where a row stands in an order. */
export function placeOf({ key, row }: StoredRow, order: readonly CheckedOrder[]): Place {
  return { key, values: order.map(({ field, type }) => fieldValue(row, field, type)) };
}

/** Order of two places: by the ordered fields, each in its direction, then by key. */
export function comparePlaces(a: Place, b: Place, order: readonly CheckedOrder[]): number {
  for (const [i, { descending }] of order.entries()) {
    const difference = compareValues(a.values[i] ?? null, b.values[i] ?? null);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return compareTexts(a.key, b.key);
}

/** A page of rows read one beyond the limit: the surplus row only tells that there is a next page. */
export function pageOf<R extends Row>(spec: TableSpec, rows: StoredRow<R>[], query: CheckedQuery): { rows: StoredRow<R>[]; next?: string } {
  if (rows.length <= query.limit) return { rows };
  const page = rows.slice(0, query.limit);
  return { rows: page, next: writeCursor(spec, placeOf(page.at(-1)!, query.order), query.order, query.at) };
}

function signature(spec: TableSpec, order: readonly CheckedOrder[], at: number | undefined): string {
  return [spec.name, ...order.map((o) => (o.descending ? '-' : '+') + o.field), ...(at === undefined ? [] : [`@${at}`])].join(' ');
}

function writeCursor(spec: TableSpec, place: Place, order: readonly CheckedOrder[], at: number | undefined): string {
  return Buffer.from(JSON.stringify([signature(spec, order, at), ...place.values, place.key]), 'utf8').toString('base64url');
}

function readCursor(spec: TableSpec, order: readonly CheckedOrder[], at: number | undefined, cursor: string): Place {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadRowQuery('not a cursor');
  }
  if (!Array.isArray(parts) || parts[0] !== signature(spec, order, at)) throw new BadRowQuery('the cursor belongs to another query');
  const values = parts.slice(1, -1) as unknown[];
  const key: unknown = parts.at(-1);
  const fit = order.every(({ type }, i) => values[i] === null || typeof values[i] === (type === 'text' ? 'string' : 'number'));
  if (values.length !== order.length || !fit || typeof key !== 'string') throw new BadRowQuery('not a cursor');
  return { values: (values as FieldValue[]).map((v) => (typeof v === 'string' ? wellFormed(v) : v)), key: wellFormed(key) };
}
