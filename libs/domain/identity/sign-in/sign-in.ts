import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { refuse, type Clock, type Instant, type Refusal } from '#engine/kernel';
import type { Receipt } from '#engine/commands';
import type { AccessRecording } from '../access-log/access-recording.js';
import type { RegisteredAccount } from '../account.state.js';
import type { UserDirectory } from '../directory/user-directory.js';
import type { PasswordHashing } from '../secrets/password-hashing.js';
import { passwordProblem, type PasswordPolicy } from '../secrets/password-policy.js';
import type { PasswordRecord, SecretStore, Session, SignInRecord } from '../secrets/secret-store.js';
import type { AccessTokens } from './access-tokens.js';
import type { SignInBudget } from './sign-in-budget.js';

/** A session's tokens. */
export interface SignedIn {
  readonly account: RegisteredAccount;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  readonly sessionEndsAt: Instant;
  /** Only the password can be changed until it is. */
  readonly mustChangePassword: boolean;
  /** What was known of the account's sign-ins before this one. */
  readonly before?: SignInRecord;
}

/** Why nobody was signed in. `wrong` says no more than that, whatever was wrong. */
export type NotSignedIn =
  | { readonly no: 'wrong' }
  | { readonly no: 'blocked'; readonly seconds: number }
  | { readonly no: 'locked' | 'demonstration-off' };

/** A password that holds under the policy, hashed. */
export interface InitialPassword {
  readonly hash: string;
}

export interface SignInParts {
  readonly secrets: SecretStore;
  readonly directory: UserDirectory;
  readonly tokens: AccessTokens;
  readonly hashing: PasswordHashing;
  readonly budget: SignInBudget;
  readonly recording: AccessRecording;
  readonly clock: Clock;
  readonly policy: PasswordPolicy;
  /** Whether demonstration accounts may come in. */
  readonly demonstration: boolean;
}

const sessionHours = 12;
/** How long after a renewal the tabs that lost the race for it may still come with the token it used up. */
const raceSeconds = 10;
/** Under which failed sign-ins with unknown names are counted; no login name can be it. */
const nobody = '*';
/** For how long an address stays known after a sign-in from it. */
const knownAddressDays = 30;

/** Sign-in, refresh, sign-out and change of the own password. Every outcome is in the access log before it is answered. */
export class SignIn {
  constructor(private readonly parts: SignInParts) {}

  async signIn(loginName: string, password: string, address: string): Promise<SignedIn | NotSignedIn> {
    const { secrets, budget, recording, clock } = this.parts;
    const name = loginName.normalize('NFKC').trim().toLowerCase();
    const account = this.parts.directory.account(name);
    // Names that exist and names that do not take the same steps, also to the disk, so that the time of the answer does not tell.
    const known = await secrets.knowsAddress(name, address, daysBefore(clock.now(), knownAddressDays));
    const seconds = await budget.take(name, address, known);
    // Names that belong to nobody are not written down: people type passwords into the wrong field.
    const who = { address, ...(account ? { user: name } : {}) };
    if (seconds !== undefined) {
      await recording.write({ kind: 'sign-in-blocked', ...who });
      return { no: 'blocked', seconds };
    }
    const record = await secrets.password(name);
    if (!(await this.parts.hashing.matches(password, record?.hash)) || !account || !record) {
      await secrets.noteFailure(account ? name : nobody, clock.now());
      await recording.write({ kind: 'sign-in-failed', ...who });
      return { no: 'wrong' };
    }
    await budget.giveBack(name, address, known);
    const closed = this.closed(account);
    if (closed) {
      await recording.write({ kind: 'sign-in-refused', ...who, detail: closed });
      return { no: closed };
    }
    if (this.parts.hashing.isOutdated(record.hash)) await secrets.rehash(name, record.hash, await this.parts.hashing.hash(password));
    return this.open(account, record, address);
  }

  /**
   * New tokens for an old refresh token, which is used up. A token used twice ends the session: one of the two was a thief. Tabs of
   * one browser share their token, though, and may renew at once: with `shared`, a token that was used a moment ago is only refused.
   */
  async refresh(refreshToken: string, address: string, { shared = false }: { readonly shared?: boolean } = {}): Promise<SignedIn | NotSignedIn | Refusal> {
    const { secrets, recording, directory, clock } = this.parts;
    const next = newToken();
    const now = clock.now();
    const found = await secrets.refresh(hashOf(refreshToken), hashOf(next), now, shared ? secondsBefore(now, raceSeconds) : undefined);
    if (found.outcome === 'unknown') return { no: 'wrong' };
    if (found.outcome === 'overtaken') return refuse('identity.just-renewed');
    const { session } = found;
    if (found.outcome === 'reused') {
      await recording.write({ kind: 'token-reused', user: session.user, address });
      return { no: 'wrong' };
    }
    const account = directory.account(session.user);
    if (!account || session.endsAt <= now || this.closed(account)) {
      await secrets.endSession(session.session);
      return { no: 'wrong' };
    }
    return this.tokensOf(account, session, next);
  }

