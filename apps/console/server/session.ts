import { problemOf, Refused, Unreachable } from './problems.js';

/** Who is signed in: the access token lives in memory only, the refresh token in a cookie that no script can read. */
interface Held {
  readonly token: string;
  /** Epoch milliseconds after which the token is renewed before it is used. */
  readonly renewAt: number;
}

interface Tokens {
  readonly user: string;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly mustChangePassword: boolean;
}

/** How the session stands. `unknown` until the first renewal was tried. */
export type SessionState = { readonly is: 'unknown' | 'out' } | { readonly is: 'in'; readonly user: string; readonly mustChangePassword: boolean };

let held: Held | undefined;
let state: SessionState = { is: 'unknown' };
let renewing: Promise<boolean> | undefined;
const watchers = new Set<() => void>();
/** Tells other tabs of this browser, which share the cookie. */
const otherTabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('zhiheng.session');

function become(next: SessionState): void {
  state = next;
  for (const watcher of watchers) watcher();
}

otherTabs?.addEventListener('message', ({ data }: MessageEvent<string>) => {
  held = undefined;
  if (data === 'out') become({ is: 'out' });
  else void renew();
});

export const sessionState = (): SessionState => state;

/** Called whenever the session begins or ends; returns how to stop. */
export function watchSession(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

async function send(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch(`/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), credentials: 'same-origin' });
  } catch {
    throw new Unreachable();
  }
}

function hold(tokens: Tokens): void {
  held = { token: tokens.accessToken, renewAt: Date.now() + tokens.expiresInSeconds * 800 };
  become({ is: 'in', user: tokens.user, mustChangePassword: tokens.mustChangePassword });
}

async function taken(response: Response): Promise<void> {
  if (!response.ok) throw new Refused(await problemOf(response));
  hold((await response.json()) as Tokens);
}

/** Sign in. @throws Refused with what the server says, Unreachable */
export async function signIn(loginName: string, password: string): Promise<void> {
  await taken(await send('/sign-in', { loginName, password, session: 'cookie' }));
  otherTabs?.postMessage('in');
}

/** Change the own password; the session goes on with new tokens. */
export async function changePassword(current: string, password: string): Promise<void> {
  await taken(await send('/me/password', { current, password, session: 'cookie' }, { authorization: `Bearer ${await accessToken()}` }));
}

export async function signOut(): Promise<void> {
  const token = held?.token;
  if (token) await fetch('/api/sign-out', { method: 'POST', headers: { authorization: `Bearer ${token}` }, credentials: 'same-origin' }).catch(() => undefined);
  held = undefined;
  become({ is: 'out' });
  otherTabs?.postMessage('out');
}

/** The session ended elsewhere: an answer said that nobody is signed in. */
export function sessionEnded(): void {
  held = undefined;
  if (state.is !== 'out') become({ is: 'out' });
}

async function renewOnce(): Promise<boolean> {
  const response = await send('/sign-in/refresh', {});
  if (response.ok) {
    hold((await response.json()) as Tokens);
    return true;
  }
  if (response.status === 401 || response.status === 403) {
    sessionEnded();
    return false;
  }
  // Another tab renewed a moment ago (409), or the server is busy: the cookie is still good.
  if (response.status === 409) {
    const again = await send('/sign-in/refresh', {});
    if (again.ok) {
      hold((await again.json()) as Tokens);
      return true;
    }
  }
  throw new Refused(await problemOf(response));
}

/** Renew the access token by the cookie; one tab at a time, because a refresh token can be used once. False when nobody is signed in. */
export function renew(): Promise<boolean> {
  renewing ??= (navigator.locks ? navigator.locks.request('zhiheng.renew', renewOnce) : renewOnce()).finally(() => (renewing = undefined)) as Promise<boolean>;
  return renewing;
}

/** A token that is good now, or undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (state.is === 'out') return undefined;
  if (held && Date.now() < held.renewAt) return held.token;
  return (await renew()) ? held?.token : undefined;
}
