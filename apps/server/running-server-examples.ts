import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface Answer {
  readonly status: number;
  readonly body: any;
  readonly headers: Headers;
}

/** The compiled server with the demo city as a process of its own, as `npm start` runs it, and people who ask it over HTTP. */
export class RunningServer {
  private readonly tokens = new Map<string, string>();

  private constructor(
    private process: ChildProcess,
    /** Its data folder. */
    readonly data: string,
    public address: string,
    readonly printed: string,
  ) {}

  /** @param data a folder that is there already, such as a restored one; removed when it is stopped */
  static async start(data = mkdtempSync(join(tmpdir(), 'zhiheng-journey-'))): Promise<RunningServer> {
    const { server, address, printed } = await launch(data);
    return new RunningServer(server, data, address, printed);
  }

  /** As somebody of the demo city, by login name; nobody when absent. */
  async call(name: string | undefined, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const token = name && (await this.tokenOf(name));
    const response = await fetch(`${this.address}/api${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  }

  /** The token of somebody of the demo city. */
  async tokenOf(name: string): Promise<string> {
    if (!this.tokens.has(name)) this.tokens.set(name, await this.signIn(name));
    return this.tokens.get(name)!;
  }

  /** Another process on the same data: the log has one writer, so it ends at once. */
  async startTwice(): Promise<void> {
    await launch(this.data);
  }

  /** End it and start a new process on the same data; `between` finds the data at rest. */
  async restart(between?: () => Promise<void>): Promise<void> {
    await this.end();
    await between?.();
    const { server, address } = await launch(this.data);
    this.process = server;
    this.address = address;
  }

  /** Kill it hard and start it again, so many times, whatever it is at. */
  static async killedWhileStarting(afterMs: readonly number[]): Promise<RunningServer> {
    const data = mkdtempSync(join(tmpdir(), 'zhiheng-killed-'));
    for (const ms of afterMs) {
      const server = spawn(process.execPath, [join(root, 'dist/apps/server/main.js'), '--demo'], { env: { ...process.env, ZHIHENG_DATA: data, ZHIHENG_PORT: '0', ZHIHENG_LOG_LEVEL: 'error' }, stdio: 'ignore' });
      const ended = new Promise((resolve) => server.on('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, ms));
      server.kill('SIGKILL');
      await ended;
    }
    return RunningServer.start(data);
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Sign in anew. */
  async signIn(name: string): Promise<string> {
    const { body: about } = await this.call(undefined, 'GET', '/system');
    const { body } = await this.call(undefined, 'POST', '/sign-in', { loginName: name, password: about.password });
    return body.accessToken;
  }

  /** Ask the process to end, and wait until it has. */
  end(): Promise<void> {
    if (this.process.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.process.removeAllListeners('exit').on('exit', () => resolve());
      this.process.kill('SIGTERM');
    });
  }
}

function launch(data: string): Promise<{ server: ChildProcess; address: string; printed: string }> {
  const server = spawn(process.execPath, [join(root, 'dist/apps/server/main.js'), '--demo'], {
    env: { ...process.env, ZHIHENG_DATA: data, ZHIHENG_PORT: '0', ZHIHENG_LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let printed = '';
    server.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      const address = /http:\/\/\S+/.exec(printed)?.[0];
      if (address && printed.includes('--as leader')) resolve({ server, address, printed });
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)));
  });
}
