import { isMomentAgo, type Language, type Uuid } from '#engine/kernel';
import { problemOfAnswer } from '../command-line/problem.js';
import type { Host } from '../terminal/host.js';
import { jsonOf, send, type Request } from './http.js';
import { serverEvents, type ServerEvent } from './server-events.js';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** The receipt of a recorded command. */
export interface Receipt {
  readonly stream: string;
  readonly revision: number;
  /** Log position; the views reflect the command from there on. */
  readonly position: number;
  readonly recordedAt: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly repeated: boolean;
  readonly changed: boolean;
}

/** What travels with a command beside its body. */
export interface CommandHeaders {
  readonly reason?: string | undefined;
  /** Number of the document that the act rests on. */
  readonly authority?: string | undefined;
  /** Revision the person saw; another one on the server means "not done". */
  readonly ifRevision?: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
  readonly total?: number;
  readonly position: number;
}

/** A file on its way to the server. */
export interface SentFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/** Who the requests are made as. */
export interface Credentials {
  /** The access token, fresh enough; undefined when nobody is signed in. */
  token(): Promise<string | undefined>;
  /** The server refused the token: get another. False when there is no way. */
  renew(): Promise<boolean>;
  /** Turns "not signed in" into words that help here. */
  explain(error: unknown): Promise<unknown>;
}

/** A path with its places filled, percent-encoded. */
export function path(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return strings.reduce((text, part, i) => text + encodeURIComponent(String(values[i - 1])) + part);
}

function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** The server's HTTP API: the only way into a running system. */
export class Api {
  constructor(
    private readonly host: Host,
    readonly server: string,
    private readonly language: Language,
    private readonly credentials: Credentials,
  ) {}

  /** @throws CliProblem */
  async get<T>(path: string, query: Query = {}): Promise<T> {
    return (await jsonOf(await this.#send({ method: 'GET', path: `/api${path}${queryText(query)}` }))) as T;
  }

  /** A question too long for an address: records nothing, so it may be asked again. @throws CliProblem */
  async ask<T>(path: string, body: unknown, query: Query = {}): Promise<T> {
    return (await jsonOf(await this.#send(withJson({ method: 'POST', path: `/api${path}${queryText(query)}` }, body)))) as T;
  }

  /** Carry out a command under a key of its own; the same key goes with every repetition after a network failure. @throws CliProblem */
  async command<T = Receipt>(method: Request['method'], path: string, body: unknown, headers: CommandHeaders = {}): Promise<T> {
    return (await jsonOf(await this.#send(withJson({ method, path: `/api${path}`, headers: commandHeaders(this.host.newId(), headers) }, body)))) as T;
  }

  /** Send a file as it is, under a key of its own or one that an earlier attempt had. @throws CliProblem */
  async upload<T>(method: Request['method'], path: string, query: Query, file: SentFile, key = this.host.newId()): Promise<T> {
    const headers = { 'content-type': file.type, 'x-file-name': encodeURIComponent(file.name), 'idempotency-key': key };
    return (await jsonOf(await this.#send({ method, path: `/api${path}${queryText(query)}`, headers, body: file.bytes }))) as T;
  }

  /** The bytes of an answer, with its headers. @throws CliProblem */
  async download(path: string): Promise<{ readonly bytes: Uint8Array; readonly headers: Headers }> {
    const response = await this.#send({ method: 'GET', path: `/api${path}`, headers: { accept: '*/*' } });
    if (!response.ok) await jsonOf(response);
    return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  }

  /** The bytes of an answer as they come, for what may be large. @throws CliProblem */
  async stream(path: string, query: Query): Promise<{ readonly chunks: AsyncIterable<Uint8Array>; readonly headers: Headers }> {
    const response = await this.#send({ method: 'GET', path: `/api${path}${queryText(query)}`, headers: { accept: '*/*' } });
    if (!response.ok || !response.body) await jsonOf(response);
    return { chunks: response.body as unknown as AsyncIterable<Uint8Array>, headers: response.headers };
  }

  /** Something beside `/api`, such as `/health`: its JSON, whatever the status says. @throws CliProblem when it is no JSON */
  async plain<T>(path: string): Promise<{ readonly status: number; readonly body: T }> {
    const response = await this.#send({ method: 'GET', path });
    const text = await response.text();
    try {
      return { status: response.status, body: JSON.parse(text) as T };
    } catch {
      throw problemOfAnswer(response.ok ? 502 : response.status, undefined);
    }
  }

  /** Items of a list, page after page; `most` items in all. */
  async *items<T>(path: string, query: Query, most = Infinity): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages<T>(path, query, most)) yield* page.items;
  }

  /**
   * Pages of a list; a cursor goes on after the last row it saw, so pages neither overlap nor leave a row out that stayed.
   * A moment by its distance from now moves on: the pages after the first are of the position that the first was of.
   */
  async *pages<T>(path: string, query: Query, most = Infinity): AsyncGenerator<Page<T>, void, undefined> {
    let left = most;
    let cursor: string | undefined;
    let moment: Query = {};
    do {
      const limit = Math.min(left, largestPage);
      const page: Page<T> = await this.get(path, { ...query, ...moment, limit, cursor });
      if (isMomentAgo(String(query['asKnownAt']))) moment = { asKnownAt: page.position };
      yield page;
      left -= page.items.length;
      cursor = page.next;
    } while (cursor !== undefined && left > 0);
  }

  /** Server-sent events until the line breaks. @throws CliProblem when the server says no */
  async *live(path: string, query: Query): AsyncGenerator<ServerEvent, void, undefined> {
    const response = await this.#send({ method: 'GET', path: `/api${path}${queryText(query)}`, headers: { accept: 'text/event-stream' } });
    if (!response.ok) await jsonOf(response);
    if (response.body) yield* serverEvents(response.body as unknown as AsyncIterable<Uint8Array>);
  }

  async #send(request: Request): Promise<Response> {
    const token = await this.credentials.token();
    const response = await send(this.host, this.server, this.language, withToken(request, token));
    if (response.status !== 401) return response;
    if (token !== undefined && (await this.credentials.renew())) {
      await response.body?.cancel();
      return send(this.host, this.server, this.language, withToken(request, await this.credentials.token()));
    }
    throw await this.credentials.explain(await jsonOf(response).catch((error: unknown) => error));
  }
}

const largestPage = 500;

const withToken = (request: Request, token: string | undefined): Request =>
  token === undefined ? request : { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };

const withJson = (request: Request, body: unknown): Request =>
  body === undefined ? request : { ...request, headers: { ...request.headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };

function commandHeaders(key: Uuid, { reason, authority, ifRevision }: CommandHeaders): Record<string, string> {
  return {
    'idempotency-key': key,
    ...(reason === undefined ? {} : { 'x-reason': encodeURIComponent(reason) }),
    ...(authority === undefined ? {} : { 'x-authority': encodeURIComponent(authority) }),
    ...(ifRevision === undefined ? {} : { 'if-match': `"${ifRevision}"` }),
  };
}
