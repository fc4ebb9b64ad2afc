import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LeafReader, StoredLeaf } from '#engine/event-store';
import { damage, type Damage } from '../damage.js';
import { tileWidth } from '../tile.js';
import { isCanonical } from '../reading-leaves.js';
import type { RetracedTree } from './retraced-tree.js';
import { mostDifferingRows, type DifferingRow } from './differing-rows.js';
import { sameHash, type RootCheck, type RootChecks } from './root-checks.js';

export interface WalkOptions {
  readonly leaves: LeafReader;
  readonly trees: readonly RetracedTree[];
  readonly checks: RootChecks;
  /** Begin after this position. */
  readonly from: number;
  /** Look at events up to this position: what is recorded meanwhile is not looked at. */
  readonly head: number;
  /** Positions up to here are covered by a checkpoint of the folder. */
  readonly covered: number;
  /** Check the spelling of covered events too. */
  readonly full: boolean;
  readonly onProgress: ((position: number) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

const pageSize = 1_000;
/** A gap of more positions than this is not walked through. */
const widestGap = 1_000_000;

/** Reads the log once from one end to the other and keeps only what is wrong. */
export class Walk {
  readonly damages: Damage[] = [];
  readonly differing: DifferingRow[] = [];
  /** Positions seen so far, missing ones included. */
  #at: number;
  #last = Number.NEGATIVE_INFINITY;
  readonly #options: WalkOptions;
  /** Differing tiles that were looked into. */
  #dug = 0;
  /** Leaves of the unfinished tile, kept until it has been compared. */
  readonly #recent: { readonly position: number; readonly prefixed: Uint8Array; readonly leaf: Buffer }[] = [];

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#at = options.from;
  }

  /** @throws the signal's reason when it aborts */
  async run(): Promise<void> {
    const { from, head, onProgress, signal } = this.#options;
    // Positions below 1 are no events of ours: they would be seen too.
    for (let after = from === 0 ? Number.MIN_SAFE_INTEGER : from; ; ) {
      signal?.throwIfAborted();
      const page = this.#page(after);
      for (const leaf of page) {
        if (leaf.position > head || !this.#take(leaf)) return;
      }
      if (page.length === 0) return;
      after = page.at(-1)!.position;
      onProgress?.(Math.min(this.#at, head));
      await nextTurn();
    }
  }

  /** A page; where it cannot be read, the events before the one that cannot. */
  #page(after: number): readonly StoredLeaf[] {
    const { leaves } = this.#options;
    try {
      return leaves.page(after, pageSize);
    } catch (pageError) {
      const before: StoredLeaf[] = [];
      try {
        for (let last = after; before.length < pageSize; last = before.at(-1)!.position) {
          const [next] = leaves.page(last, 1);
          if (!next) throw pageError;
          before.push(next);
        }
      } catch (error) {
        if (before.length === 0) this.damages.push(damage('file-damaged', { reason: error instanceof Error ? error.message : String(error) }, this.#at + 1));
      }
      return before;
    }
  }

  /** Answers false when going on would tell nothing more. */
  #take({ position, prefixed, wellFormed }: StoredLeaf): boolean {
    if (position === this.#last || position <= this.#at) {
      const kind = position === this.#last ? 'position-twice' : position < 1 ? 'position-inserted' : 'order-swapped';
      this.damages.push(damage(kind, kind === 'order-swapped' ? { other: this.#last } : {}, position));
      return this.damages.length < mostDifferingRows;
    }
    this.#last = position;
    if (!this.#passMissing(position)) return false;
    this.#at = position;
    const { trees, covered, full } = this.#options;
    const leaves = trees.map(({ hash }) => hash.prefixedLeaf(prefixed));
    this.#recent.push({ position, prefixed, leaf: leaves[0]! });
    this.#append(leaves);
    if (!wellFormed || ((full || position > covered) && !isCanonical(prefixed))) this.damages.push(damage('not-canonical', {}, position));
    this.#options.checks.at(position, this.#roots());
    return this.differing.length < mostDifferingRows && this.damages.length < mostDifferingRows;
  }

  /** Missing positions are filled in from the stored leaves, so that what follows can still be compared. */
  #passMissing(position: number): boolean {
    const first = this.#at + 1;
    if (position === first) return true;
    if (position - first > widestGap) {
      this.damages.push(damage('position-missing', {}, first));
      return false;
    }
    for (let missing = first; missing < position; missing += 1) {
      this.#append(this.#options.trees.map((tree) => tree.storedLeaf(missing) ?? tree.hash.empty));
      this.#options.checks.at(missing, this.#roots());
    }
    this.damages.push(damage('position-missing', {}, first));
    return true;
  }

  #append(leaves: readonly Buffer[]): void {
    for (const [n, tree] of this.#options.trees.entries()) tree.append(leaves[n]!);
    const [tree] = this.#options.trees;
    if (tree!.differing.length > this.#dug) this.#dig(tree!);
    if (tree!.size % tileWidth === 0) this.#recent.length = 0;
  }

  /** Find which leaves of the tiles that came to differ are others. */
  #dig(tree: RetracedTree): void {
    const fresh = tree.differing.slice(this.#dug);
    this.#dug = tree.differing.length;
    if (!fresh.some(({ tile, stored }) => tile.level === 0 && stored)) return;
    for (const { position, prefixed, leaf } of this.#recent) {
      const expected = tree.storedLeaf(position);
      if (expected && !sameHash(expected, leaf)) this.differing.push({ position, prefixed: Buffer.from(prefixed), expected });
    }
  }

  #roots(): RootCheck {
    const [first, second] = this.#options.trees;
    return { root: () => first!.root(), ...(second ? { sm3: () => second.root() } : {}) };
  }
}
