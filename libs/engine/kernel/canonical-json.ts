import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';

// The package is CommonJS with an ES default export in its types; under NodeNext the function arrives as the module.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/**
 * Canonical JSON of RFC 8785: one spelling for one content. Members are sorted and the runtime's own JSON writes the text, several times
 * faster than member by member; what cannot be sorted in place goes to the reference implementation.
 * @throws RangeError for a number that is not finite, and for nothing at all
 */
export function canonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(arranged(value));
  } catch (error) {
    if (error !== unarrangeable) throw error;
    text = canonicalize(value);
  }
  if (text === undefined) throw new RangeError('nothing to write as canonical JSON');
  return text;
}

/** Thrown for a member name that an object would not keep in its place. */
const unarrangeable = new Error('a member name that looks like an index');

/** The same content with the members of every object in the order of their names' UTF-16 code units; what is in order already is not copied. */
function arranged(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is no JSON number`);
  if (value === null || typeof value !== 'object') return value;
  if ('toJSON' in value) throw unarrangeable;
  if (Array.isArray(value)) return arrangedList(value);
  const members = value as Record<string, unknown>;
  const names = Object.keys(members);
  let same = true;
  for (let n = 0; n < names.length; n += 1) {
    const name = names[n]!;
    // Index-like names come first in any object, and this one name is no ordinary member.
    const first = name.charCodeAt(0);
    if ((first >= 48 && first <= 57) || name === '__proto__') throw unarrangeable;
    if (n > 0 && names[n - 1]! > name) same = false;
  }
  let sorted: Record<string, unknown> | undefined;
  if (!same) {
    names.sort();
    sorted = {};
  }
  for (let n = 0; n < names.length; n += 1) {
    const name = names[n]!;
    const member = members[name];
    const inOrder = typeof member === 'object' || typeof member === 'number' ? arranged(member) : member;
    if (sorted === undefined && inOrder !== member) {
      sorted = {};
      for (let before = 0; before < n; before += 1) sorted[names[before]!] = members[names[before]!];
    }
    if (sorted !== undefined) sorted[name] = inOrder;
  }
  return sorted ?? value;
}

function arrangedList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let n = 0; n < list.length; n += 1) {
    const inOrder = arranged(list[n]);
    if (copy === undefined && inOrder !== list[n]) copy = list.slice(0, n);
    copy?.push(inOrder);
  }
  return copy ?? list;
}

/** SHA-256, lower-case hex, of the canonical JSON. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
