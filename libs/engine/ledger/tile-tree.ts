import { existsSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LedgerDamaged } from './damage.js';
import { syncFiles } from './durable-files.js';
import { storedTile, tileDamage } from './stored-tiles.js';
import { TileEdge } from './tile-edge.js';
import { partialTilesOf, tilePath, tileWidth, type Tile } from './tile.js';
import { hashBytes, type Hash, type TreeHash } from './tree-hash.js';
import type { NodeAt } from './tree.js';

/** Full tiles kept in memory: 2 MiB. */
const cachedTiles = 256;
/** Files made at the same time. */
const atOnce = 16;

/**
 * A Merkle tree that only grows, as tiles in a folder (C2SP tlog-tiles). Full tiles are written once, as they fill; the right edge is
 * in memory. Until {@link TileTree.seal} nothing is promised to be on the disk.
 */
export class TileTree {
  readonly hash: TreeHash;
  readonly #folder: string;
  readonly #edge: TileEdge;
  readonly #cache = new Map<string, Buffer>();
  /** Tiles that are not written yet. */
  readonly #fresh = new Map<string, Buffer>();
  /** Files that are written and not yet promised to survive a power cut. */
  readonly #unsynced = new Set<string>();
  readonly #folders = new Set<string>();
  #partials: readonly Tile[] = [];

  constructor(folder: string, hash: TreeHash) {
    this.#folder = folder;
    this.hash = hash;
    this.#edge = new TileEdge(hash, { filled: (tile, bytes) => this.put(tile, bytes), bytes: (level, index) => this.#full(level, index) });
  }

  get size(): number {
    return this.#edge.size;
  }

  /**
   * Begin with the full tiles on the disk: as many leaves as full tiles of the lowest level hold, at most `limit`.
   * @throws LedgerDamaged when a tile is not whole
   */
  load(limit: number): void {
    this.#cache.clear();
    const size = limit - (limit % tileWidth);
    // The unfinished tiles above are the roots of full ones below.
    this.#edge.begin(size, ({ level, index, width }) => Buffer.concat(Array.from({ length: width }, (_, i) => this.hash.fold(this.#full(level - 1, index * tileWidth + i)))));
  }

  append(leaf: Hash): void {
    this.#edge.append(leaf);
  }

  /** Hash of a leaf; `index` 0 for the first. @throws LedgerDamaged when its tile is not whole */
  leafAt(index: number): Hash {
    return this.nodeAt(0, index);
  }

  /** Hash of a complete subtree: `NodeAt` of this tree. @throws LedgerDamaged when a tile is not whole */
  get nodeAt(): NodeAt {
    return this.#edge.nodeAt;
  }

  root(size = this.size): Hash {
    return this.#edge.root(size);
  }

  /**
   * Bring the tiles of the present size (or of one it had) to the disk, the partial ones of the right edge too; those of an earlier size
   * are taken away once {@link forgetPartials} says that nobody needs them.
   */
  async seal(size = this.size): Promise<void> {
    this.#partials = partialTilesOf(size);
    for (const tile of this.#partials) {
      const bytes = size === this.size ? this.#edge.row(tile.level) : Buffer.concat(Array.from({ length: tile.width }, (_, i) => this.nodeAt(tile.level * 8, tile.index * tileWidth + i)));
      // One that is there already may be part of the checkpoint before: written again, a kill in the middle would tear it.
      if (!this.stored(tile)?.equals(bytes)) this.put(tile, bytes);
    }
    await this.flush();
    const paths = [...this.#unsynced];
    await syncFiles(paths, this.#folder);
    for (const path of paths) this.#unsynced.delete(path);
  }

  /** Remove the partial tiles of a size that the last sealed one has grown beyond. */
  forgetPartials(size: number): void {
    const kept = new Set(this.#partials.map(tilePath));
    for (const tile of partialTilesOf(size)) {
      if (kept.has(tilePath(tile))) continue;
      const full = join(this.#folder, tilePath({ ...tile, width: tileWidth }));
      if (existsSync(full)) {
        rmSync(`${full}.p`, { recursive: true, force: true });
        this.#folders.delete(`${full}.p`);
      } else {
        rmSync(join(this.#folder, tilePath(tile)), { force: true });
      }
    }
  }

  /** Hashes of a tile as they lie on the disk; undefined when the file is missing or torn. */
  stored(tile: Tile): Buffer | undefined {
    return storedTile(this.#folder, tile);
  }

  /** Keep a tile; {@link flush} writes it. */
  put(tile: Tile, bytes: Buffer): void {
    this.#fresh.set(tilePath(tile), bytes);
  }

  /** Tiles that are not written yet. */
  get unwritten(): number {
    return this.#fresh.size;
  }

  /** Write the tiles that are not written yet. Making files is slow, so it happens off this thread and several at a time. */
  async flush(): Promise<void> {
    const tiles = [...this.#fresh];
    for (let n = 0; n < tiles.length; n += atOnce) await Promise.all(tiles.slice(n, n + atOnce).map(([name, bytes]) => this.#write(name, bytes)));
  }

  async #write(name: string, bytes: Buffer): Promise<void> {
    const path = join(this.#folder, name);
    const folder = dirname(path);
    if (!this.#folders.has(folder)) {
      await mkdir(folder, { recursive: true });
      this.#folders.add(folder);
    }
    await writeFile(path, bytes);
    this.#unsynced.add(path);
    this.#fresh.delete(name);
    if (bytes.length === tileWidth * hashBytes) this.#remember(name, bytes);
  }

  #full(level: number, index: number): Buffer {
    const tile: Tile = { level, index, width: tileWidth };
    const name = tilePath(tile);
    const known = this.#fresh.get(name) ?? this.#cache.get(name);
    if (known) return known;
    const bytes = this.stored(tile);
    if (!bytes) throw new LedgerDamaged(tileDamage(tile));
    this.#remember(name, bytes);
    return bytes;
  }

  #remember(key: string, bytes: Buffer): void {
    this.#cache.set(key, bytes);
    if (this.#cache.size <= cachedTiles) return;
    for (const oldest of this.#cache.keys()) {
      this.#cache.delete(oldest);
      return;
    }
  }
}
