import type { FastifyRequest } from 'fastify';
import type { Actor, Clock } from '#engine/kernel';
import type { Authenticator } from '#engine/http';
import type { SecretStore } from '../secrets/secret-store.js';
import type { AccessTokens } from '../sign-in/access-tokens.js';
import type { SignIn } from '../sign-in/sign-in.js';
import type { UserDirectory } from './user-directory.js';

/** The token of an Authorization header; undefined unless it is exactly one bearer token. */
export function bearerOf(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/**
 * Who asks, from the access token and from what is true now: the session still runs, the account is open, and the grants are those
 * of the log at this moment. Single sign-on will be another {@link Authenticator} beside this one.
 */
export class TokenAuthenticator implements Authenticator {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly secrets: SecretStore,
    private readonly directory: UserDirectory,
    private readonly signIn: Pick<SignIn, 'closed'>,
    private readonly clock: Clock,
  ) {}

  async authenticate(request: Pick<FastifyRequest, 'headers'>): Promise<Actor | undefined> {
    const token = bearerOf(request);
    const claims = token === undefined ? undefined : await this.tokens.verify(token);
    if (!claims) return undefined;
    const session = await this.secrets.session(claims.session);
    if (!session || session.user !== claims.user || session.endsAt <= this.clock.now()) return undefined;
    const account = this.directory.account(claims.user);
    if (!account || this.signIn.closed(account)) return undefined;
    // Before the initial password is changed, its owner can do that and nothing else.
    const grants = session.limited ? [] : this.directory.grants(claims.user).map(({ role, units }) => ({ role, units }));
    return { id: account.user, grants, ...(account.unit === undefined ? {} : { unit: account.unit }) };
  }
}
