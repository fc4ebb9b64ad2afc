import { join } from 'node:path';
import { damage, LedgerDamaged } from './damage.js';
import { TileTree } from './tile-tree.js';
import { sha256Tree, type Hash, type TreeHash } from './tree-hash.js';
import { Frontier } from './tree.js';

const tilesTogether = 16;

/** Root of the same leaves under each algorithm. */
export interface Roots {
  readonly root: Hash;
  readonly second?: Hash;
}

export const sameRoots = (a: Roots, b: Roots): boolean => a.root.equals(b.root) && (a.second === undefined || b.second === undefined || a.second.equals(b.second));

/** The SHA-256 tree, and a second one beside it where the city wants a national algorithm. They grow together. */
export class LedgerTrees {
  readonly first: TileTree;
  readonly second: TileTree | undefined;
  readonly all: readonly TileTree[];

  constructor(readonly folder: string, second?: TreeHash) {
    this.first = new TileTree(folder, sha256Tree);
    this.second = second && new TileTree(join(folder, second.id), second);
    this.all = this.second ? [this.first, this.second] : [this.first];
  }

  get size(): number {
    return this.first.size;
  }

  /** @param prefixed 0x00 and the leaf's bytes */
  append(prefixed: Uint8Array): void {
    for (const tree of this.all) tree.append(tree.hash.prefixedLeaf(prefixed));
  }

  /** @param hashes the leaf's hash under each algorithm */
  appendHashes(hashes: readonly Hash[]): void {
    for (const [n, tree] of this.all.entries()) tree.append(hashes[n]!);
  }

  /** @throws LedgerDamaged when a tile is not whole */
  load(limit: number): void {
    for (const tree of this.all) tree.load(limit);
  }

  roots(size = this.size): Roots {
    return { root: this.first.root(size), ...(this.second ? { second: this.second.root(size) } : {}) };
  }

  /** Write full tiles once there are some: they never wait for long, and never one by one. */
  async flush(): Promise<void> {
    for (const tree of this.all) if (tree.unwritten >= tilesTogether) await tree.flush();
  }

  async seal(size = this.size): Promise<void> {
    for (const tree of this.all) await tree.seal(size);
  }

  forgetPartials(size: number): void {
    for (const tree of this.all) tree.forgetPartials(size);
  }

  /** A reckoning beside these trees that goes on from a size they have. */
  retrace(from: number): Retracing {
    return new Retracing(this, from);
  }
}

/** Computes the roots once more from leaves as they are read now, and finds the first that is not what the trees hold. */
export class Retracing {
  readonly #trees: readonly { readonly tree: TileTree; readonly frontier: Frontier }[];
  #position: number;

  constructor(trees: LedgerTrees, from: number) {
    this.#trees = trees.all.map((tree) => ({ tree, frontier: new Frontier(tree.hash, { size: from, nodeAt: tree.nodeAt }) }));
    this.#position = from;
  }

  roots(): Roots {
    const [root, second] = this.#trees.map(({ frontier }) => frontier.root());
    return { root: root!, ...(second ? { second } : {}) };
  }

  /** @throws LedgerDamaged naming the position */
  next(prefixed: Uint8Array): void {
    this.#position += 1;
    for (const { tree, frontier } of this.#trees) {
      const leaf = tree.hash.prefixedLeaf(prefixed);
      if (!leaf.equals(tree.leafAt(this.#position - 1))) throw new LedgerDamaged(damage('row-changed', {}, this.#position));
      frontier.push(leaf);
    }
  }
}