  /** End the session of an access token. */
  async signOut(accessToken: string, address: string): Promise<void> {
    const claims = await this.parts.tokens.verify(accessToken);
    if (!claims) return;
    await this.parts.recording.write({ kind: 'sign-out', user: claims.user, address });
    await this.parts.secrets.endSession(claims.session);
  }

  /** Change the own password; every session ends and a new one begins. */
  async changePassword(user: string, current: string, password: string, address: string): Promise<SignedIn | NotSignedIn | Refusal> {
    const { directory, secrets, budget, recording, hashing, clock } = this.parts;
    const account = directory.account(user);
    const record = await secrets.password(user);
    if (!account || !record) return { no: 'wrong' };
    if (account.demonstration) return refuse('identity.demonstration-fixed');
    const seconds = await budget.take(user, address, true);
    if (seconds !== undefined) return { no: 'blocked', seconds };
    if (!(await hashing.matches(current, record.hash))) {
      await recording.write({ kind: 'password-change-failed', user, address });
      return refuse('identity.password-wrong', {}, 'body.current');
    }
    await budget.giveBack(user, address, true);
    const problem = passwordProblem(password, account.loginName, this.parts.policy) ?? (await this.usedBefore(user, password));
    if (problem) return problem;
    const changed = { user, hash: await hashing.hash(password), setAt: laterOf(clock.now(), record.setAt), mustChange: false };
    await recording.write({ kind: 'password-changed', user, address });
    await secrets.setPassword(changed);
    await secrets.endSessions(user);
    return this.open(account, changed, address);
  }

  /** Check and hash a password that somebody else gives to an account, before anything is recorded. */
  async initialPassword(loginName: string, password: string): Promise<InitialPassword | Refusal> {
    return passwordProblem(password, loginName, this.parts.policy) ?? { hash: await this.parts.hashing.hash(password) };
  }

  /**
   * Set the password that a registration or a reset gives, which the user must change; sessions end. The same request repeated
   * sets it only if it was not set the first time.
   */
  async setInitialPassword(user: string, initial: InitialPassword, { recordedAt, repeated }: Pick<Receipt, 'recordedAt' | 'repeated'>): Promise<void> {
    const { secrets } = this.parts;
    const record = await secrets.password(user);
    if (repeated && record && record.setAt >= recordedAt) return;
    const setAt = record ? laterOf(recordedAt, record.setAt) : recordedAt;
    await secrets.setPassword({ user, hash: initial.hash, setAt, mustChange: true });
    await secrets.endSessions(user);
  }

  /** Whether the session of an access token can only change the password. */
  async isLimited(accessToken: string): Promise<boolean> {
    const claims = await this.parts.tokens.verify(accessToken);
    return claims !== undefined && ((await this.parts.secrets.session(claims.session))?.limited ?? false);
  }

  /** Why an account that exists cannot come in. */
  closed(account: RegisteredAccount): 'locked' | 'demonstration-off' | undefined {
    if (account.status === 'locked') return 'locked';
    return account.demonstration && !this.parts.demonstration ? 'demonstration-off' : undefined;
  }

  private async usedBefore(user: string, password: string): Promise<Refusal | undefined> {
    const { history: count } = this.parts.policy;
    for (const hash of await this.parts.secrets.passwordHistory(user, count)) {
      if (await this.parts.hashing.matches(password, hash)) return refuse('identity.password-used-before', { count }, 'body.password');
    }
    return undefined;
  }

  private async open(account: RegisteredAccount, record: PasswordRecord, address: string): Promise<SignedIn> {
    const { secrets, recording, clock, policy } = this.parts;
    const now = clock.now();
    const expired = policy.maximumAgeDays !== undefined && record.setAt < daysBefore(now, policy.maximumAgeDays);
    const limited = !account.demonstration && (record.mustChange || expired);
    const session: Session = { session: randomUUID(), user: account.user, startedAt: now, endsAt: hoursAfter(now, sessionHours), limited };
    const refreshToken = newToken();
    await recording.write({ kind: 'sign-in', user: account.user, address });
    const before = await secrets.noteSignIn(account.user, address, now);
    await secrets.openSession(session, hashOf(refreshToken));
    await secrets.forgetSessions(daysBefore(now, 1));
    return { ...(await this.tokensOf(account, session, refreshToken)), before };
  }

  private async tokensOf(account: RegisteredAccount, session: Session, refreshToken: string): Promise<SignedIn> {
    const { token, expiresInSeconds } = await this.parts.tokens.issue(account.user, session.session, session.endsAt);
    return { account, accessToken: token, expiresInSeconds, refreshToken, sessionEndsAt: session.endsAt, mustChangePassword: session.limited };
  }
}

const newToken = (): string => randomBytes(32).toString('base64url');
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const hoursAfter = (at: Instant, hours: number): Instant => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
const secondsBefore = (at: Instant, seconds: number): Instant => new Date(Date.parse(at) - seconds * 1_000).toISOString();
const daysBefore = (at: Instant, days: number): Instant => new Date(Date.parse(at) - days * 86_400_000).toISOString();
/** Now, or just after what was recorded last: two changes in one millisecond are still two. */
const laterOf = (now: Instant, last: Instant): Instant => (now > last ? now : new Date(Date.parse(last) + 1).toISOString());
