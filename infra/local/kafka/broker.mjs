// One Kafka broker (KRaft, controller and broker in one) as a child process, on data that outlives the process.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { tie } from '../leash.mjs';

// A broker does not outlive the process that started it, however that one ends: the kernel sees to it, or a watcher where it cannot.
const leash = spawnSync('setpriv', ['--pdeathsig', 'SIGKILL', 'true']).status === 0 ? ['setpriv', '--pdeathsig', 'SIGKILL'] : [];

const jvm = (heapMb) => [
  `-Xmx${heapMb}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true', '-Dorg.slf4j.simpleLogger.log.kafka.server=error',
];

export class Broker {
  #child;
  #paused = false;

  constructor(id, { folder, classPath, heapMb, properties, port }) {
    this.id = id;
    this.port = port;
    this.address = `127.0.0.1:${port}`;
    this.folder = folder;
    this.logFile = join(folder, 'broker.log');
    this.classPath = classPath;
    this.heapMb = heapMb;
    mkdirSync(folder, { recursive: true });
    const lines = Object.entries({ ...properties, 'log.dirs': join(folder, 'data') }).map(([name, value]) => `${name}=${value}`);
    writeFileSync(join(folder, 'server.properties'), `${lines.join('\n')}\n`);
  }

  get pid() {
    return this.#child?.pid;
  }

  get running() {
    return this.#child !== undefined;
  }

  /** Write the first metadata, unless the data is there already. */
  format(clusterId) {
    if (existsSync(join(this.folder, 'data', 'meta.properties'))) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const child = spawn('java', [...jvm(128), '-cp', this.classPath, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', join(this.folder, 'server.properties')]);
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
      child.on('error', reject);
      child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`the storage of broker ${this.id} could not be formatted: ${said.slice(-2_000)}`))));
    });
  }

  /** Start, or start again on the same data. Resolves at once: whether it answers is {@link answering}'s matter. */
  start() {
    if (this.#child) throw new Error(`broker ${this.id} is running`);
    const log = openSync(this.logFile, 'a');
    const [program, ...given] = [...leash, 'java', ...jvm(this.heapMb), '-cp', this.classPath, 'kafka.Kafka', join(this.folder, 'server.properties')];
    const child = spawn(program, given, { stdio: ['ignore', log, log] });
    closeSync(log);
    child.unref();
    this.#child = child;
    this.#paused = false;
    const untie = leash.length === 0 && child.pid !== undefined ? tie(child.pid) : () => undefined;
    child.once('exit', () => {
      untie();
      if (this.#child === child) this.#child = undefined;
    });
  }

  /** Whether its port takes connections. */
  answering() {
    return new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: this.port, timeout: 1_000 });
      const settle = (answer) => {
        socket.destroy();
        resolve(answer);
      };
      socket.once('connect', () => settle(true)).once('error', () => settle(false)).once('timeout', () => settle(false));
    });
  }

  /** SIGKILL: what was not on disk is lost. */
  kill() {
    return this.#end('SIGKILL');
  }

  /** Stop cleanly; killed when it takes longer than 20 s. */
  async stop() {
    if (!this.#child) return;
    this.resume();
    const timer = setTimeout(() => this.#child?.kill('SIGKILL'), 20_000);
    await this.#end('SIGTERM');
    clearTimeout(timer);
  }

  /** SIGSTOP: connections stay, nothing is answered. */
  pause() {
    this.#paused = this.#child?.kill('SIGSTOP') ?? false;
  }

  resume() {
    if (this.#paused) this.#child?.kill('SIGCONT');
    this.#paused = false;
  }

  /** End without waiting, for the end of the process that started it. */
  abandon() {
    this.#child?.kill('SIGKILL');
  }

  /** The last of what it wrote. */
  log() {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').slice(-4_000) : '';
  }

  #end(signal) {
    const child = this.#child;
    if (!child) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  }
}
