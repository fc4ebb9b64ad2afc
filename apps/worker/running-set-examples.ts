import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoDatabase } from '#engine/mongodb';
import { plainKafka } from '../../libs/engine/relay/kafka/brokers-examples.js';
import { startKafka, type LocalKafka } from '../../infra/local/kafka/kafka.mjs';
import { startMongo, type LocalMongo } from '../../infra/mongodb/mongodb.mjs';

const root = join(import.meta.dirname, '../..');
/** Who may send values in these sets. */
export const feedSource = '/trial';

export interface Answer {
  readonly status: number;
  readonly body: any;
  readonly headers: Headers;
}

/** Wait for something that will be so; resolves with the milliseconds it took. @throws Error after the deadline, with what was last seen */
export async function within(withinMs: number, what: string, condition: () => boolean | Promise<boolean>): Promise<number> {
  const begun = performance.now();
  for (let last: unknown; ; ) {
    try {
      if (await condition()) return performance.now() - begun;
    } catch (error) {
      last = error;
    }
    if (performance.now() - begun > withinMs) throw new Error(`${what}: not within ${withinMs} ms${last instanceof Error ? `: ${last.message}` : ''}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A server or a worker of the distributed profile, compiled, as a process of its own in a folder of its own. */
export class Program {
  private child: ChildProcess | undefined;
  printed = '';

  constructor(
    readonly name: string,
    private program: readonly string[],
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Start it, on the folder it had; ready is another matter. */
  start(): this {
    const child = spawn(process.execPath, [...this.program], { env: { PATH: process.env['PATH'], ...this.environment, ZHIHENG_PORT: String(this.port) }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
    child.once('exit', () => this.child === child && (this.child = undefined));
    this.child = child;
    return this;
  }

  get running(): boolean {
    return this.child !== undefined;
  }

  /** From its next start it is another build of the program, on the same folder and port. */
  install(build: string): void {
    const [file, ...more] = this.program;
    this.program = [join(build, file!.slice(file!.indexOf('dist/'))), ...more];
  }

  signal(name: NodeJS.Signals): void {
    this.child?.kill(name);
  }

  /** Resolves with the exit code once it has ended. */
  async end(name: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { child } = this;
    if (!child) return null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(name);
    return ended;
  }

  /** `/health`; undefined where nobody answers within five seconds. */
  async health(): Promise<{ readonly ready: boolean; readonly parts: readonly { readonly name: string; readonly state: string; readonly detail: any }[] } | undefined> {
    const answer = await fetch(`${this.address}/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    return answer?.json() as any;
  }

  async ready(withinMs = 120_000): Promise<number> {
    return within(withinMs, `${this.name} is ready`, async () => {
      if (!this.running) throw new Error(`${this.name} ended:\n${this.printed.slice(-3_000)}`);
      return (await this.health())?.ready === true;
    });
  }
}

/** KurrentDB's protocol peer, FerretDB and one Kafka broker, with servers and workers of the demo city on them, each a process. */
export class RunningSet {
  readonly programs: Program[] = [];
  private readonly tokens = new Map<string, Promise<string>>();
  private turn = 0;
  /** Servers that requests go to, one after another. */
  servers: readonly Program[] = [];

  private constructor(
    private readonly folder: string,
    readonly mongo: LocalMongo,
    readonly kafka: LocalKafka,
    readonly database: MongoDatabase,
    readonly peer: Program,
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Engines, with a server and a worker that have made the city and caught up with it. */
  static async start(): Promise<RunningSet> {
    const folder = mkdtempSync(join(tmpdir(), 'zhiheng-set-'));
    const [mongo, kafka, port] = [await startMongo(), await startKafka({ brokers: 1 }), await freePort()];
    const url = `${mongo.url}zhiheng`;
    const peer = new Program('peer', [join(root, 'dist/libs/engine/event-store/kurrentdb/peer/program.js'), '--port', String(port)], port, {}).start();
    await within(10_000, 'the peer says its address', () => peer.printed.includes('kurrentdb://'));
    const set = new RunningSet(folder, mongo, kafka, await MongoDatabase.connect(url), peer, {
      ZHIHENG_PROFILE: 'distributed', ZHIHENG_KURRENTDB_URL: `kurrentdb://127.0.0.1:${port}?tls=false&keepAliveInterval=-1`, ZHIHENG_MONGODB_URL: url, ZHIHENG_KAFKA_BROKERS: kafka.addresses.join(','), ZHIHENG_KAFKA_REPLICAS: '1',
      ZHIHENG_WORKER: 'external', ZHIHENG_LOG_LEVEL: 'info', ZHIHENG_CHECKPOINT_MINUTES: '1', ZHIHENG_FEED_SOURCES: `${feedSource} all all`,
    });
    const first = await set.server('server-1');
    // Deadlines of the past have acted in their own time: nobody follows the log before the past is in it.
    await within(120_000, 'the past is recorded', async () => (await fetch(`${first.address}/health/live`)).ok);
    const worker = await set.worker('worker-1');
    await within(180_000, 'the city is made', () => first.printed.includes('--as leader'));
    await worker.ready();
    await first.ready();
    set.servers = [first];
    return set;
  }

  /** A further server; the demo city is there already. */
  server(name: string): Promise<Program> {
    return this.launch(name, ['dist/apps/server/main.js', '--demo']);
  }

  worker(name: string): Promise<Program> {
    return this.launch(name, ['dist/apps/worker/main.js']);
  }

  private async launch(name: string, [file, ...more]: readonly string[]): Promise<Program> {
    const data = join(this.folder, name);
    mkdirSync(data);
    const note = join(this.folder, 'server-1', 'demo-city.json');
    if (more.length > 0 && existsSync(note)) cpSync(note, join(data, 'demo-city.json'));
    const program = new Program(name, [join(root, file!), ...more], await freePort(), { ...this.environment, ZHIHENG_DATA: data });
    this.programs.push(program);
    return program.start();
  }

  /** A build of the program in which a projection has another version, as a release that changes its rows has. */
  changedBuild(projection: string, file: string): string {
    const build = join(this.folder, `changed-${projection}`);
    cpSync(join(root, 'dist'), join(build, 'dist'), { recursive: true });
    for (const name of ['package.json', 'docs']) cpSync(join(root, name), join(build, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(build, 'node_modules'));
    const source = readFileSync(join(build, 'dist', file), 'utf8');
    const changed = source.replace(/version: (\d+)/, (_, version: string) => `version: ${Number(version) + 1}`);
    if (changed === source) throw new Error(`${file} names no version`);
    writeFileSync(join(build, 'dist', file), changed);
    return build;
  }

  /** Every lease with its owner. */
  async leases(): Promise<ReadonlyMap<string, string>> {
    const found = await this.database.collection<{ _id: string; owner: string }>('rows.leases').find({}).toArray();
    return new Map(found.map(({ _id, owner }) => [_id, owner]));
  }

  /** Owners that have a lease now. */
  async owners(): Promise<ReadonlySet<string>> {
    return new Set((await this.leases()).values());
  }

  /** Ask one of the servers, in turn; a server that does not answer is passed over, as a proxy does. */
  async call(name: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const token = await this.tokenOf(name);
    for (let tries = 0; ; tries += 1) {
      const server = this.servers[this.turn++ % this.servers.length]!;
      try {
        return await ask(server, method, path, { token, body, headers });
      } catch (error) {
        if (tries > 200) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  /** A token of somebody of the demo city. */
  tokenOf(name: string): Promise<string> {
    if (!this.tokens.has(name)) this.tokens.set(name, this.signIn(name));
    return this.tokens.get(name)!;
  }

  async signIn(name: string, server = this.servers[0]!): Promise<string> {
    const { body: about } = await ask(server, 'GET', '/system');
    const { body } = await ask(server, 'POST', '/sign-in', { body: { loginName: name, password: about.password } });
    return body.accessToken;
  }

  /** Put a value into the topic that statistics systems write to. */
  async feed(id: string, data: { readonly indicator: string; readonly unit: string; readonly period: string; readonly value: string }): Promise<void> {
    const producer = plainKafka(this.kafka.addresses).producer();
    await producer.connect();
    const headers = { 'content-type': 'application/json', ce_specversion: '1.0', ce_id: id, ce_source: feedSource, ce_type: 'quality.indicator.feed.v1', ce_time: new Date().toISOString() };
    await producer.send({ topic: 'quality.indicator.feed.v1', acks: -1, messages: [{ key: data.unit, value: JSON.stringify({ plan: 'nanjing-2023', note: id, ...data }), headers }] });
    await producer.disconnect();
  }

  /** Facts behind a position, oldest first, of a type. */
  async facts(after: number, type: string): Promise<readonly { readonly id: string; readonly type: string; readonly stream: string; readonly position: number; readonly data: any; readonly meta: any }[]> {
    const found = [];
    for (let from = after; ; ) {
      const { status, body } = await this.call('auditor', 'GET', `/events?after=${from}&limit=1000&type=${type}`);
      if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
      found.push(...body.items);
      if (body.scannedTo <= from || body.scannedTo >= body.head) return found;
      from = body.scannedTo;
    }
  }

  /** Position of the last fact. */
  async head(): Promise<number> {
    return (await this.call('auditor', 'GET', '/events?limit=1')).body.head;
  }

  async stop(): Promise<void> {
    for (const program of this.programs) program.signal('SIGCONT');
    await Promise.all(this.programs.map((program) => program.end('SIGKILL')));
    this.peer.signal('SIGCONT');
    await this.peer.end();
    await this.database.close();
    await this.kafka.stop({ clean: false });
    await this.mongo.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Ask one server. @throws the error of `fetch` where it does not answer */
export async function ask(server: Program, method: string, path: string, { token, body, headers = {}, timeoutMs = 20_000 }: { readonly token?: string; readonly body?: unknown; readonly headers?: Record<string, string>; readonly timeoutMs?: number } = {}): Promise<Answer> {
  const response = await fetch(`${server.address}/api${path}`, {
    method, signal: AbortSignal.timeout(timeoutMs),
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
