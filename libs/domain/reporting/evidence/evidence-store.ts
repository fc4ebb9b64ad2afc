import type { Instant } from '#engine/kernel';

/** One upload of a file: the same bytes may be uploaded for several units, under other names. */
export interface EvidenceUpload {
  /** Cleaned file name. */
  readonly name: string;
  readonly unit: string;
  /** User id. */
  readonly by: string;
  readonly at: Instant;
}

/** What is known of a file. */
export interface EvidenceFile {
  /** Address: SHA-256 of the bytes, hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Media type as found in the bytes. */
  readonly type: string;
  /** Oldest first; at least one. */
  readonly uploads: readonly EvidenceUpload[];
}

/** A file on its way in, looked at and found acceptable. */
export interface EvidenceToKeep {
  readonly bytes: Buffer;
  readonly name: string;
  readonly type: string;
  readonly unit: string;
  readonly by: string;
}

/**
 * Port: files that prove values, addressed by their SHA-256. Adapters: a folder, GridFS.
 * One contract suite (`evidence-store.contract.ts`) holds for every adapter. Nothing is ever overwritten or removed.
 */
export interface EvidenceStore {
  /**
   * Keep a file and note the upload; resolves when both are durable. The same bytes are kept once, the same upload is noted once.
   * @throws EvidenceDamaged when the bytes kept under the address are not these bytes
   */
  put(file: EvidenceToKeep): Promise<EvidenceFile>;
  /** What is known of a file; undefined when it was never uploaded. */
  about(sha256: string): Promise<EvidenceFile | undefined>;
  /**
   * The bytes, hashed again on every read; undefined when there are none.
   * @throws EvidenceDamaged when they no longer fit their address
   */
  read(sha256: string): Promise<Buffer | undefined>;
  /** The next addresses after one, in order: of every file that was uploaded. */
  addresses(after: string | undefined, limit: number): Promise<readonly string[]>;
}
export const EvidenceStore = Symbol('EvidenceStore');

/** A kept file is not what its address says: the disk or somebody changed it. A fault for an operator, not for the caller. */
export class EvidenceDamaged extends Error {
  override readonly name = 'EvidenceDamaged';
  constructor(readonly sha256: string) {
    super(`evidence ${sha256} does not have the content of its address`);
  }
}

/** Whether a text is an address. */
export const isAddress = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
