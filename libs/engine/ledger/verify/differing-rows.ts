import { damage, type Damage } from '../damage.js';
import type { Hash, TreeHash } from '../tree-hash.js';

/** An event that is not what the tree of the time holds at its position. */
export interface DifferingRow {
  readonly position: number;
  /** 0x00 and the leaf as it is now; undefined when the position is missing. */
  readonly prefixed: Buffer | undefined;
  readonly expected: Hash;
}

/** At most this many are looked at together. */
export const mostDifferingRows = 64;

/**
 * What happened to the rows: an event that now stands at another place than it was signed at tells of an exchange, an insertion
 * or a removal where the rest was numbered anew.
 */
export function damagesOf(rows: readonly DifferingRow[], hash: TreeHash): readonly Damage[] {
  const damages: Damage[] = [];
  const told = new Set<number>();
  for (const row of rows) {
    if (told.has(row.position)) continue;
    const { position, prefixed } = row;
    if (!prefixed) {
      damages.push(damage('position-missing', {}, position));
      continue;
    }
    const wasAt = rows.find((other) => other.position !== position && isLeaf(hash, movedTo(prefixed, position, other.position), other.expected));
    const cameFrom = rows.find((other) => other.position !== position && other.prefixed && isLeaf(hash, movedTo(other.prefixed, other.position, position), row.expected));
    if (wasAt && wasAt === cameFrom) {
      told.add(wasAt.position);
      damages.push(damage('order-swapped', { other: wasAt.position }, position));
    } else if (wasAt?.position === position + 1 && !cameFrom) {
      // What follows moved down by one: this place's event is gone, and everything after it is out of place for the same reason.
      return [...damages, damage('position-missing', {}, position)];
    } else if (cameFrom?.position === position + 1 && !wasAt) {
      return [...damages, damage('position-inserted', {}, position)];
    } else if (wasAt ?? cameFrom) {
      damages.push(damage('order-swapped', { other: (wasAt ?? cameFrom)!.position }, position));
    } else {
      damages.push(damage('row-changed', {}, position));
    }
  }
  return damages;
}

const isLeaf = (hash: TreeHash, prefixed: Buffer | undefined, expected: Hash): boolean => prefixed !== undefined && hash.prefixedLeaf(prefixed).equals(expected);

/** The leaf as it would be at another position. */
function movedTo(prefixed: Buffer, from: number, to: number): Buffer | undefined {
  const own = `,"position":${from},"recordedAt":"`;
  const at = prefixed.lastIndexOf(own);
  if (at < 0) return undefined;
  return Buffer.concat([prefixed.subarray(0, at), Buffer.from(`,"position":${to},"recordedAt":"`), prefixed.subarray(at + own.length)]);
}
