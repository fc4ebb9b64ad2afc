import type { FastifyRequest } from 'fastify';
import type { Instant } from '#engine/kernel';

const name = 'zhiheng-refresh';
/** Sent with renewals only: no other route, and no page, ever sees it. */
const attributes = 'Path=/api/sign-in; HttpOnly; SameSite=Strict';

/** Where a session's cookie is meant for. */
export interface CookieTerms {
  readonly now: Instant;
  /** Browsers come by HTTPS, and send it in no other way. */
  readonly secure: boolean;
}

/** `Set-Cookie` with the refresh token of a session, until the session ends. */
export function sessionCookie(refreshToken: string, sessionEndsAt: Instant, { now, secure }: CookieTerms): string {
  const seconds = Math.max(0, Math.floor((Date.parse(sessionEndsAt) - Date.parse(now)) / 1_000));
  return cookie(refreshToken, seconds, secure);
}

/** `Set-Cookie` that takes it away. */
export const noSessionCookie = ({ secure }: Pick<CookieTerms, 'secure'>): string => cookie('', 0, secure);

const cookie = (value: string, seconds: number, secure: boolean): string => `${name}=${value}; ${attributes}; Max-Age=${seconds}${secure ? '; Secure' : ''}`;

/** The refresh token that a browser sent as cookie; undefined when there is none that could be one. */
export function cookieOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const found = (headers.cookie ?? '').split(';').map((pair) => pair.trim()).find((pair) => pair.startsWith(`${name}=`));
  const value = found?.slice(name.length + 1);
  return value !== undefined && /^[A-Za-z0-9_-]{1,200}$/.test(value) ? value : undefined;
}

/**
 * Whether a request comes from a page of another site, as far as its browser says so: its origin is another host than the one it
 * asked, or `Sec-Fetch-Site` says so. What is no browser says nothing, and brings no cookie that a page could use.
 */
export function fromForeignPage({ headers, host }: Pick<FastifyRequest, 'headers' | 'host'>): boolean {
  if (headers['sec-fetch-site'] === 'cross-site') return true;
  const { origin } = headers;
  return origin !== undefined && !isOrigin(origin, host);
}

function isOrigin(origin: string, host: string): boolean {
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, host: page } = new URL(origin);
  // By the page's protocol, so that a port that goes without saying is the same port.
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === page;
}
