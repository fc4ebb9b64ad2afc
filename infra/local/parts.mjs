// The servers that `npm run local` can start, each with its data folder, its usual port and the settings it gives.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startKafka } from './kafka/kafka.mjs';
import { startPeer } from './kurrentdb.mjs';
import { startMongo } from '../mongodb/mongodb.mjs';

/** The port, or a free one where another program has it. */
async function portOr(wanted) {
  const free = (port) => new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(port, '127.0.0.1', () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
  return free(wanted).catch(() => free(0));
}

/** A part's `start` resolves with what runs: pids, settings, whether it still runs, its log, and how to stop it. */
export const parts = {
  kafka: {
    title: 'Kafka',
    start: async (data) => {
      const kafka = await startKafka({ folder: join(data, 'kafka'), ports: [await portOr(9092)] });
      const [broker] = kafka.brokers;
      return {
        settings: { ZHIHENG_KAFKA_BROKERS: kafka.addresses.join(','), ZHIHENG_KAFKA_REPLICAS: '1' },
        pid: broker.pid, running: () => broker.running, log: () => broker.log(), stop: () => kafka.stop(),
      };
    },
  },
  mongodb: {
    title: 'MongoDB 协议（FerretDB）· MongoDB protocol (FerretDB)',
    start: async (data) => {
      const mongo = await startMongo({ folder: join(data, 'mongodb'), port: await portOr(27_017) });
      return { settings: { ZHIHENG_MONGODB_URL: `${mongo.url}zhiheng` }, pid: mongo.pid, running: () => mongo.running, log: () => mongo.log(), stop: () => mongo.stop() };
    },
  },
  kurrentdb: {
    title: 'KurrentDB 协议测试端 · test peer of the KurrentDB protocol',
    start: async (data) => {
      const peer = await startPeer({ file: join(data, 'kurrentdb', 'events.log'), port: await portOr(2113) });
      return { settings: { ZHIHENG_KURRENTDB_URL: peer.url }, pid: peer.pid, running: () => peer.running, log: peer.log, stop: peer.stop };
    },
  },
};
