import type { LeafReader } from '#engine/event-store';
import { openNote, type NoteVerifier } from './note.js';
import type { CheckpointFiles } from './checkpoint-files.js';
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { damage, LedgerDamaged } from './damage.js';
import { sameRoots, type LedgerTrees, type Roots } from './ledger-trees.js';
import { forEachLeaf } from './reading-leaves.js';
import { storedRoot, tileDamage } from './stored-tiles.js';
import type { TileTree } from './tile-tree.js';
import { partialTilesOf, tilesOf, tileWidth, type Tile } from './tile.js';
import { hashBytes } from './tree-hash.js';
import { rootOf } from './tree.js';

/** The latest kept checkpoint, with a signature that holds. @throws LedgerDamaged */
export function latestKept(files: CheckpointFiles, verifiers: readonly NoteVerifier[]): SignedCheckpoint | undefined {
  const size = files.sizes.at(-1);
  return size === undefined ? undefined : trusted(files, size, verifiers);
}

/** A kept checkpoint, with a signature that holds. @throws LedgerDamaged */
export function trusted(files: CheckpointFiles, size: number, verifiers: readonly NoteVerifier[]): SignedCheckpoint {
  const name = `${size}.note`;
  let found: SignedCheckpoint | undefined;
  const bytes = files.bytes(size);
  try {
    found = bytes && readCheckpoint(bytes);
  } catch {
    found = undefined;
  }
  if (!found || !bytes || found.size !== size) throw new LedgerDamaged(damage('checkpoint-damaged', { name }));
  const { verified, wrong, unknown } = openNote(bytes, verifiers);
  if (wrong[0]) throw new LedgerDamaged(damage('signature-wrong', { name, key: wrong[0].keyId }));
  if (verified.length === 0) throw new LedgerDamaged(damage('key-unknown', { name, key: unknown[0]?.keyId ?? '' }));
  return found;
}

/** Whether a log is the one a checkpoint was signed over, and has not become shorter. @throws LedgerDamaged */
export function requireSameLog(reader: LeafReader, { log, size }: SignedCheckpoint): void {
  const found = reader.identity();
  if (log && (found.origin !== log.origin || found.createdAt !== log.createdAt || found.format !== log.format)) throw new LedgerDamaged(damage('log-identity-changed'));
  const head = reader.head();
  if (head < size) throw new LedgerDamaged(damage('truncated', { head, size }, head + 1));
}

const rootsOf = ({ root, sm3 }: SignedCheckpoint): Roots => ({ root, ...(sm3 ? { second: sm3 } : {}) });

/**
 * Bring the trees to the size of the latest kept checkpoint. Tiles that are whole and lead to its root are taken as they are; missing or
 * torn ones are made anew from the log when the log leads to that root. Tiles that contradict it are reported and left alone.
 * @throws LedgerDamaged
 */
export async function resume(trees: LedgerTrees, reader: LeafReader, kept: SignedCheckpoint): Promise<void> {
  requireSameLog(reader, kept);
  if (trees.all.every((tree) => tilesAreWhole(tree, kept.size))) {
    trees.load(kept.size);
    await forEachLeaf(reader, trees.size, kept.size, ({ prefixed }) => trees.append(prefixed));
    if (sameRoots(trees.roots(), rootsOf(kept)) && trees.all.every((tree) => contradicting(tree, partialTilesOf(kept.size)).length === 0)) return;
  }
  await mend(trees, reader, kept);
}

const tilesAreWhole = (tree: TileTree, size: number): boolean => {
  for (const tile of tilesOf(size)) if (!tree.stored(tile)) return false;
  return true;
};

/** Work the trees out from the log alone, and write what is missing on the disk. */
async function mend(trees: LedgerTrees, reader: LeafReader, kept: SignedCheckpoint): Promise<void> {
  const missing = trees.all.map((tree) => [...tilesOf(kept.size)].filter((tile) => !tree.stored(tile)));
  const reckoned = trees.all.map((tree) => new ReckonedTiles(tree));
  await forEachLeaf(reader, 0, kept.size, ({ prefixed }) => reckoned.forEach((one) => one.append(prefixed)));
  const [first, second] = reckoned.map((one) => one.root());
  if (!sameRoots({ root: first!, ...(second ? { second } : {}) }, rootsOf(kept))) throw contradiction(trees, reckoned[0]!, kept);
  for (const one of reckoned) {
    const wrong = one.contradicting(kept.size);
    if (wrong) throw new LedgerDamaged(tileDamage(wrong));
  }
  for (const [n, one] of reckoned.entries()) for (const tile of missing[n]!) one.put(tile);
  trees.load(kept.size);
  await forEachLeaf(reader, trees.size, kept.size, ({ prefixed }) => trees.append(prefixed));
  await trees.seal();
}

const contradicting = (tree: TileTree, tiles: readonly Tile[]): readonly Tile[] =>
  tiles.filter((tile) => {
    const stored = tree.stored(tile);
    return stored !== undefined && !stored.equals(Buffer.concat(Array.from({ length: tile.width }, (_, i) => tree.nodeAt(tile.level * 8, tile.index * tileWidth + i))));
  });

/** The log does not lead to the checkpoint's root. Where the stored leaves do, the first that differs is the changed event. */
function contradiction(trees: LedgerTrees, reckoned: ReckonedTiles, kept: SignedCheckpoint): LedgerDamaged {
  const position = reckoned.firstOtherLeaf(kept.size);
  if (position !== undefined && storedRoot(trees.folder, trees.first.hash, kept.size)?.equals(kept.root)) return new LedgerDamaged(damage('row-changed', {}, position));
  return new LedgerDamaged(damage('history-rewritten', { from: 1, to: kept.size, name: `${kept.size}.note` }, position ?? 1));
}

/** A tree worked out in memory from the log, to compare the stored tiles with. */
class ReckonedTiles {
  readonly #levels: Buffer[][] = [];
  constructor(private readonly tree: TileTree) {}

  append(prefixed: Uint8Array): void {
    (this.#levels[0] ??= []).push(this.tree.hash.prefixedLeaf(prefixed));
    for (let level = 0; this.#levels[level]!.length % tileWidth === 0; level += 1) {
      const row = this.#levels[level]!;
      let nodes = row.slice(-tileWidth);
      while (nodes.length > 1) nodes = Array.from({ length: nodes.length / 2 }, (_, i) => this.tree.hash.node(nodes[2 * i]!, nodes[2 * i + 1]!));
      (this.#levels[level + 1] ??= []).push(nodes[0]!);
    }
  }

  root(): Buffer {
    return rootOf(this.tree.hash, this.#levels[0] ?? []);
  }

  /** The first tile on the disk that is not what the log leads to. */
  contradicting(size: number): Tile | undefined {
    for (const tile of tilesOf(size)) if (this.tree.stored(tile)?.equals(this.#bytes(tile)) === false) return tile;
    return undefined;
  }

  put(tile: Tile): void {
    this.tree.put(tile, this.#bytes(tile));
  }

  firstOtherLeaf(size: number): number | undefined {
    for (const tile of tilesOf(size)) {
      const stored = tile.level === 0 ? this.tree.stored(tile) : undefined;
      for (let i = 0; stored && i < tile.width; i += 1) {
        const index = tile.index * tileWidth + i;
        if (!this.#levels[0]![index]!.equals(stored.subarray(i * hashBytes, (i + 1) * hashBytes))) return index + 1;
      }
    }
    return undefined;
  }

  #bytes({ level, index, width }: Tile): Buffer {
    return Buffer.concat(this.#levels[level]!.slice(index * tileWidth, index * tileWidth + width));
  }
}
