import type { Hash, TreeHash } from './tree-hash.js';

/** The largest power of two below a size of two or more: where RFC 6962 divides a tree. */
export function splitOf(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

/** Hash of the complete subtree of 2^level leaves that begins at leaf `index` × 2^level. */
export type NodeAt = (level: number, index: number) => Hash;

/** Root of the leaves from `from` up to before `to`, which begin where RFC 6962 divides a tree. */
function rangeRoot(hash: TreeHash, nodeAt: NodeAt, from: number, to: number): Hash {
  const size = to - from;
  const k = size === 1 ? 1 : splitOf(size);
  if (size === 1 || k * 2 === size) return nodeAt(Math.round(Math.log2(size)), from / size);
  return hash.node(rangeRoot(hash, nodeAt, from, from + k), rangeRoot(hash, nodeAt, from + k, to));
}

/** Root of the tree of the first `size` leaves. */
export function rootAt(hash: TreeHash, nodeAt: NodeAt, size: number): Hash {
  return size === 0 ? hash.empty : rangeRoot(hash, nodeAt, 0, size);
}

/**
 * Hashes that prove a leaf to be in the tree of the first `size` leaves (RFC 6962 §2.1.1), from the leaf upwards.
 * @param index 0 for the first leaf
 * @throws RangeError when the tree has no such leaf
 */
export function inclusionProof(hash: TreeHash, nodeAt: NodeAt, index: number, size: number): readonly Hash[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`a tree of ${size} has no leaf ${index}`);
  const proof: Hash[] = [];
  for (let from = 0, to = size; to - from > 1; ) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      proof.push(rangeRoot(hash, nodeAt, middle, to));
      to = middle;
    } else {
      proof.push(rangeRoot(hash, nodeAt, from, middle));
      from = middle;
    }
  }
  return proof.reverse();
}

/**
 * Hashes that prove the tree of the first `first` leaves to be the beginning of that of the first `second` (RFC 6962 §2.1.2).
 * Empty when the sizes are equal or the first is 0.
 * @throws RangeError when `first` is larger
 */
export function consistencyProof(hash: TreeHash, nodeAt: NodeAt, first: number, second: number): readonly Hash[] {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 0 || first > second) throw new RangeError(`a tree of ${second} does not extend one of ${first}`);
  const proof: Hash[] = [];
  if (first === 0 || first === second) return proof;
  let [from, to] = [0, second];
  while (first !== to) {
    const middle = from + splitOf(to - from);
    if (first <= middle) {
      proof.push(rangeRoot(hash, nodeAt, middle, to));
      to = middle;
    } else {
      proof.push(rangeRoot(hash, nodeAt, from, middle));
      from = middle;
    }
  }
  // What remains is the last piece of the smaller tree; its root is given away only where it is not the whole smaller tree.
  if (from > 0) proof.push(rangeRoot(hash, nodeAt, from, to));
  return proof.reverse();
}

/** A tree that only grows, as the roots of its complete subtrees: a few hashes whatever its size. */
export class Frontier {
  readonly #hash: TreeHash;
  /** Roots of complete subtrees, the largest first; `#sizes` are their leaves. */
  readonly #roots: Hash[] = [];
  readonly #sizes: number[] = [];
  #size = 0;

  /** @param at the tree to begin with, as its complete subtrees; empty when absent */
  constructor(hash: TreeHash, at?: { readonly size: number; readonly nodeAt: NodeAt }) {
    this.#hash = hash;
    if (!at) return;
    for (let left = at.size; left > 0; ) {
      const piece = 2 ** Math.floor(Math.log2(left));
      this.#roots.push(at.nodeAt(Math.log2(piece), this.#size / piece));
      this.#sizes.push(piece);
      this.#size += piece;
      left -= piece;
    }
  }

  get size(): number {
    return this.#size;
  }

  push(leaf: Hash): void {
    let root = leaf;
    let size = 1;
    while (this.#sizes.at(-1) === size) {
      root = this.#hash.node(this.#roots.pop()!, root);
      this.#sizes.pop();
      size *= 2;
    }
    this.#roots.push(root);
    this.#sizes.push(size);
    this.#size += 1;
  }

  root(): Hash {
    const [last, ...others] = [...this.#roots].reverse();
    return last === undefined ? this.#hash.empty : others.reduce((right, left) => this.#hash.node(left, right), last);
  }
}

/** Root of some leaf hashes. */
export function rootOf(hash: TreeHash, leaves: Iterable<Hash>): Hash {
  const tree = new Frontier(hash);
  for (const leaf of leaves) tree.push(leaf);
  return tree.root();
}
