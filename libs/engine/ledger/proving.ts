import type { LeafReader } from '#engine/event-store';
import type { CheckpointFiles } from './checkpoint-files.js';
import type { SignedCheckpoint } from './checkpoint.js';
import { damage, LedgerDamaged } from './damage.js';
import { verifyConsistency, verifyInclusion } from './proof.js';
import { readLeaves } from './reading-leaves.js';
import type { TileTree } from './tile-tree.js';
import type { Hash } from './tree-hash.js';
import { consistencyProof, inclusionProof } from './tree.js';

/** Proof that the event at a position is in the tree of a size. */
export interface InclusionProof {
  readonly position: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
  readonly proof: readonly Hash[];
  /** The checkpoint of that size, where there is one. */
  readonly checkpoint?: SignedCheckpoint;
}

/** Proof that the tree of one size is the beginning of that of another. */
export interface ConsistencyProof {
  readonly first: number;
  readonly firstRoot: Hash;
  readonly second: number;
  readonly secondRoot: Hash;
  readonly proof: readonly Hash[];
}

/** No such position or size, or none that a checkpoint covers. */
export class NotInLedger extends Error {
  override readonly name = 'NotInLedger';
}

/** @throws NotInLedger · LedgerDamaged when the tiles do not lead to the root that was signed */
export function proveInclusion(tree: TileTree, files: CheckpointFiles, position: number, size: number): InclusionProof {
  if (!Number.isSafeInteger(position) || !Number.isSafeInteger(size) || position < 1 || position > size || size > tree.size) throw new NotInLedger(`no tree of ${size} events with position ${position}`);
  const checkpoint = files.sizes.includes(size) ? files.read(size) : undefined;
  const leaf = tree.leafAt(position - 1);
  const root = checkpoint?.root ?? tree.root(size);
  const proof = inclusionProof(tree.hash, tree.nodeAt, position - 1, size);
  if (!verifyInclusion(tree.hash, { size, index: position - 1, leaf, proof, root })) throw unproven(position, size);
  return { position, size, leaf, root, proof, ...(checkpoint ? { checkpoint } : {}) };
}

/** @throws NotInLedger · LedgerDamaged when the tiles do not lead to the roots that were signed */
export function proveConsistency(tree: TileTree, files: CheckpointFiles, first: number, second: number): ConsistencyProof {
  if (![first, second].every((size) => Number.isSafeInteger(size) && size >= 0) || first > second || second > tree.size) throw new NotInLedger(`no trees of ${first} and ${second} events`);
  const proof = consistencyProof(tree.hash, tree.nodeAt, first, second);
  const [firstRoot, secondRoot] = [files.read(first)?.root ?? tree.root(first), files.read(second)?.root ?? tree.root(second)];
  if (!verifyConsistency(tree.hash, { first, firstRoot, second, secondRoot, proof })) throw unproven(first + 1, second);
  return { first, firstRoot, second, secondRoot, proof };
}

/** @throws NotInLedger · LedgerDamaged when the log has another event than the tree */
export function provenLeaf(tree: TileTree, reader: LeafReader, position: number): string {
  if (!Number.isSafeInteger(position) || position < 1 || position > tree.size) throw new NotInLedger(`the ledger has no position ${position}`);
  const [leaf] = readLeaves(reader, position - 1, position);
  if (!leaf || !tree.hash.prefixedLeaf(leaf.prefixed).equals(tree.leafAt(position - 1))) throw new LedgerDamaged(damage('row-changed', {}, position));
  return Buffer.from(leaf.prefixed.subarray(1)).toString('utf8');
}

const unproven = (from: number, to: number): LedgerDamaged => new LedgerDamaged(damage('tile-damaged', { path: 'tile/', from, to }, from));
