import type { Document, Filter, Sort } from 'mongodb';
import type { CheckedCondition, CheckedOrder, Place } from '../query.js';

type Part = Document;

const path = (field: string): string => `f.${field}`;

/** All parts at once; any document when there are none. */
export const allOf = <D>(parts: readonly Part[]): Filter<D> => (parts.length === 0 ? {} : parts.length === 1 ? parts[0]! : { $and: [...parts] }) as Filter<D>;

export function conditionFilter({ field, is, values }: CheckedCondition): Part {
  const value = values[0] ?? null;
  const at = path(field);
  switch (is) {
    case 'eq':
      return { [at]: value };
    case 'ne':
      return { [at]: { $ne: value } };
    case 'in':
      return { [at]: { $in: [...values] } };
    case 'prefix':
      return { [at]: { $gte: value, ...beforeEndOf(value as string) } };
    case 'contains':
      return { [at]: value === '' ? { $gte: '' } : { $regex: literally(value as string) } };
    default:
      return { [at]: { [`$${is}`]: value } };
  }
}

// The next text of the prefix's length, so that an index serves.
function beforeEndOf(prefix: string): Part {
  const points = [...prefix];
  while (points.at(-1) === '\u{10ffff}') points.pop();
  const last = points.pop();
  if (last === undefined) return {};
  const next = last.codePointAt(0)! + 1;
  // Surrogates are no characters; after U+D7FF comes U+E000.
  return { $lt: points.join('') + String.fromCodePoint(next === 0xd800 ? 0xe000 : next) };
}

// A pattern may hold no NUL itself.
const literally = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&').replaceAll('\0', '\\x00');

/** Documents behind a place in an order: lexicographic; absent values come first. */
export function behind(order: readonly CheckedOrder[], place: Place): Part {
  const branches: Part[] = [];
  const equal: Part[] = [];
  for (const [i, { field, descending }] of order.entries()) {
    const at = path(field);
    const value = place.values[i] ?? null;
    if (!descending) branches.push(allOf([...equal, { [at]: value === null ? { $ne: null } : { $gt: value } }]));
    else if (value !== null) branches.push(allOf([...equal, { $or: [{ [at]: { $lt: value } }, { [at]: null }] }]));
    equal.push({ [at]: value });
  }
  branches.push(allOf([...equal, { k: { $gt: place.key } }]));
  return branches.length === 1 ? branches[0]! : { $or: branches };
}

export const sortOf = (order: readonly CheckedOrder[]): Sort => Object.fromEntries([...order.map(({ field, descending }) => [path(field), descending ? -1 : 1]), ['k', 1]]) as Sort;

/** What was committed up to a step, and which steps never were. */
export interface Moment {
  readonly step: number;
  readonly voided: readonly number[];
}

/** Documents of the committed steps. */
export const committed = ({ step, voided }: Moment): Part => ({ s: voided.length > 0 ? { $lte: step, $nin: [...voided] } : { $lte: step } });

/** Of these, the ones that no committed step has replaced. */
export const current = (moment: Moment): Part[] => [committed(moment), voidable(moment, [])];

/** Versions that hold at a position of the log. */
export const heldAt = (moment: Moment, position: number): Part[] => [committed(moment), { p: { $lte: position } }, voidable(moment, [{ e: { $gt: position } }])];

function voidable({ step, voided }: Moment, more: readonly Part[]): Part {
  const branches = [{ x: { $gt: step } }, ...(voided.length > 0 ? [{ x: { $in: [...voided] } }] : []), ...more];
  return branches.length === 1 ? branches[0]! : { $or: branches };
}
