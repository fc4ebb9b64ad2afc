import { tileHeight, tileWidth, type Tile } from './tile.js';
import { hashBytes, type Hash, type TreeHash } from './tree-hash.js';
import { rootAt } from './tree.js';

/** What a growing tree asks of whoever keeps its full tiles. */
export interface FullTiles {
  /** A tile is full. */
  filled(tile: Tile, bytes: Buffer): void;
  /** Hashes of a full tile. */
  bytes(level: number, index: number): Buffer;
}

/** Hashes of the unfinished tile of a level. */
interface Row {
  readonly bytes: Buffer;
  width: number;
}

const emptyRow = (): Row => ({ bytes: Buffer.alloc(tileWidth * hashBytes), width: 0 });

/** A Merkle tree that only grows, of which only the unfinished tiles are in memory: 256 hashes a level at most. */
export class TileEdge {
  readonly hash: TreeHash;
  readonly #tiles: FullTiles;
  #size = 0;
  /** From the leaves upwards. */
  #rows: Row[] = [];

  constructor(hash: TreeHash, tiles: FullTiles) {
    this.hash = hash;
    this.#tiles = tiles;
  }

  get size(): number {
    return this.#size;
  }

  /** Begin at a size. @param row hashes of the unfinished tile of a level */
  begin(size: number, row: (tile: Tile) => Buffer): void {
    this.#size = size;
    this.#rows = [];
    for (let level = 0, nodes = size; nodes > 0; level += 1, nodes = Math.floor(nodes / tileWidth)) {
      const width = nodes % tileWidth;
      const begun = emptyRow();
      if (width > 0) row({ level, index: Math.floor(nodes / tileWidth), width }).copy(begun.bytes);
      this.#rows.push({ ...begun, width });
    }
  }

  append(leaf: Hash): void {
    this.#size += 1;
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const row = (this.#rows[level] ??= emptyRow());
      hash.copy(row.bytes, row.width * hashBytes);
      row.width += 1;
      if (row.width < tileWidth) return;
      this.#rows[level] = emptyRow();
      this.#tiles.filled({ level, index: this.#size / tileWidth ** (level + 1) - 1, width: tileWidth }, row.bytes);
      hash = this.hash.fold(row.bytes);
    }
  }

  /** Hashes of the unfinished tile of a level. */
  row(level: number): Buffer {
    const row = this.#rows[level];
    return row ? Buffer.from(row.bytes.subarray(0, row.width * hashBytes)) : Buffer.alloc(0);
  }

  /** Hash of a complete subtree: `NodeAt` of this tree. @throws RangeError when there is none yet */
  readonly nodeAt = (level: number, index: number): Hash => {
    const tileLevel = Math.floor(level / tileHeight);
    const leaves = 2 ** (level % tileHeight);
    const tileIndex = Math.floor((index * leaves) / tileWidth);
    const within = (index * leaves) % tileWidth;
    const full = Math.floor(this.#size / tileWidth ** (tileLevel + 1));
    if (tileIndex < full) return this.hash.fold(this.#tiles.bytes(tileLevel, tileIndex), within, leaves);
    const row = this.#rows[tileLevel];
    if (!row || tileIndex > full || within + leaves > row.width) throw new RangeError(`a tree of ${this.#size} has no complete subtree ${index} at level ${level}`);
    return this.hash.fold(row.bytes, within, leaves);
  };

  root(size = this.#size): Hash {
    return rootAt(this.hash, this.nodeAt, size);
  }
}
