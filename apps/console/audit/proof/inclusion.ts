import type { Proving } from '../../../../libs/domain/history/audit-bundle/verifier/proving.mjs';

/** One step from a leaf to the root: the hash beside, on which side it stands, and what both make together. */
export interface Climbed {
  readonly side: 'left' | 'right';
  readonly beside: Uint8Array;
  readonly made: Uint8Array;
}

/**
 * The way from a leaf to the root by its inclusion proof (RFC 6962 §2.1.1), hashed again step by step.
 * @param index 0 for the first leaf
 * @returns undefined when the proof has another length than a tree of this size needs
 */
export async function climb({ node }: Pick<Proving, 'node'>, leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Promise<readonly Climbed[] | undefined> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  const climbed: Climbed[] = [];
  let [at, last, hash] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return undefined;
    const left = at % 2 === 1 || at === last;
    hash = left ? await node(beside, hash) : await node(hash, beside);
    climbed.push({ side: left ? 'left' : 'right', beside, made: hash });
    // The last leaf of an uneven row has nothing beside it and rises alone.
    while (left && at % 2 === 0 && at > 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? climbed : undefined;
}
