import { hashBytes } from './tree-hash.js';

/** Levels of the tree in a tile (C2SP tlog-tiles). */
export const tileHeight = 8;
/** Hashes of a full tile. */
export const tileWidth = 2 ** tileHeight;

/** A tile: `width` hashes of nodes at tree level `level` × 8, from `index` × 256 on. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  /** 1 to 256. */
  readonly width: number;
}

/** Path of a tile below the ledger: `tile/0/x001/x234/067`, a partial one `tile/0/x001/x234/067.p/8`. */
export function tilePath({ level, index, width }: Tile): string {
  let rest = index;
  let path = threeDigits(rest);
  while (rest >= 1_000) {
    rest = Math.floor(rest / 1_000);
    path = `x${threeDigits(rest)}/${path}`;
  }
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`;
}

const threeDigits = (n: number): string => String(n % 1_000).padStart(3, '0');

const pathText = /^tile\/(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile of a path; undefined when it is none, or is spelt another way. */
export function tileOfPath(path: string): Tile | undefined {
  const match = pathText.exec(path);
  if (!match) return undefined;
  const tile = { level: Number(match[1]), index: Number(match[2]!.replaceAll(/[x/]/g, '')), width: match[3] === undefined ? tileWidth : Number(match[3]) };
  return tile.width <= tileWidth && tilePath(tile) === path ? tile : undefined;
}

/** Every tile that a tree of a size consists of, partial ones at the right edge. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0, nodes = size; nodes > 0; level += 1, nodes = Math.floor(nodes / tileWidth)) {
    for (let index = 0; index * tileWidth < nodes; index += 1) yield { level, index, width: Math.min(tileWidth, nodes - index * tileWidth) };
  }
}

/** The partial tiles of a tree of a size: one a level at most. */
export function partialTilesOf(size: number): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0, nodes = size; nodes > 0; level += 1, nodes = Math.floor(nodes / tileWidth)) {
    const width = nodes % tileWidth;
    if (width > 0) tiles.push({ level, index: Math.floor(nodes / tileWidth), width });
  }
  return tiles;
}

export const tileBytes = ({ width }: Tile): number => width * hashBytes;
