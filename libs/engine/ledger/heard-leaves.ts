import type { LeafSource } from '#engine/event-store';
import type { Hash, TreeHash } from './tree-hash.js';

/** Beyond this many waiting leaves they are dropped and read from the disk later: memory stays bounded. */
const mostWaiting = 100_000;

/**
 * Leaves hashed as they were recorded, before the disk could change them: what is read again for a signature must be equal.
 */
export class HeardLeaves {
  readonly #hashes: readonly TreeHash[];
  /** Position of the first that waits. */
  #first = 0;
  #waiting: (readonly Hash[])[] = [];
  readonly end: () => void;

  constructor(store: LeafSource, hashes: readonly TreeHash[]) {
    this.#hashes = hashes;
    this.end = store.listen((first, leaves) => this.#hear(first, leaves));
  }

  /** Position of the first leaf that waits; infinite when there is none. */
  get first(): number {
    return this.#waiting.length === 0 ? Infinity : this.#first;
  }

  /** Take at most so many, beginning at {@link first}: each as its hash under every algorithm. */
  take(most: number): readonly (readonly Hash[])[] {
    const taken = this.#waiting.splice(0, most);
    this.#first += taken.length;
    return taken;
  }

  /** Forget what lies at or before a position. */
  forget(position: number): void {
    if (position >= this.#first) this.take(position - this.#first + 1);
  }

  #hear(first: number, leaves: readonly string[]): void {
    // Appends of other stores on the same file would leave a gap; the disk has them.
    if (this.#waiting.length >= mostWaiting || first !== this.#first + this.#waiting.length) this.#waiting = [];
    if (this.#waiting.length === 0) this.#first = first;
    for (const leaf of leaves) this.#waiting.push(this.#hashes.map((hash) => hash.leaf(leaf)));
  }
}
