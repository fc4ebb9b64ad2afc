// What specs of the command line start from; the program itself never imports it.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runCommandLine } from './command-line/run.js';
import { commandTree } from './commands.js';
import type { Host, InputStream } from './terminal/host.js';

export interface TestHost extends Host {
  readonly home: string;
  /** What was written so far. */
  readonly written: { readonly stdout: string; readonly stderr: string };
  /** What `sleep` was asked for; it returns at once. */
  readonly slept: readonly number[];
  readonly stop: AbortController;
  /** The clock's time; specs move it. */
  now: string;
  dispose(): void;
}

/** A machine in memory: streams that remember, a folder of its own, a clock that stands, and no waiting. */
export function testHost(changes: { readonly stdin?: InputStream; readonly env?: Readonly<Record<string, string>> } = {}): TestHost {
  const home = mkdtempSync(join(tmpdir(), 'zhiheng-cli-'));
  const texts = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => new PassThrough().on('data', (chunk: Buffer) => void (texts[name] += chunk.toString('utf8')));
  const stop = new AbortController();
  const slept: number[] = [];
  const host: TestHost = {
    home, stop, slept, now: '2026-01-05T02:00:00.000Z',
    stdin: changes.stdin ?? new PassThrough().end(), stdout: stream('stdout'), stderr: stream('stderr'),
    env: { XDG_CONFIG_HOME: home, ...changes.env }, platform: process.platform, newId: randomUUID, signal: stop.signal,
    clock: { now: () => host.now },
    sleep: async (ms: number) => {
      if (stop.signal.aborted) throw new Error('aborted');
      slept.push(ms);
    },
    get written() {
      return { ...texts };
    },
    dispose: () => rmSync(home, { recursive: true, force: true }),
  };
  return host;
}

/** Carry out a command line on a test host. */
export const run = (host: TestHost, ...argv: readonly string[]): Promise<number> => runCommandLine(commandTree, argv, host);

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedServer {
  readonly address: string;
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** A real HTTP server on this machine that answers as the spec says: `undefined` breaks the line without an answer. */
export async function scriptedServer(answer: (request: SeenRequest, count: number, response: ServerResponse) => { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> } | 'handled' | undefined): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const request = { method: message.method!, path: message.url!, headers: message.headers, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(request);
      const reply = answer(request, seen.length, response);
      if (reply === 'handled') return;
      if (reply === undefined) return void message.socket.destroy();
      const { status = 200, body, headers = {} } = reply;
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** Problem details as the server writes them. */
export const problemBody = (status: number, code: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type: `urn:zhiheng:problem:${code}`, status, code, title: '报告期已关闭。', detail: '请申请重开。',
  text: { title: { zh: '报告期已关闭。', en: 'The period is closed.' }, remedy: { zh: '请申请重开。', en: 'Ask for it to be reopened.' } }, ...more,
});
