import { calculateJwkThumbprint, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Clock, Instant } from '#engine/kernel';
import type { SecretStore } from '../secrets/secret-store.js';

/** What a good token says: who, and in which session. */
export interface TokenClaims {
  readonly user: string;
  readonly session: string;
  readonly expiresAt: Instant;
}

export interface AccessTokenOptions {
  /** Minutes a token lives; 15 when absent. */
  readonly minutes?: number;
}

const algorithm = 'ES256';
const type = 'at+jwt';
const issuer = 'zhiheng';
const audience = 'zhiheng-api';
const longestToken = 2_048;
const tokensRemembered = 10_000;
const reloadKeysAfterMs = 30_000;

interface Keys {
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  readonly verifying: ReadonlyMap<string, CryptoKey>;
  readonly loadedAt: number;
}

/**
 * Short-lived access tokens: JWT (RFC 9068 profile) signed with ES256. Only this algorithm, type, issuer and audience are taken, and
 * only keys of the secret store: a token that brings its own key or points to one is no token.
 */
export class AccessTokens {
  // Checking a signature costs far more than looking a token up, and the same token comes with every request.
  private readonly known = new Map<string, TokenClaims>();

  private constructor(
    private readonly secrets: SecretStore,
    private readonly clock: Clock,
    private readonly lifetimeMs: number,
    private keys: Keys,
  ) {}

  /** Load the signing keys, making the first one where there is none. */
  static async open(secrets: SecretStore, clock: Clock, options: AccessTokenOptions = {}): Promise<AccessTokens> {
    if ((await secrets.signingKeys()).length === 0) await addSigningKey(secrets, clock);
    return new AccessTokens(secrets, clock, (options.minutes ?? 15) * 60_000, await loadKeys(secrets, clock));
  }

  /** A token for a session; it does not outlive it. */
  async issue(user: string, session: string, sessionEndsAt: Instant): Promise<{ readonly token: string; readonly expiresInSeconds: number }> {
    const now = Date.parse(this.clock.now());
    const issuedAt = Math.floor(now / 1_000);
    const expiresAt = Math.floor(Math.min(now + this.lifetimeMs, Date.parse(sessionEndsAt)) / 1_000);
    const { kid, key } = this.keys.signing;
    const token = await new SignJWT({ sid: session })
      .setProtectedHeader({ alg: algorithm, typ: type, kid })
      .setSubject(user).setIssuer(issuer).setAudience(audience).setIssuedAt(issuedAt).setNotBefore(issuedAt).setExpirationTime(expiresAt)
      .sign(key);
    return { token, expiresInSeconds: expiresAt - issuedAt };
  }

  /** What a token says, or undefined when it is none of ours, not yet or no longer good. */
  async verify(token: string): Promise<TokenClaims | undefined> {
    if (token.length > longestToken) return undefined;
    const known = this.known.get(token);
    if (known) return known.expiresAt > this.clock.now() ? known : this.forget(token);
    const claims = await this.check(token);
    if (claims) this.remember(token, claims);
    return claims;
  }

  private async check(token: string): Promise<TokenClaims | undefined> {
    try {
      const key = await this.keyFor(token);
      if (!key) return undefined;
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm], typ: type, issuer, audience, currentDate: new Date(this.clock.now()), requiredClaims: ['sub', 'sid', 'iat', 'nbf', 'exp'],
      });
      const { sub, sid, exp } = payload;
      if (typeof sub !== 'string' || typeof sid !== 'string') return undefined;
      return { user: sub, session: sid, expiresAt: new Date(exp! * 1_000).toISOString() };
    } catch {
      // Whatever is wrong with it, the caller only learns that it is no good.
      return undefined;
    }
  }

  /** The key a token names. A header with anything beyond algorithm, type and key id (`jwk`, `jku`, `x5u`, `x5c`, `crit`) is refused. */
  private async keyFor(token: string): Promise<CryptoKey | undefined> {
    const { alg, typ, kid, ...more } = decodeProtectedHeader(token);
    if (alg !== algorithm || typ !== type || typeof kid !== 'string' || Object.keys(more).length > 0) return undefined;
    const now = Date.parse(this.clock.now());
    if (!this.keys.verifying.has(kid) && now - this.keys.loadedAt >= reloadKeysAfterMs) this.keys = await loadKeys(this.secrets, this.clock);
    return this.keys.verifying.get(kid);
  }

  private remember(token: string, claims: TokenClaims): void {
    this.known.set(token, claims);
    if (this.known.size > tokensRemembered) this.known.delete(this.known.keys().next().value!);
  }

  private forget(token: string): undefined {
    this.known.delete(token);
  }
}

/** Make a new signing key; tokens signed with the older ones stay good until they run out. */
export async function addSigningKey(secrets: SecretStore, clock: Clock): Promise<void> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  await secrets.addSigningKey({ kid: await calculateJwkThumbprint(jwk), privateJwk: { ...jwk }, createdAt: clock.now() });
}

async function loadKeys(secrets: SecretStore, clock: Clock): Promise<Keys> {
  const stored = await secrets.signingKeys();
  const newest = stored[0];
  if (!newest) throw new Error('the secret store has no signing key');
  const verifying = await Promise.all(stored.map(async ({ kid, privateJwk }) => [kid, await keyOf(publicPart(privateJwk))] as const));
  return { signing: { kid: newest.kid, key: await keyOf(newest.privateJwk) }, verifying: new Map(verifying), loadedAt: Date.parse(clock.now()) };
}

const keyOf = async (jwk: JWK): Promise<CryptoKey> => (await importJWK(jwk, algorithm)) as CryptoKey;

const publicPart = ({ kty, crv, x, y }: JWK): JWK => ({ kty, crv, x, y }) as JWK;
