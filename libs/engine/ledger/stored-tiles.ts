import { join } from 'node:path';
import { damage, type Damage } from './damage.js';
import { namesIn, readIfThere } from './durable-files.js';
import { tileBytes, tilePath, tilesOf, tileWidth, type Tile } from './tile.js';
import { type Hash, hashBytes, type TreeHash } from './tree-hash.js';
import { Frontier } from './tree.js';

/** Hashes of a tile as they lie on the disk; undefined when the file is missing or torn. */
export function storedTile(folder: string, tile: Tile): Buffer | undefined {
  const bytes = readIfThere(join(folder, tilePath(tile)));
  return bytes?.length === tileBytes(tile) ? bytes : undefined;
}

/** The same, from a wider tile where the ledger has grown meanwhile. */
export function storedAtLeast(folder: string, tile: Tile): Buffer | undefined {
  const exact = storedTile(folder, tile) ?? storedTile(folder, { ...tile, width: tileWidth });
  if (exact) return exact.subarray(0, tileBytes(tile));
  const partials = join(folder, `${tilePath({ ...tile, width: tileWidth })}.p`);
  for (const name of namesIn(partials)) {
    const wider = Number(name) > tile.width ? storedTile(folder, { ...tile, width: Number(name) }) : undefined;
    if (wider) return wider.subarray(0, tileBytes(tile));
  }
  return undefined;
}

/** Root of the first leaves as the tiles on the disk have them; undefined when one is missing or torn. */
export function storedRoot(folder: string, hash: TreeHash, size: number): Hash | undefined {
  const tree = new Frontier(hash);
  for (const tile of tilesOf(size)) {
    if (tile.level > 0) break;
    const bytes = storedAtLeast(folder, tile);
    if (!bytes) return undefined;
    for (let i = 0; i < tile.width; i += 1) tree.push(bytes.subarray(i * hashBytes, (i + 1) * hashBytes));
  }
  return tree.root();
}

/** That a tile is missing or not what it should be. */
export function tileDamage(tile: Tile, folder = ''): Damage {
  const span = tileWidth ** tile.level;
  const from = tile.index * tileWidth * span + 1;
  return damage('tile-damaged', { path: folder + tilePath(tile), from, to: (tile.index * tileWidth + tile.width) * span }, from);
}
