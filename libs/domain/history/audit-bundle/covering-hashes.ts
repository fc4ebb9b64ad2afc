import { type Hash, hashBytes, sha256Tree, tileHeight, tileWidth, type Tile } from '#engine/ledger';

/** Root of a complete subtree that holds none of the chosen leaves: level, place at that level, hash. */
export interface CoveringHash {
  readonly level: number;
  readonly index: number;
  readonly hash: Hash;
}

/**
 * The fewest complete subtrees that cover every leaf which is not chosen, from the left. With them the chosen leaves lead to the root of
 * the tree, all at once: none are needed when all leaves are chosen, and a few for each gap, so that a proof of many leaves does not
 * repeat what they have in common.
 */
export function* coveringSubtrees(chosen: Iterable<number>, size: number): Generator<{ readonly level: number; readonly index: number }> {
  let from = 0;
  for (const index of chosen) {
    yield* subtreesOf(from, index);
    from = index + 1;
  }
  yield* subtreesOf(from, size);
}

function* subtreesOf(from: number, to: number): Generator<{ readonly level: number; readonly index: number }> {
  while (from < to) {
    let level = 0;
    while (from % 2 ** (level + 1) === 0 && from + 2 ** (level + 1) <= to) level += 1;
    yield { level, index: from / 2 ** level };
    from += 2 ** level;
  }
}

/** Where hashes of the tree come from. */
export interface TreeSource {
  /** Bytes of a full tile. */
  tile(tile: Tile): Promise<Uint8Array | undefined>;
  /** Hash of a leaf. */
  leaf(index: number): Hash;
}

const keptTiles = 64;

/** Reads roots of complete subtrees of a tree of a size. Only full tiles are asked for: what is at the right edge follows from them. */
export class TreeReader {
  readonly #size: number;
  readonly #source: TreeSource;
  readonly #tiles = new Map<string, Uint8Array>();

  constructor(source: TreeSource, size: number) {
    this.#source = source;
    this.#size = size;
  }

  /** @throws TileMissing */
  async nodeAt(level: number, index: number): Promise<Hash> {
    const tileLevel = Math.floor(level / tileHeight);
    const count = 2 ** (level % tileHeight);
    const hashes = await Promise.all(Array.from({ length: count }, (_, i) => this.#entry(tileLevel, index * count + i)));
    return folded(hashes);
  }

  async #entry(tileLevel: number, index: number): Promise<Hash> {
    const tile = Math.floor(index / tileWidth);
    if ((tile + 1) * tileWidth ** (tileLevel + 1) <= this.#size) return at(await this.#full(tileLevel, tile), index % tileWidth);
    if (tileLevel === 0) return this.#source.leaf(index);
    const below = await this.#full(tileLevel - 1, index);
    return folded(Array.from({ length: tileWidth }, (_, i) => at(below, i)));
  }

  async #full(level: number, index: number): Promise<Uint8Array> {
    const key = `${level}/${index}`;
    const known = this.#tiles.get(key);
    if (known) return known;
    const bytes = await this.#source.tile({ level, index, width: tileWidth });
    if (bytes?.length !== tileWidth * hashBytes) throw new TileMissing(level, index);
    for (const oldest of this.#tiles.keys()) {
      if (this.#tiles.size < keptTiles) break;
      this.#tiles.delete(oldest);
    }
    this.#tiles.set(key, bytes);
    return bytes;
  }
}

/** The ledger lacks a tile it should have. */
export class TileMissing extends Error {
  override readonly name = 'TileMissing';
  constructor(
    readonly level: number,
    readonly index: number,
  ) {
    super(`the ledger has no tile ${index} at level ${level}`);
  }
}

const at = (bytes: Uint8Array, index: number): Hash => Buffer.from(bytes.subarray(index * hashBytes, (index + 1) * hashBytes));

function folded(hashes: readonly Hash[]): Hash {
  let row = hashes;
  while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, i) => sha256Tree.node(row[2 * i]!, row[2 * i + 1]!));
  return row[0]!;
}

/** A tree that grows by leaves and by whole subtrees, as long as they come from the left without a gap. */
export class GrowingTree {
  readonly #stack: { size: number; hash: Hash }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(hash: Hash, level = 0): void {
    let [root, size] = [hash, 2 ** level];
    this.#size += size;
    for (let last = this.#stack.at(-1); last?.size === size; last = this.#stack.at(-1)) {
      root = sha256Tree.node(last.hash, root);
      this.#stack.pop();
      size *= 2;
    }
    this.#stack.push({ size, hash: root });
  }

  root(): Hash {
    const [last, ...others] = this.#stack.map(({ hash }) => hash).reverse();
    return last === undefined ? sha256Tree.empty : others.reduce((right, left) => sha256Tree.node(left, right), last);
  }
}
