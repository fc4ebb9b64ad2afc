import type { Instant } from '#engine/kernel';

/** The password of an account as it is kept: never the password. */
export interface PasswordRecord {
  readonly user: string;
  /** argon2id in PHC form, with its own parameters and salt. */
  readonly hash: string;
  readonly setAt: Instant;
  /** Somebody else chose it, so the user must change it first. */
  readonly mustChange: boolean;
}

/** The passwords that an account ever had, as they are kept. */
export interface KeptPasswords {
  readonly user: string;
  /** Oldest first; the last is the present one. */
  readonly passwords: readonly Omit<PasswordRecord, 'user'>[];
}

/** An address that an account has signed in from, and when last. */
export interface KnownAddress {
  readonly user: string;
  readonly address: string;
  readonly lastAt: Instant;
}

/** A key that signs access tokens. */
export interface SigningKey {
  readonly kid: string;
  /** Private key as JWK (P-256). */
  readonly privateJwk: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
}

/** What began with a sign-in and ends with sign-out, its last instant, a reused refresh token or a new password. */
export interface Session {
  readonly session: string;
  readonly user: string;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  /** Only the password can be changed in it. */
  readonly limited: boolean;
}

/**
 * What a refresh token is: good and now used up · used before, so that somebody has a copy · used before, but so lately that it is
 * forgiven · of an ended session or of none. A token that was used before and is not forgiven ends its session.
 */
export type Refreshed =
  | { readonly outcome: 'rotated'; readonly session: Session }
  | { readonly outcome: 'reused'; readonly session: Session }
  | { readonly outcome: 'overtaken'; readonly session: Session }
  | { readonly outcome: 'unknown' };

/** Sign-ins of an account, for its owner to see. */
export interface SignInRecord {
  readonly lastAt?: Instant;
  readonly lastAddress?: string;
  /** Failed attempts since the last good one. */
  readonly failures: number;
  readonly lastFailureAt?: Instant;
}

/**
 * Port: what must never be in the event log. One contract suite (`secret-store.contract.ts`) holds for every adapter.
 * Tokens are given and kept as SHA-256 (hex) only. Sessions are never handed over: who is signed in here is not signed in elsewhere.
 */
export interface SecretStore {
  password(user: string): Promise<PasswordRecord | undefined>;
  /** Hashes of the present and earlier passwords, newest first. */
  passwordHistory(user: string, limit: number): Promise<readonly string[]>;
  /** Set a password unless one was set at this instant or later: repeating an old reset changes nothing. False when it was kept. */
  setPassword(record: PasswordRecord): Promise<boolean>;
  /** Replace the hash by one of the same password with newer parameters. */
  rehash(user: string, from: string, to: string): Promise<void>;

  /** Newest first. */
  signingKeys(): Promise<readonly SigningKey[]>;
  addSigningKey(key: SigningKey): Promise<void>;

  openSession(session: Session, tokenHash: string): Promise<void>;
  /** A session that has not been ended; whether its last instant has passed is the caller's to see. */
  session(session: string): Promise<Session | undefined>;
  /**
   * Use a refresh token up and put the next one in its place, in one step.
   * @param forgivenSince a token that was used up at this instant or later is overtaken, not reused
   */
  refresh(tokenHash: string, nextHash: string, at: Instant, forgivenSince?: Instant): Promise<Refreshed>;
  endSession(session: string): Promise<void>;
  /** End the sessions of a user, but for one; returns how many there were. */
  endSessions(user: string, except?: string): Promise<number>;
  /** Forget sessions whose last instant is before this one. */
  forgetSessions(before: Instant): Promise<void>;

  /** Note a good sign-in; returns what was known before it. */
  noteSignIn(user: string, address: string, at: Instant): Promise<SignInRecord>;
  noteFailure(user: string, at: Instant): Promise<void>;
  signIns(user: string): Promise<SignInRecord>;
  /** Whether the account has signed in from this address since then. */
  knowsAddress(user: string, address: string, since: Instant): Promise<boolean>;
  close(): Promise<void>;
}
export const SecretStore = Symbol('SecretStore');
