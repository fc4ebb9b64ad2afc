import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalJson } from '#engine/kernel';
import type { LeafReader, StoredLeaf } from '#engine/event-store';
import { damage, LedgerDamaged } from './damage.js';

/** About two milliseconds of work. */
const pageSize = 500;

/** One page of leaves after a position, up to another. @throws LedgerDamaged when a position is missing or comes twice, or the content is no JSON */
export function readLeaves(reader: LeafReader, after: number, upTo = Infinity): readonly StoredLeaf[] {
  const leaves = reader.page(after, Math.min(pageSize, upTo - after));
  let expected = after;
  for (const { position, wellFormed } of leaves) {
    expected += 1;
    if (position > expected) throw new LedgerDamaged(damage('position-missing', {}, expected));
    if (position < expected) throw new LedgerDamaged(damage('position-twice', {}, position));
    if (!wellFormed) throw new LedgerDamaged(damage('not-canonical', {}, position));
  }
  return leaves;
}

/** Every leaf after a position up to another, leaving room for other work of this thread. @throws LedgerDamaged */
export async function forEachLeaf(reader: LeafReader, after: number, upTo: number, visit: (leaf: StoredLeaf) => void): Promise<void> {
  for (let at = after; at < upTo; ) {
    const leaves = readLeaves(reader, at, upTo);
    if (leaves.length === 0) throw new LedgerDamaged(damage('position-missing', {}, at + 1));
    for (const leaf of leaves) visit(leaf);
    at = leaves.at(-1)!.position;
    await nextTurn();
  }
}

/** Whether a leaf is spelt as canonical JSON has it. */
export function isCanonical(prefixed: Uint8Array): boolean {
  const bytes = Buffer.from(prefixed.buffer, prefixed.byteOffset + 1, prefixed.byteLength - 1);
  try {
    return Buffer.from(canonicalJson(JSON.parse(bytes.toString('utf8'))), 'utf8').equals(bytes);
  } catch {
    return false;
  }
}
