import type { Clock } from '#engine/kernel';
import type { LeafSource } from '#engine/event-store';
import { crashPoint } from '../testing/crash-point.js';
import type { CheckpointFiles } from './checkpoint-files.js';
import { checkpointText, readCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { damage, LedgerDamaged } from './damage.js';
import type { LedgerKey } from './keys.js';
import { sameRoots, type LedgerTrees } from './ledger-trees.js';
import { openNote, parseSignerKey, parseVerifierKey, signNote } from './note.js';
import { forEachLeaf, isCanonical } from './reading-leaves.js';
import { requireSameLog } from './resuming.js';

export interface Signing {
  readonly trees: LedgerTrees;
  readonly store: LeafSource;
  readonly files: CheckpointFiles;
  readonly origin: string;
  readonly clock: Clock;
  readonly key: LedgerKey;
  /** The checkpoint before this one. */
  readonly last?: SignedCheckpoint;
}

/**
 * Sign the trees as they are, after reading their events since the last checkpoint once more over a connection of its own. The tiles,
 * then the note, are on the disk before this answers.
 * @throws LedgerDamaged naming the first bad position
 */
export async function signCheckpoint(signing: Signing): Promise<SignedCheckpoint> {
  const { trees, store, files, origin, clock, key, last } = signing;
  const size = trees.size;
  const roots = trees.roots();
  const fresh = store.openLeaves();
  try {
    const log = fresh.identity();
    if (last) requireSameLog(fresh, last);
    const again = trees.retrace(last?.size ?? 0);
    if (last && !sameRoots(again.roots(), { root: last.root, ...(last.sm3 ? { second: last.sm3 } : {}) })) {
      throw new LedgerDamaged(damage('tile-damaged', { path: 'tile/', from: 1, to: last.size }, 1));
    }
    await forEachLeaf(fresh, last?.size ?? 0, size, ({ position, prefixed }) => {
      again.next(prefixed);
      if (!isCanonical(prefixed)) throw new LedgerDamaged(damage('not-canonical', {}, position));
    });
    if (!sameRoots(again.roots(), roots)) throw new LedgerDamaged(damage('tile-damaged', { path: 'tile/', from: (last?.size ?? 0) + 1, to: size }, (last?.size ?? 0) + 1));
    await trees.seal();
    const text = checkpointText({ origin, size, root: roots.root, log, ...(roots.second ? { sm3: roots.second } : {}), time: clock.now(), extensions: [] });
    const note = signNote(text, parseSignerKey(key.signerKey));
    if (openNote(note, [parseVerifierKey(key.verifierKey)]).verified.length !== 1) throw new LedgerDamaged(damage('signature-wrong', { name: `${size}.note`, key: parseVerifierKey(key.verifierKey).keyId }));
    crashPoint('checkpoint-before-keeping');
    files.keep(size, note);
    crashPoint('checkpoint-after-keeping');
    return readCheckpoint(note);
  } finally {
    fresh.close();
  }
}
