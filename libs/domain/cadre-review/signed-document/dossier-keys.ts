import type { Instant } from '#engine/kernel';

/** A key pair that signs dossiers. */
export interface DossierKey {
  /** RFC 7638 thumbprint: whoever pins it has pinned the key. */
  readonly kid: string;
  /** Private key as JWK (OKP, Ed25519). */
  readonly privateJwk: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
}

/** Port: signing keys, outside the log. Adapter: a SQLite file that only its owner may read. Contract: `dossier-keys.contract.ts`. */
export interface DossierKeys {
  /** Newest first. */
  all(): Promise<readonly DossierKey[]>;
  /** Add a key; one that is there already stays as it is. */
  add(key: DossierKey): Promise<void>;
  close(): Promise<void>;
}
