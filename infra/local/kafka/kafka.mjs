// Apache Kafka on loopback: one broker, or three with replication 3 and two in sync, each a process that tests can kill, freeze and restart.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import kafkajs from 'kafkajs';
import { Broker } from './broker.mjs';
import { obtainKafka } from './obtain.mjs';

export { NotOnThisMachine, notHereExitCode } from '../not-here.mjs';
export { obtainKafka } from './obtain.mjs';

/** Addresses in `KAFKA_BROKERS`, which win over brokers of our own; undefined without. */
export function givenBrokers(environment = process.env) {
  const given = (environment.KAFKA_BROKERS ?? '').split(',').map((address) => address.trim()).filter((address) => address !== '');
  return given.length > 0 ? given : undefined;
}

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function propertiesOf(id, { ports, controllers, own }) {
  const copies = Math.min(3, ports.length);
  const inSync = copies === 3 ? 2 : 1;
  return {
    'process.roles': 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': controllers.map((port, index) => `${index + 1}@127.0.0.1:${port}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${ports[id - 1]},CONTROLLER://127.0.0.1:${controllers[id - 1]}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${ports[id - 1]}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'auto.create.topics.enable': false,
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'unclean.leader.election.enable': false,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'group.initial.rebalance.delay.ms': 0,
    // A broker that was killed is noticed within seconds, as it must be in a test.
    'broker.session.timeout.ms': 4_000,
    'broker.heartbeat.interval.ms': 500,
    'replica.lag.time.max.ms': 6_000,
    'num.network.threads': 2,
    'num.io.threads': 2,
    'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
    ...own,
  };
}

/** Brokers that belong together. */
export class LocalKafka {
  #endWithProcess = () => this.brokers.forEach((broker) => broker.abandon());

  constructor(brokers, { folder, keep }) {
    this.brokers = brokers;
    this.folder = folder;
    this.keep = keep;
    process.once('exit', this.#endWithProcess);
  }

  /** Addresses for clients. */
  get addresses() {
    return this.brokers.map(({ address }) => address);
  }

  broker(id) {
    const found = this.brokers.find((broker) => broker.id === id);
    if (!found) throw new RangeError(`there is no broker ${id}`);
    return found;
  }

  /**
   * Wait until a number of brokers (all that run, when absent) are in the cluster and it has a controller.
   * @throws Error after the deadline, with the end of the brokers' logs
   */
  async ready({ count = this.brokers.filter(({ running }) => running).length, withinMs = 60_000 } = {}) {
    const { Kafka, logLevel } = kafkajs;
    const deadline = Date.now() + withinMs;
    const up = this.brokers.filter(({ running }) => running);
    let problem;
    while (Date.now() < deadline) {
      if (up.some(({ running }) => !running)) break;
      const answers = await Promise.all(up.map((broker) => broker.answering()));
      if (answers.every(Boolean)) {
        const admin = new Kafka({ brokers: up.map(({ address }) => address), logLevel: logLevel.NOTHING, retry: { retries: 0 }, requestTimeout: 3_000 }).admin();
        try {
          await admin.connect();
          const { brokers, controller } = await admin.describeCluster();
          if (brokers.length >= count && controller !== null) return this;
        } catch (error) {
          problem = error;
        } finally {
          await admin.disconnect().catch(() => undefined);
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Kafka does not answer (${problem?.message ?? 'no connection'}):\n${up.map((broker) => broker.log()).join('\n')}`);
  }

  /** Stop every broker; without `keep` the data is removed. */
  async stop({ clean = true } = {}) {
    await Promise.all(this.brokers.map((broker) => (clean ? broker.stop() : broker.kill())));
    process.removeListener('exit', this.#endWithProcess);
    if (!this.keep) rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Start brokers on loopback, on free ports or on the ones given, and wait until they answer.
 * @throws NotOnThisMachine without Java, Maven or the registry
 */
export async function startKafka({ brokers: count = 1, folder, ports: given, properties = {}, heapMb = count === 1 ? 384 : 256 } = {}) {
  const classPath = obtainKafka();
  const top = folder ?? mkdtempSync(join(tmpdir(), 'zhiheng-kafka-'));
  const all = await freePorts(2 * count);
  const [ports, controllers] = [given ?? all.slice(0, count), all.slice(count)];
  const brokers = ports.map((port, index) => {
    const id = index + 1;
    return new Broker(id, { folder: join(top, `broker-${id}`), classPath, heapMb, port, properties: propertiesOf(id, { ports, controllers, own: properties }) });
  });
  const kafka = new LocalKafka(brokers, { folder: top, keep: folder !== undefined });
  try {
    const clusterId = randomBytes(16).toString('base64url');
    await Promise.all(brokers.map((broker) => broker.format(clusterId)));
    for (const broker of brokers) broker.start();
    return await kafka.ready();
  } catch (error) {
    await kafka.stop({ clean: false });
    throw error;
  }
}
