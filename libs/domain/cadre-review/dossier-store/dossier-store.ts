import type { Instant } from '#engine/kernel';

/** A signed document as it is kept. */
export interface KeptDocument {
  /** SHA-256 of the document that was handed over: what the log says of it. It stays when names are taken out. */
  readonly hash: string;
  readonly round: string;
  readonly unit: string;
  readonly version: number;
  /** The signed document; with names taken out, one signed anew. */
  readonly jws: string;
  /** References of the persons whom it names. */
  readonly persons: readonly string[];
  readonly keptAt: Instant;
  /** When names were taken out last; null while it is as it was handed over. */
  readonly redactedAt: Instant | null;
}

/** How far a receiver has come in the pull feed. */
export interface Taking {
  readonly receiver: string;
  /** Everything up to this log position is in the receiver's hands: it asked for what comes after. */
  readonly takenTo: number;
  /** Everything up to this position was in an answer. */
  readonly offeredTo: number;
  readonly at: Instant;
}

/**
 * Port: signed dossiers outside the log, because they name persons, and how far receivers have come. A document is kept before the fact
 * that names its hash. Adapter: a SQLite file of its own. Contract: `dossier-store.contract.ts`.
 */
export interface DossierStore {
  /** Keep a document; resolves when it is durable. The same hash again changes nothing. */
  keep(document: Omit<KeptDocument, 'redactedAt'>): Promise<void>;
  find(hash: string): Promise<KeptDocument | undefined>;
  /** Remove a document that no fact names, so that its content is in no file of the store any more. */
  remove(hash: string): Promise<void>;
  /** Documents kept for a version of a dossier. */
  ofVersion(round: string, unit: string, version: number): Promise<readonly KeptDocument[]>;
  /** Documents that name a person. */
  naming(person: string): Promise<readonly KeptDocument[]>;
  /** Put a document without names in the place of the one that was handed over, so that what it named is in no file of the store any more. */
  redact(hash: string, redacted: Pick<KeptDocument, 'jws' | 'persons'> & { readonly at: Instant }): Promise<void>;
  /** Note how far a receiver has come; neither position ever goes back. */
  noteTaking(taking: Taking): Promise<void>;
  takings(): Promise<readonly Taking[]>;
  close(): Promise<void>;
}
export const DossierStore = Symbol('DossierStore');
