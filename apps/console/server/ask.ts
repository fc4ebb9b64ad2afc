import { currentLanguage } from '../language/texts.js';
import { problemOf, Refused, Unreachable } from './problems.js';
import type { Routes } from './routes.js';
import { accessToken, renew, sessionEnded } from './session.js';

/** A route of the server, by method and path, such as `GET /findings/:finding`. */
export type Route = keyof Routes;
/** A route that answers a question. */
export type Question = Extract<Route, `GET ${string}`>;
/** A route that records something. */
export type Act = Exclude<Route, Question>;

type Part<R extends Route, P extends string> = Routes[R] extends { readonly [K in P]: infer V } ? V : never;

export type ReplyOf<R extends Route> = Routes[R]['reply'];
export type QueryOf<R extends Route> = Part<R, 'query'>;
export type BodyOf<R extends Route> = Part<R, 'body'>;
/** An item of a list's page. */
export type ItemOf<R extends Route> = ReplyOf<R> extends { readonly items: readonly (infer I)[] } ? I : never;

type PathInput<R extends Route> = Routes[R] extends { path: infer P } ? { readonly path: P } : { readonly path?: undefined };

/** What a question is asked with. */
export type QuestionInput<R extends Route> = PathInput<R> & { readonly query?: Partial<QueryOf<R>> };

/** What goes with an act besides its body. */
export interface ActTerms {
  /** Why; written beside the fact. */
  readonly reason?: string | undefined;
  /** Document number under which one acts. */
  readonly authority?: string | undefined;
  /** The same act sent again has the same key and is recorded once. */
  readonly idempotencyKey?: string | undefined;
  /** Revision one has seen; the act is refused when somebody changed the thing since. */
  readonly revision?: number | undefined;
}

export type ActInput<R extends Route> = PathInput<R> & ActTerms & { readonly query?: Partial<QueryOf<R>>; readonly body?: BodyOf<R>; readonly raw?: Blob | string; readonly headers?: Readonly<Record<string, string>> };

/** The receipt of an act, as far as all of them have it. */
export interface Receipt {
  readonly stream?: string;
  readonly revision?: number;
  readonly position?: number;
  readonly recordedAt?: string;
  readonly events?: readonly { readonly id: string; readonly type: string }[];
  readonly repeated?: boolean;
  readonly changed?: boolean;
}

/** An answer and which projections it was made of. */
export interface Answer<T> {
  readonly value: T;
  readonly reads: readonly string[];
}

type Given = Readonly<Record<string, unknown>>;

/** The address of a route with its places and query filled; empty query fields are left out. */
export function addressOf(route: Route, input: { readonly path?: unknown; readonly query?: unknown } = {}): string {
  const places = (input.path ?? {}) as Given;
  const path = route.slice(route.indexOf(' ') + 1).replace(/:([A-Za-z0-9]+)/g, (_, name: string) => encodeURIComponent(String(places[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Given)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

export const methodOf = (route: Route): string => route.slice(0, route.indexOf(' '));

async function reach(address: string, init: RequestInit): Promise<Response> {
  const attempt = async (): Promise<Response> => {
    const token = await accessToken();
    const headers = new Headers(init.headers);
    headers.set('accept-language', currentLanguage() === 'en' ? 'en' : 'zh-CN');
    if (token) headers.set('authorization', `Bearer ${token}`);
    try {
      return await fetch(address, { ...init, headers, credentials: 'same-origin' });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new Unreachable();
    }
  };
  const response = await attempt();
  if (response.status !== 401) return response;
  if (!(await renew())) return response;
  const again = await attempt();
  if (again.status === 401) sessionEnded();
  return again;
}

/** A response as it is, for files and streams. @throws Refused, Unreachable */
export async function fetched(address: string, init: RequestInit = {}): Promise<Response> {
  const response = await reach(address, init);
  if (!response.ok) throw new Refused(await problemOf(response));
  return response;
}

/** Ask a question. @throws Refused, Unreachable */
export async function answerOf<R extends Question>(route: R, input: QuestionInput<R>, options: { readonly signal?: AbortSignal; readonly forExport?: boolean } = {}): Promise<Answer<ReplyOf<R>>> {
  const response = await fetched(addressOf(route, input), { ...(options.signal ? { signal: options.signal } : {}), ...(options.forExport ? { headers: { 'x-purpose': 'export' } } : {}) });
  const reads = response.headers.get('x-reads');
  return { value: (await response.json()) as ReplyOf<R>, reads: reads ? reads.split(/,\s*/) : [] };
}

/** Ask a question and take only the answer. @throws Refused, Unreachable */
export const ask = async <R extends Question>(route: R, input: QuestionInput<R>, options: { readonly signal?: AbortSignal; readonly forExport?: boolean } = {}): Promise<ReplyOf<R>> => (await answerOf(route, input, options)).value;

/** A key under which an act is recorded once, however often it is sent. Also where the page came by plain HTTP. */
export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Act. @throws Refused, Unreachable */
export async function act<R extends Act>(route: R, input: ActInput<R>): Promise<ReplyOf<R>> {
  const headers: Record<string, string> = { ...input.headers, 'idempotency-key': input.idempotencyKey ?? newKey() };
  if (input.reason) headers['x-reason'] = encodeURIComponent(input.reason);
  if (input.authority) headers['x-authority'] = encodeURIComponent(input.authority);
  if (input.revision !== undefined) headers['if-match'] = `"${input.revision}"`;
  const body = input.raw ?? (input.body === undefined ? undefined : JSON.stringify(input.body));
  if (input.raw === undefined && body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetched(addressOf(route, input), { method: methodOf(route), headers, ...(body === undefined ? {} : { body }) });
  return (response.status === 204 ? undefined : await response.json()) as ReplyOf<R>;
}
