import type { EvidenceReference } from '../report.events.js';

/** Port: files that prove values, addressed by their SHA-256. Adapters: a folder, GridFS. */
export interface EvidenceStore {
  /** Keep a file; the same bytes are kept once. */
  put(file: { readonly bytes: Buffer; readonly name: string; readonly type: string; readonly unit: string | undefined }): Promise<EvidenceReference>;
  /** What is known of a file; undefined when it was never uploaded. */
  about(sha256: string): Promise<(EvidenceReference & { readonly unit: string | undefined }) | undefined>;
  /** The bytes, checked against their address; undefined when there are none. */
  read(sha256: string): Promise<Buffer | undefined>;
}
export const EvidenceStore = Symbol('EvidenceStore');
