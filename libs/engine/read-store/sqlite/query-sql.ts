import type { FieldValue } from '../fields.js';
import type { CheckedChangeQuery, CheckedCondition, CheckedOrder, CheckedQuery, Place } from '../query.js';
import type { TableRef } from '../read-store.js';
import { column, narrowingField, rowsTable, versionsTable } from './table-layout.js';

/** A piece of SQL with the values of its placeholders. */
export interface Sql {
  readonly text: string;
  readonly values: readonly (FieldValue | number)[];
}

const sql = (text: string, ...values: (FieldValue | number)[]): Sql => ({ text, values });

function joined(parts: readonly Sql[], by: string, none: string): Sql {
  if (parts.length === 0) return sql(none);
  return { text: parts.map((p) => p.text).join(by), values: parts.flatMap((p) => p.values) };
}

const and = (parts: readonly Sql[]): Sql => joined(parts, ' AND ', '1');

/** Placeholders for a list, rounded up to a power of two so that few different statements are prepared. */
export function list(values: readonly FieldValue[]): Sql {
  const size = 2 ** Math.ceil(Math.log2(values.length));
  const padded = [...values, ...Array.from({ length: size - values.length }, () => values[0]!)];
  return { text: `(${padded.map(() => '?').join(',')})`, values: padded };
}

function condition({ field, is, values }: CheckedCondition, alias = ''): Sql {
  const c = `${alias}${column(field)}`;
  const value = values[0] ?? null;
  switch (is) {
    case 'eq':
      return value === null ? sql(`${c} IS NULL`) : sql(`${c} = ?`, value);
    case 'ne':
      return sql(`${c} IS NOT ?`, value);
    case 'in': {
      if (values.length === 0) return sql('0');
      const options = list(values);
      return { text: `${c} IN ${options.text}`, values: options.values };
    }
    case 'prefix':
      return prefix(c, value as string);
    case 'contains':
      return sql(`instr(${c}, ?) > 0`, value);
    default:
      return sql(`${c} ${{ lt: '<', lte: '<=', gt: '>', gte: '>=' }[is]} ?`, value);
  }
}

// A range, so that an index serves: from the prefix to the next text of its length.
function prefix(c: string, text: string): Sql {
  const points = [...text];
  while (points.at(-1) === '\u{10ffff}') points.pop();
  const last = points.pop();
  if (last === undefined) return sql(`${c} >= ?`, text);
  const next = last.codePointAt(0)! + 1;
  // Surrogates are no characters; after U+D7FF comes U+E000.
  const end = points.join('') + String.fromCodePoint(next === 0xd800 ? 0xe000 : next);
  return sql(`(${c} >= ? AND ${c} < ?)`, text, end);
}

/** Rows behind a place in an order: the usual lexicographic chain; absent values come first. */
function behind(order: readonly CheckedOrder[], place: Place): Sql {
  const branches: Sql[] = [];
  const equal: Sql[] = [];
  for (const [i, { field, descending }] of order.entries()) {
    const c = column(field);
    const value = place.values[i] ?? null;
    if (!descending) branches.push(and([...equal, value === null ? sql(`${c} IS NOT NULL`) : sql(`${c} > ?`, value)]));
    else if (value !== null) branches.push(and([...equal, sql(`(${c} < ? OR ${c} IS NULL)`, value)]));
    equal.push(sql(`${c} IS ?`, value));
  }
  branches.push(and([...equal, sql('key > ?', place.key)]));
  const chain = joined(branches, ') OR (', '1');
  return { text: `((${chain.text}))`, values: chain.values };
}

/**
 * The stretches of the order that a page is read from, each with a bound on the first ordered field that an index
 * can seek to. Descending order has two: the values still to come, then the absent ones.
 */
function stretches({ order, after }: CheckedQuery): Sql[] {
  if (!after) return [sql('1')];
  const first = order[0];
  if (!first) return [sql('key > ?', after.key)];
  const rest = behind(order, after);
  const value = after.values[0] ?? null;
  const c = column(first.field);
  if (value === null) return first.descending ? [and([sql(`${c} IS NULL`), rest])] : [rest];
  if (!first.descending) return [and([sql(`${c} >= ?`, value), rest])];
  return [and([sql(`${c} <= ?`, value), rest]), sql(`${c} IS NULL`)];
}

function orderBy(order: readonly CheckedOrder[], alias = ''): string {
  return [...order.map(({ field, descending }) => `${alias}${column(field)}${descending ? ' DESC' : ''}`), `${alias}key`].join(', ');
}

/** Statements that give a page's rows, to be asked in turn until the page is full; the last placeholder of each is the limit. */
export function pageSql(ref: TableRef, query: CheckedQuery): Sql[] {
  const where = query.where.map((one) => condition(one));
  return stretches(query).map((stretch) => {
    const filter = and([...where, stretch]);
    if (query.at !== undefined) return pageAt(ref, query, query.at, filter);
    return { text: `SELECT key, position, row FROM ${rowsTable(ref)} WHERE ${filter.text} ORDER BY ${orderBy(query.order)} LIMIT ?`, values: filter.values };
  });
}

