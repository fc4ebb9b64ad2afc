import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatNote, openNote, parseVerifierKey, verifiersOf, tilePath, type Hash, type KnownKey, type NoteVerifier, type SignedCheckpoint, type Tile } from '#engine/ledger';

/** What a bundle takes from the ledger: a running one, or what a log says of its own. */
export interface BundleLedger {
  latest(): SignedCheckpoint | undefined;
  /** Checkpoints of more events than a size, the smallest first. */
  checkpoints(afterSize: number, limit: number): readonly SignedCheckpoint[];
  knownKeys(): Promise<readonly KnownKey[]>;
  consistency(first: number, second: number): { readonly proof: readonly Hash[] };
}

/** Bytes of a full tile of the ledger's tree; undefined when it is not there. */
export type FullTiles = (tile: Tile) => Promise<Uint8Array | undefined>;

/** Tiles as a ledger keeps them in its folder. */
export const tilesIn = (folder: string): FullTiles => async (tile) => {
  try {
    return await readFile(join(folder, tilePath(tile)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Checkpoints that a bundle carries beside its own, spread over the log. */
const spreadOver = 100;

/** Earlier checkpoints for a bundle: one from each hundredth of the log, and those of the sizes that the recipient knows. */
export function earlierCheckpoints(ledger: BundleLedger, size: number, known: readonly number[]): readonly SignedCheckpoint[] {
  const found = new Map<number, SignedCheckpoint>();
  const sizes = [...Array.from({ length: spreadOver }, (_, i) => Math.floor((size * i) / spreadOver)), ...known.map((one) => one - 1)];
  for (const after of sizes) {
    const [checkpoint] = after < 0 ? [] : ledger.checkpoints(after, 1);
    if (checkpoint && checkpoint.size < size && checkpoint.size > 0) found.set(checkpoint.size, checkpoint);
  }
  return [...found.values()].sort((a, b) => a.size - b.size);
}

/** The kept checkpoint of a size; the latest when none is named. */
export function checkpointOfSize(ledger: BundleLedger, size: number | undefined): SignedCheckpoint | undefined {
  if (size === undefined) return ledger.latest();
  return ledger.checkpoints(size - 1, 1).find((one) => one.size === size);
}

/** The text of `key.txt`: a key a line, of the ledger with the time it signed, of witnesses without. */
export function keysText(keys: readonly KnownKey[], witnesses: readonly string[]): string {
  const ledger = keys.map(({ verifierKey, from, until }) => `ledger ${verifierKey} ${from} ${until ?? '-'}\n`);
  return [...ledger, ...witnesses.map((key) => `witness ${key}\n`)].join('');
}

/** A checkpoint with the signatures that the keys of the bundle can tell of; others would only raise questions. */
export function noteFor({ note }: SignedCheckpoint, keys: readonly KnownKey[], witnesses: readonly string[]): string {
  const verifiers: readonly NoteVerifier[] = [...verifiersOf(keys), ...witnesses.map(parseVerifierKey)];
  const { text, verified } = openNote(note, verifiers);
  return formatNote({ text, signatures: verified });
}
