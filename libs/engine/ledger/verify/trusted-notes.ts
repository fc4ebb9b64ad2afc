import { join } from 'node:path';
import { checkpointFolder, CheckpointFiles, keysFile, latestFile, parseKeysText } from '../checkpoint-files.js';
import { readCheckpoint, type SignedCheckpoint } from '../checkpoint.js';
import { damage, type Damage } from '../damage.js';
import { namesIn, readIfThere } from '../durable-files.js';
import { verifiersOf, type KnownKey } from '../keys.js';
import { openNote, type NoteVerifier } from '../note.js';

/** A checkpoint that somebody kept outside the data folder. */
export interface KeptNote {
  /** What to call it in messages, such as its file's name. */
  readonly name: string;
  readonly note: string | Uint8Array;
}

/** A checkpoint whose signature holds. */
export interface TrustedCheckpoint extends SignedCheckpoint {
  readonly name: string;
  readonly outside: boolean;
}

export interface TrustedNotes {
  /** The smallest first. */
  readonly checkpoints: readonly TrustedCheckpoint[];
  readonly damages: readonly Damage[];
}

/** Keys of a ledger's folder. */
export function keysOf(folder: string): { readonly keys: readonly KnownKey[]; readonly damages: readonly Damage[] } {
  const text = readIfThere(join(folder, keysFile))?.toString('utf8');
  try {
    const keys = parseKeysText(text ?? '');
    verifiersOf(keys);
    return { keys, damages: [] };
  } catch {
    return { keys: [], damages: [damage('key-file-damaged', { name: keysFile })] };
  }
}

/** Every checkpoint of the folder and those kept outside it, as far as their signatures hold. */
export function trustedNotes(folder: string, keys: readonly KnownKey[], kept: readonly KeptNote[]): TrustedNotes {
  const verifiers = verifiersOf(keys);
  const checkpoints: TrustedCheckpoint[] = [];
  const damages: Damage[] = [];
  const take = (name: string, note: string | Uint8Array, outside: boolean, size?: number): void => {
    const found = trustedNote(name, note, verifiers);
    if ('kind' in found) damages.push(found);
    else if (size !== undefined && found.size !== size) damages.push(damage('checkpoint-damaged', { name }));
    else checkpoints.push({ ...found, name, outside });
  };
  const files = new CheckpointFiles(folder);
  for (const size of files.sizes) take(`${checkpointFolder}/${size}.note`, files.bytes(size)!, false, size);
  for (const name of namesIn(join(folder, checkpointFolder))) if (!/^(0|[1-9]\d*)\.note(\.part)?$/.test(name)) damages.push(damage('checkpoint-damaged', { name: `${checkpointFolder}/${name}` }));
  damages.push(...latestDamage(folder, files));
  for (const { name, note } of kept) take(name, note, true);
  return { checkpoints: checkpoints.sort((a, b) => a.size - b.size), damages };
}

/** The file of the latest checkpoint is a copy. A process that died between writing the two leaves an older one, which is no damage. */
function latestDamage(folder: string, files: CheckpointFiles): readonly Damage[] {
  const latest = readIfThere(join(folder, latestFile));
  if (!latest && files.sizes.length === 0) return [];
  const same = latest && files.sizes.slice(-2).some((size) => files.bytes(size)?.equals(latest));
  return same ? [] : [damage('checkpoint-damaged', { name: latestFile })];
}

function trustedNote(name: string, note: string | Uint8Array, verifiers: readonly NoteVerifier[]): SignedCheckpoint | Damage {
  let checkpoint: SignedCheckpoint;
  try {
    checkpoint = readCheckpoint(note);
  } catch {
    return damage('checkpoint-damaged', { name });
  }
  const { verified, wrong, unknown } = openNote(note, verifiers);
  if (wrong[0]) return damage('signature-wrong', { name, key: wrong[0].keyId });
  if (verified.some(({ keyId, name: signer }) => verifiers.some((one) => one.algorithm === 'ed25519' && one.keyId === keyId && one.name === signer))) return checkpoint;
  const replaced = unknown.find((signature) => verifiers.some((one) => one.name === signature.name));
  if (replaced) return damage('key-replaced', { name, key: replaced.keyId });
  return damage('key-unknown', { name, key: unknown[0]?.keyId ?? '' });
}
