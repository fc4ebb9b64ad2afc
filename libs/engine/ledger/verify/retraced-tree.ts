import { join } from 'node:path';
import type { Damage } from '../damage.js';
import { storedAtLeast, storedRoot, storedTile, tileDamage } from '../stored-tiles.js';
import { TileEdge } from '../tile-edge.js';
import { partialTilesOf, tileWidth, type Tile } from '../tile.js';
import { type Hash, hashBytes, type TreeHash } from '../tree-hash.js';

/** A tree worked out from the log once more, tile by tile beside the stored ones. */
export class RetracedTree {
  readonly hash: TreeHash;
  readonly folder: string;
  /** Tiles that are not what the log leads to. */
  readonly differing: { readonly tile: Tile; readonly stored: Buffer | undefined }[] = [];
  readonly #edge: TileEdge;
  readonly #covered: number;

  /** @param covered size of the latest kept checkpoint: tiles beyond it promise nothing yet */
  constructor(ledgerFolder: string, hash: TreeHash, covered: number) {
    this.hash = hash;
    this.folder = hash.id === 'sha256' ? ledgerFolder : join(ledgerFolder, hash.id);
    this.#covered = covered;
    this.#edge = new TileEdge(hash, {
      filled: (tile, bytes) => this.#compare(tile, bytes),
      bytes: (level, index) => {
        throw new RangeError(`tile ${level}/${index} lies behind the edge`);
      },
    });
  }

  get size(): number {
    return this.#edge.size;
  }

  /** Begin at a size, from the stored tiles. Answers the root they lead to; undefined when one is missing. */
  begin(size: number): Hash | undefined {
    try {
      this.#edge.begin(size, (tile) => {
        const bytes = storedAtLeast(this.folder, tile);
        if (!bytes) throw new MissingTile();
        return bytes;
      });
    } catch (error) {
      if (error instanceof MissingTile) return undefined;
      throw error;
    }
    return this.root();
  }

  append(leaf: Hash): void {
    this.#edge.append(leaf);
    if (this.size === this.#covered) for (const tile of partialTilesOf(this.size)) this.#compare(tile, this.#edge.row(tile.level));
  }

  root(): Hash {
    return this.#edge.root();
  }

  /** Hash of a leaf as the stored tiles have it. */
  storedLeaf(position: number): Hash | undefined {
    if (position > this.#covered) return undefined;
    const index = Math.floor((position - 1) / tileWidth);
    const at = (position - 1) % tileWidth;
    const width = Math.min(tileWidth, this.#covered - index * tileWidth);
    return storedAtLeast(this.folder, { level: 0, index, width })?.subarray(at * hashBytes, (at + 1) * hashBytes);
  }

  storedRoot(size: number): Hash | undefined {
    return storedRoot(this.folder, this.hash, size);
  }

  /** The differing tiles as damage of the ledger. */
  tileDamages(): readonly Damage[] {
    const below = this.hash.id === 'sha256' ? '' : `${this.hash.id}/`;
    return this.differing.map(({ tile }) => tileDamage(tile, below));
  }

  #compare(tile: Tile, bytes: Buffer): void {
    const span = tileWidth ** tile.level;
    if ((tile.index * tileWidth + tile.width) * span > this.#covered) return;
    const stored = tile.width === tileWidth ? storedTile(this.folder, tile) : storedAtLeast(this.folder, tile);
    if (!stored?.equals(bytes)) this.differing.push({ tile, stored });
  }
}

class MissingTile extends Error {}
