import type { Language } from '#engine/kernel';
import { cliProblem, problemOfAnswer, type CliProblem } from '../command-line/problem.js';
import { Interrupted } from '../terminal/ask.js';
import type { Host } from '../terminal/host.js';

/** One request to the server. Sent again as it is when the network fails: commands carry an Idempotency-Key, so nothing happens twice. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the server's address, with the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Whether sending it twice could do it twice. */
const repeatable = ({ method, headers }: Request): boolean => method === 'GET' || headers?.['idempotency-key'] !== undefined;

const waits = [300, 1_000, 3_000];
const longestAskedWait = 5_000;

export const httpTexts = {
  unreachable: {
    title: { zh: '无法连接服务器 {server}（{reason}）。', en: 'The server {server} cannot be reached ({reason}).' },
    remedy: { zh: '请确认服务器已启动、地址无误（--server 或 ZHIHENG_SERVER）。', en: 'Check that the server runs and the address is right (--server or ZHIHENG_SERVER).' },
  },
  unsure: {
    title: { zh: '连接 {server} 中断（{reason}），不知道操作是否已记录。', en: 'The connection to {server} broke ({reason}); whether the command was recorded is not known.' },
    remedy: { zh: '请先查看现状，再决定是否重做。', en: 'Look at how things stand before doing it again.' },
  },
  badServer: {
    title: { zh: '“{server}”不是服务器地址。', en: '"{server}" is not the address of a server.' },
    remedy: { zh: '地址应写作 http://主机：端口 或 https://主机。', en: 'Write http://host:port or https://host.' },
  },
} as const;

/** The origin of a server's address. @throws CliProblem */
export function serverOrigin(server: string): string {
  const address = URL.canParse(server) ? new URL(server) : undefined;
  if (!address || !/^https?:$/.test(address.protocol) || address.username !== '') throw cliProblem('cli.bad-server', 'invalid', httpTexts.badServer, { server });
  return `${address.origin}${address.pathname.replace(/\/+$/, '')}`;
}

/**
 * Send a request; again after network failures and where the server asks for a short wait.
 * @throws CliProblem when no answer came
 * @throws Interrupted on Ctrl-C
 */
export async function send(host: Host, server: string, language: Language, request: Request): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    const wait = waits[attempt];
    try {
      const response = await fetch(`${server}${request.path}`, {
        method: request.method, signal: host.signal, redirect: 'error',
        headers: { accept: 'application/json, application/problem+json;q=0.9', ...request.headers, 'accept-language': language === 'zh' ? 'zh-CN' : 'en' },
        ...(request.body === undefined ? {} : { body: request.body as NonNullable<RequestInit['body']> }),
      });
      const asked = shortWait(response);
      if (asked === undefined || wait === undefined || !repeatable(request)) return response;
      await response.body?.cancel();
      await pause(host, asked);
    } catch (error) {
      if (host.signal.aborted) throw new Interrupted();
      if (wait === undefined || !repeatable(request) || refusedToConnect(error)) throw unreachable(server, request, error);
      await pause(host, wait);
    }
  }
}

async function pause(host: Host, ms: number): Promise<void> {
  try {
    await host.sleep(ms, host.signal);
  } catch {
    throw new Interrupted();
  }
}

/** How long the server asks to wait before the same request has a chance; undefined when not, or too long. */
function shortWait(response: Response): number | undefined {
  if (response.status !== 503) return undefined;
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return seconds * 1_000 <= longestAskedWait ? seconds * 1_000 : undefined;
}

const codeOf = (error: unknown): string => String((error as { cause?: { code?: unknown } } | null)?.cause?.code ?? '');

/** Nobody listens there: waiting helps a person less than being told. */
const refusedToConnect = (error: unknown): boolean => ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ERR_INVALID_URL'].includes(codeOf(error));

function unreachable(server: string, request: Request, error: unknown): CliProblem {
  const reason = codeOf(error) || (error instanceof Error ? error.message : String(error));
  const text = request.method === 'GET' || refusedToConnect(error) ? httpTexts.unreachable : httpTexts.unsure;
  return cliProblem(text === httpTexts.unsure ? 'cli.outcome-unknown' : 'cli.unreachable', 'failed', text, { server, reason });
}

/**
 * The JSON of an answer.
 * @throws CliProblem for an answer that says no, or is not JSON
 */
export async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    throw problemOfAnswer(response.ok ? 502 : response.status, undefined);
  }
  if (!response.ok) throw problemOfAnswer(response.status, body);
  return body;
}
