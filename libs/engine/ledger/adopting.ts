import type { LeafReader } from '#engine/event-store';
import type { CheckpointFiles } from './checkpoint-files.js';
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { damage, LedgerDamaged } from './damage.js';
import { sameRoots, type LedgerTrees } from './ledger-trees.js';
import { openNote, type NoteVerifier } from './note.js';
import { requireSameLog } from './resuming.js';

export interface Adopting {
  readonly trees: LedgerTrees;
  readonly reader: LeafReader;
  readonly files: CheckpointFiles;
  readonly verifiers: readonly NoteVerifier[];
}

/**
 * Keep a checkpoint that another process signed over the same log: after its signature was checked, and after the events as they are here
 * led to the same root. The trees must have grown to its size.
 * @throws LedgerDamaged · MalformedNote
 */
export async function adoptCheckpoint(note: string, { trees, reader, files, verifiers }: Adopting): Promise<SignedCheckpoint> {
  const theirs = readCheckpoint(note);
  const name = `${theirs.size}.note`;
  const { verified, wrong, unknown } = openNote(note, verifiers);
  if (wrong[0]) throw new LedgerDamaged(damage('signature-wrong', { name, key: wrong[0].keyId }));
  if (verified.length === 0) throw new LedgerDamaged(damage('key-unknown', { name, key: unknown[0]?.keyId ?? '' }));
  requireSameLog(reader, theirs);
  if (!sameRoots(trees.roots(theirs.size), { root: theirs.root, ...(theirs.sm3 ? { second: theirs.sm3 } : {}) })) {
    throw new LedgerDamaged(damage('history-rewritten', { from: 1, to: theirs.size, name }, 1));
  }
  await trees.seal(theirs.size);
  files.keep(theirs.size, note);
  return theirs;
}