export function countSql(ref: TableRef, where: readonly CheckedCondition[], at: number | undefined): Sql {
  const filter = and(where.map((one) => condition(one)));
  if (at === undefined) return { text: `SELECT count(*) AS n FROM ${rowsTable(ref)} WHERE ${filter.text}`, values: filter.values };
  const known = knownAt(ref, where, at, filter, undefined);
  return { text: `${known.with} SELECT count(*) AS n ${known.from}`, values: known.values };
}

function pageAt(ref: TableRef, query: CheckedQuery, at: number, filter: Sql): Sql {
  const { order } = query;
  if (order.length === 0) {
    // The chain of keys below has one link at a time, so rows come in key order and the limit stops the walk.
    const known = knownAt(ref, query.where, at, filter, query.after?.key);
    return { text: `${known.with} SELECT v.key, v.position, v.row ${known.from} LIMIT ?`, values: known.values };
  }
  // Sorted without the rows themselves, which may be large; only those of the page are then read.
  const known = knownAt(ref, query.where, at, filter, undefined);
  const chosen = `SELECT v.id AS chosen ${known.from} ORDER BY ${orderBy(order, 'v.')} LIMIT ?`;
  const text = `${known.with} SELECT r.key, r.position, r.row FROM (${chosen}) JOIN ${versionsTable(ref)} r ON r.id = chosen ORDER BY ${orderBy(order, 'r.')}`;
  return { text, values: known.values };
}

/**
 * The table as known at a position: walk the keys (those that ever had the wanted value of an indexed field, or all),
 * and take of each the last version up to the position. The cost follows the number of keys, not of versions.
 */
function knownAt(ref: TableRef, where: readonly CheckedCondition[], at: number, filter: Sql, afterKey: string | undefined): { with: string; from: string; values: Sql['values'] } {
  const table = versionsTable(ref);
  const wanted = where.filter((c) => c.is === 'eq' && c.values[0] !== null);
  const field = narrowingField(ref.spec, new Set(wanted.map((c) => c.field)));
  const narrowing = wanted.find((c) => c.field === field);
  const only = narrowing ? sql(`${column(narrowing.field)} = ? AND `, narrowing.values[0]!) : sql('');
  const start = afterKey === undefined ? sql('1') : sql('key > ?', afterKey);
  const chain =
    `WITH RECURSIVE walk(k) AS (SELECT min(key) FROM ${table} WHERE ${only.text}${start.text} UNION ALL ` +
    `SELECT (SELECT min(key) FROM ${table} WHERE ${only.text}key > walk.k) FROM walk WHERE walk.k IS NOT NULL)`;
  const latest = `SELECT id FROM ${table} WHERE key = walk.k AND position <= ? ORDER BY position DESC LIMIT 1`;
  return {
    with: chain,
    from: `FROM walk CROSS JOIN ${table} v ON v.id = (${latest}) WHERE walk.k IS NOT NULL AND v.row IS NOT NULL AND ${filter.text}`,
    values: [...only.values, ...start.values, ...only.values, at, ...filter.values],
  };
}

/**
 * Keys with a version made between two positions, with the row that was known at each; the last placeholder is the limit.
 * An index over position and key gives the keys, one over key and position the two versions of each. Where the positions
 * span much of the log, the keys are walked instead: a page then costs no more than what it holds. Left joins keep the
 * order of the keys.
 */
export function changedSql(ref: TableRef, { from, to, where, after }: CheckedChangeQuery): Sql {
  const table = versionsTable(ref);
  const [before, now] = ['a.', 'b.'].map((alias) => and([sql(`${alias}row IS NOT NULL`), ...where.map((one) => condition(one, alias))])) as [Sql, Sql];
  const walked = (to - from) * 4 > to ? '+' : '';
  const known = `(SELECT id FROM ${table} WHERE key = t.key AND position <= ? ORDER BY position DESC LIMIT 1)`;
  return {
    text:
      `SELECT t.key AS key, t.changed AS changedAt, a.position AS fromPosition, a.row AS fromRow, b.position AS toPosition, b.row AS toRow ` +
      `FROM (SELECT key, max(position) AS changed FROM ${table} WHERE ${walked}position > ? AND ${walked}position <= ? AND key > ? GROUP BY key ORDER BY key) t ` +
      `LEFT JOIN ${table} a ON a.id = ${known} AND ${before.text} LEFT JOIN ${table} b ON b.id = ${known} AND ${now.text} ` +
      `WHERE a.row IS NOT b.row LIMIT ?`,
    values: [from, to, after, from, ...before.values, to, ...now.values],
  };
}
