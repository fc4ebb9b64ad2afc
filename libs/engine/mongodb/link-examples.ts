import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const headerSize = 16;
const greetings = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions']);

/** What befalls one command: lost on its way, done but never answered, held until it is let go, or held and then never answered. */
export type Mishap = 'lost' | 'unanswered' | 'held' | 'held-unanswered';

/** A line to a server of the MongoDB protocol on which something befalls a chosen command; greetings do not count. */
export class Link {
  private readonly sockets = new Set<Socket>();
  private count = 0;
  private planned: { readonly at: number; readonly mishap: Mishap } | undefined;
  private reached: () => void = () => undefined;
  private letGo: () => void = () => undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (client) => this.carry(client));
  }

  static async open(url: string): Promise<Link> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Link(server, new URL(url));
  }

  /** Address of the same database by way of this line. */
  get url(): string {
    const url = new URL(this.target.href);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    url.searchParams.set('directConnection', 'true');
    return url.href;
  }

  /** From now on, the n-th command meets a mishap. Resolves when it has. */
  plan(n: number, mishap: Mishap): Promise<void> {
    this.count = 0;
    this.planned = { at: n, mishap };
    return new Promise((resolve) => (this.reached = resolve));
  }

  /** Let every later command pass. Resolves with the number of commands since the plan was made. */
  clear(): number {
    this.planned = undefined;
    this.letGo();
    return this.count;
  }

  async close(): Promise<void> {
    this.clear();
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private carry(client: Socket): void {
    const server = connect(Number(this.target.port || 27_017), this.target.hostname);
    let unanswered = false;
    let waiting: Buffer = Buffer.alloc(0);
    let queue: Promise<void> = Promise.resolve();
    for (const [one, other] of [[client, server], [server, client]] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
    server.on('data', (answer) => (unanswered ? client.destroy() : client.write(answer)));
    client.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length >= headerSize && waiting.length >= waiting.readUInt32LE(0)) {
        const message = waiting.subarray(0, waiting.readUInt32LE(0));
        waiting = waiting.subarray(message.length);
        queue = queue.then(async () => {
          const mishap = this.befalls(message);
          if (mishap === 'lost') return void client.destroy();
          if (mishap === 'unanswered' || mishap === 'held-unanswered') unanswered = true;
          if (mishap === 'held' || mishap === 'held-unanswered') await new Promise<void>((resolve) => (this.letGo = resolve));
          server.write(message);
        });
      }
    });
  }

  private befalls(message: Buffer): Mishap | undefined {
    if (!this.planned || greetings.has(commandOf(message))) return undefined;
    this.count += 1;
    if (this.count !== this.planned.at) return undefined;
    queueMicrotask(this.reached);
    return this.planned.mishap;
  }
}

/** The first key of a message's first document names the command. Older kinds of message are greetings. */
function commandOf(message: Buffer): string {
  const opMsg = 2013;
  const name = headerSize + 4 + 1 + 4 + 1;
  return message.readUInt32LE(12) === opMsg ? message.toString('utf8', name, message.indexOf(0, name)) : 'hello';
}
