import type { Hash, TreeHash } from './tree-hash.js';
import { hashBytes } from './tree-hash.js';
import { splitOf } from './tree.js';

/** The claim that a leaf is in a tree. */
export interface Inclusion {
  /** Leaves of the tree. */
  readonly size: number;
  /** 0 for the first leaf: an event's position − 1. */
  readonly index: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** The claim that one tree is the beginning of another. */
export interface Consistency {
  readonly first: number;
  readonly firstRoot: Uint8Array;
  readonly second: number;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const wellFormed = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === hashBytes);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Whether the proof holds. Never throws: a malformed proof proves nothing. */
export function verifyInclusion(hash: TreeHash, { size, index, leaf, proof, root }: Inclusion): boolean {
  if (!isSize(size) || !isSize(index) || index >= size || !wellFormed([leaf, root, ...proof])) return false;
  // From the top down: on which side of each division the leaf lies.
  const sides: ('left' | 'right')[] = [];
  for (let [at, left] = [index, size]; left > 1; ) {
    const k = splitOf(left);
    sides.push(at < k ? 'left' : 'right');
    [at, left] = at < k ? [at, k] : [at - k, left - k];
  }
  if (sides.length !== proof.length) return false;
  let computed = leaf;
  for (const sibling of proof) computed = sides.pop() === 'left' ? hash.node(computed, sibling) : hash.node(sibling, computed);
  return same(computed, root);
}

/** Whether the proof holds. Never throws: a malformed proof proves nothing. Anything extends the empty tree, without a proof. */
export function verifyConsistency(hash: TreeHash, { first, firstRoot, second, secondRoot, proof }: Consistency): boolean {
  if (!isSize(first) || !isSize(second) || first > second || !wellFormed([firstRoot, secondRoot, ...proof])) return false;
  if (first === 0) return proof.length === 0 && same(firstRoot, hash.empty);
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  const sides: ('left' | 'right')[] = [];
  let [from, to] = [0, second];
  while (first !== to) {
    const middle = from + splitOf(to - from);
    sides.push(first <= middle ? 'left' : 'right');
    if (first <= middle) to = middle;
    else from = middle;
  }
  const given = from > 0 ? 1 : 0;
  if (proof.length !== sides.length + given) return false;
  let older = given === 1 ? proof[0]! : firstRoot;
  let newer: Uint8Array = older;
  for (const sibling of proof.slice(given)) {
    if (sides.pop() === 'left') {
      newer = hash.node(newer, sibling);
    } else {
      older = hash.node(sibling, older);
      newer = hash.node(sibling, newer);
    }
  }
  return same(older, firstRoot) && same(newer, secondRoot);
}

/** Hashes as base64, the way they travel. */
export const proofTexts = (proof: readonly Uint8Array[]): readonly string[] => proof.map((one) => Buffer.from(one).toString('base64'));

/** A hash from its base64 text; undefined when it is none, or is spelt another way than the one way. */
export function hashOfText(text: string): Hash | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === hashBytes && bytes.toString('base64') === text ? bytes : undefined;
}
