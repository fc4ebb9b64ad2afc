import type { Clock, Language } from '#engine/kernel';
import type { Host } from '../terminal/host.js';
import { jsonOf, send } from './http.js';
import type { Session } from './session-file.js';

/** Tokens as the server gives them. */
export interface TokenReply {
  readonly user: string;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  /** Only the password can be changed until it is. */
  readonly mustChangePassword: boolean;
  /** What was known of the account's sign-ins before this one. */
  readonly signInsBefore?: { readonly failures: number; readonly lastFailureAt?: string };
}

/** What a server says of itself to anybody. */
export interface AboutServer {
  readonly version: string;
  readonly demo: boolean;
  readonly plan: string;
  readonly year: number;
  readonly accounts: readonly { readonly name: string; readonly unit: string | null }[];
  /** Password of the demonstration accounts, in demo mode only. */
  readonly password: string | null;
}

const post = async (host: Host, server: string, language: Language, path: string, body: unknown): Promise<TokenReply> =>
  (await jsonOf(await send(host, server, language, { method: 'POST', path: `/api${path}`, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))) as TokenReply;

/** Sign in with a password. @throws CliProblem */
export const signIn = (host: Host, server: string, language: Language, loginName: string, password: string): Promise<TokenReply> => post(host, server, language, '/sign-in', { loginName, password });

/** New tokens for a refresh token, which is used up by it. Never sent twice: a token used twice ends the session. @throws CliProblem */
export const refresh = (host: Host, server: string, language: Language, refreshToken: string): Promise<TokenReply> => post(host, server, language, '/sign-in/refresh', { refreshToken });

/** What the server says of itself. @throws CliProblem */
export const aboutServer = async (host: Host, server: string, language: Language): Promise<AboutServer> =>
  (await jsonOf(await send(host, server, language, { method: 'GET', path: '/api/system' }))) as AboutServer;

/** A session to keep, from the server's tokens. */
export function sessionOf(clock: Clock, name: string, { accessToken, expiresInSeconds, refreshToken }: TokenReply): Session {
  return { name, accessToken, refreshToken, expiresAt: new Date(Date.parse(clock.now()) + expiresInSeconds * 1_000).toISOString() };
}

/**
 * The demonstration account a person means: by its name, or by its unit where the unit has one account only.
 */
export function demoAccountOf({ accounts }: AboutServer, wanted: string): string | undefined {
  if (accounts.some(({ name }) => name === wanted)) return wanted;
  const ofUnit = accounts.filter(({ unit }) => unit === wanted);
  return ofUnit.length === 1 ? ofUnit[0]!.name : undefined;
}
