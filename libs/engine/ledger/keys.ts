import type { Clock, Instant } from '#engine/kernel';
import { generateNoteKey, parseVerifierKey, type NoteVerifier } from './note.js';

/** A public key of the ledger, and when it signed. */
export interface KnownKey {
  /** `name+id+base64`, as C2SP and Go write it. */
  readonly verifierKey: string;
  readonly from: Instant;
  /** When it was retired; absent while it signs. */
  readonly until?: Instant;
}

/** A key pair of the ledger. */
export interface LedgerKey extends KnownKey {
  /** The secret, `PRIVATE+KEY+name+id+base64`. */
  readonly signerKey: string;
}

/** Port: the keys checkpoints are signed with, outside the log. Adapter: a SQLite file that only its owner may read. Contract: `keys.contract.ts`. */
export interface LedgerKeys {
  /** In the order they were introduced. */
  all(): Promise<readonly LedgerKey[]>;
  /** Add a key, and retire those before it at the moment it begins, as one act. A key that is there already stays as it is. */
  introduce(key: LedgerKey): Promise<void>;
  close(): Promise<void>;
}

/** The key that signs now; undefined when there is none yet. */
export const signingKey = (keys: readonly LedgerKey[]): LedgerKey | undefined => keys.findLast(({ until }) => until === undefined);

/** Make a key under a name and introduce it; the one before it is retired. */
export async function introduceKey(keys: LedgerKeys, name: string, clock: Clock): Promise<LedgerKey> {
  const { signerKey, verifierKey } = generateNoteKey(name);
  const key: LedgerKey = { signerKey, verifierKey, from: clock.now() };
  await keys.introduce(key);
  return key;
}

/** Public parts, for whoever verifies. */
export const verifiersOf = (keys: readonly KnownKey[]): readonly NoteVerifier[] => keys.map(({ verifierKey }) => parseVerifierKey(verifierKey));
