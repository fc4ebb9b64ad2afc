// A server of the MongoDB protocol on loopback, as a process that tests can kill, freeze and start again on the same files.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { obtainServer } from './obtain.mjs';

export { NotOnThisMachine, notHereExitCode } from '../local/not-here.mjs';
export { obtainServer } from './obtain.mjs';

const longestStartMs = 30_000;

/** Address in `MONGODB_URL`, which wins over a server of our own; undefined without. */
export function givenUrl(environment = process.env) {
  const given = (environment.MONGODB_URL ?? '').trim();
  return given === '' ? undefined : given;
}

/** FerretDB on SQLite files in a folder. */
export class LocalMongo {
  #child;
  #port = 0;
  #log = '';
  #endWithProcess = () => this.#child?.kill('SIGKILL');

  constructor(program, { folder, keep, port = 0 }) {
    this.program = program;
    this.folder = folder;
    this.keep = keep;
    this.#port = port;
    process.once('exit', this.#endWithProcess);
  }

  get url() {
    return `mongodb://127.0.0.1:${this.#port}/`;
  }

  get pid() {
    return this.#child?.pid;
  }

  get running() {
    return this.#child !== undefined;
  }

  /**
   * Start it, on the same files and port as before. It is ready when it has said its address.
   * @throws Error when it does not start, with the end of its log
   */
  async start() {
    if (this.#child) throw new Error('the server runs already');
    const child = spawn(this.program, ['-data', this.folder, '-port', String(this.#port)], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => undefined);
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text) => (this.#log = (this.#log + text).slice(-8_000)));
    child.once('exit', () => this.#child === child && (this.#child = undefined));
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line', { signal: AbortSignal.timeout(longestStartMs) }).then(([text]) => text),
      once(child, 'exit').then(() => undefined),
    ]).catch(() => undefined);
    const port = /^mongodb:\/\/127\.0\.0\.1:(\d+)\/$/.exec(line ?? '')?.[1];
    if (port === undefined) {
      await this.kill();
      throw new Error(`the server does not start:\n${this.#log}`);
    }
    this.#port = Number(port);
    return this;
  }

  /** SIGKILL: as when the machine takes the process away. */
  kill() {
    return this.#end('SIGKILL');
  }

  /** SIGSTOP. */
  pause() {
    this.#child?.kill('SIGSTOP');
  }

  /** SIGCONT. */
  resume() {
    this.#child?.kill('SIGCONT');
  }

  /** The last of what it wrote. */
  log() {
    return this.#log;
  }

  /** Stop it; without a folder of the caller's its data is removed. */
  async stop() {
    await this.#end('SIGTERM');
    process.removeListener('exit', this.#endWithProcess);
    if (!this.keep) rmSync(this.folder, { recursive: true, force: true });
  }

  async #end(signal) {
    const child = this.#child;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/**
 * Start a server and wait until it answers. Without `folder` its data is in a temporary one and removed at the end.
 * @throws NotOnThisMachine without Go or the modules
 */
export async function startMongo({ folder, port } = {}) {
  const program = await obtainServer();
  const own = folder ?? mkdtempSync(join(tmpdir(), 'zhiheng-mongodb-'));
  return new LocalMongo(program, { folder: own, keep: folder !== undefined, port }).start();
}
