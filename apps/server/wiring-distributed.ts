import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId, type Clock } from '#engine/kernel';
import { KurrentDbEventStore, ReplicaRefused } from '#engine/event-store/kurrentdb';
import { KafkaSource } from '#engine/intake/kafka';
import { MongoLedgerKeys } from '#engine/ledger/mongodb';
import { MongoDatabase } from '#engine/mongodb';
import { MongoInbox, MongoNoticeOutbox } from '#engine/notices/mongodb';
import { MongoReactionState } from '#engine/reactions/mongodb';
import { MongoReadStore } from '#engine/read-store/mongodb';
import { kafkaDelivered, KafkaSink, type KafkaSettings } from '#engine/relay/kafka';
import type { Log } from '#engine/telemetry';
import { MongoDossierStore } from '../../libs/domain/cadre-review/dossier-store/mongodb/index.js';
import { MongoDeadLetters } from '../../libs/domain/cadre-review/receipts/mongodb/index.js';
import { MongoDossierKeys } from '../../libs/domain/cadre-review/signed-document/mongodb/index.js';
import { MongoAccessLog } from '../../libs/domain/identity/access-log/mongodb/index.js';
import { MongoSecretStore } from '../../libs/domain/identity/secrets/mongodb/index.js';
import { GridFsEvidenceStore } from '../../libs/domain/reporting/evidence/gridfs/index.js';
import { MongoSealedSeeds } from '../../libs/domain/supervision/sealed-seeds/mongodb-sealed-seeds.js';
import { MongoPeople } from '../../libs/domain/units/people/mongodb-people.js';
import { BadSettings, type Settings } from './settings.js';
import type { KeptStores, Stores } from './stores.js';
import { scratchIn } from './wiring-scratch.js';

/**
 * How long a lease is good without being renewed, and a member of a consumer group without a sign of life (brokers allow no less than
 * six seconds for it): a worker that is killed is replaced within ten seconds, the work of taking over included.
 */
const [leaseMs, intakeSessionMs] = [4_000, 6_000];

export interface DistributedOptions {
  /** The time that facts are recorded at, where it is not the server's: the demo city leads it. */
  readonly clock: Clock;
  readonly realClock: Clock;
  /** Facts carry this clock's time instead of the log server's. */
  readonly demo: boolean;
  readonly operating: Log;
  readonly onStopped: (reason: string) => void;
}

/**
 * The distributed profile: facts in KurrentDB with a replica on this process's disk, everything else in MongoDB, messages to Kafka. Any
 * number of processes may run; leases say who works.
 * @throws BadSettings when the replica here is of another log · StoreUnavailable · the drivers' errors when a server does not answer
 */
export async function openDistributed(settings: Settings, { clock, realClock, demo, operating, onStopped }: DistributedOptions): Promise<Stores> {
  const folder = settings.ZHIHENG_DATA;
  mkdirSync(folder, { recursive: true });
  const database = await MongoDatabase.connect(settings.ZHIHENG_MONGODB_URL!);
  const log = await KurrentDbEventStore.open({
    url: settings.ZHIHENG_KURRENTDB_URL!, path: join(folder, 'replica.db'), clock, recordedBy: demo ? 'clock' : 'server', onStopped: ({ message }) => onStopped(message),
  }).catch(async (error: unknown) => {
    await database.close();
    throw error instanceof ReplicaRefused ? new BadSettings(error.message, { cause: error }) : error;
  });
  await log.current();
  const rows = await MongoReadStore.open(database);
  const kept = await openKeptDatabase(database, realClock);
  const sink = new KafkaSink({ connection: kafkaSettings(settings), topics: { replicationFactor: settings.ZHIHENG_KAFKA_REPLICAS }, log: operating });
  return {
    ...kept, rows, sink, log,
    replica: () => log.status(),
    origin: log.info.origin,
    // A group for each topic: the driver gives the members of one group the topics of whoever leads it, and to the others none.
    source: (topic) => new KafkaSource({ connection: kafkaSettings(settings), topic, group: `zhiheng.${topic}`, sessionTimeoutMs: intakeSessionMs, topics: { replicationFactor: settings.ZHIHENG_KAFKA_REPLICAS }, clock: realClock, log: operating }),
    receiptsAsMessages: true,
    // Receivers subscribe to the topics themselves.
    outgoing: undefined, delivered: kafkaDelivered({ connection: kafkaSettings(settings), group: 'zhiheng', clock: realClock, log: operating }),
    openScratch: scratchIn(folder),
    lease: { leases: rows, owner: newId(), forMs: leaseMs },
    close: async () => {
      await Promise.all([kept, rows, sink].map((store) => store.close()));
      await log.close();
      await database.close();
    },
  };
}

/** What a database keeps beside the log. The connection is the caller's. */
export async function openKeptDatabase(database: MongoDatabase, uploads: Clock): Promise<KeptStores> {
  const stores = {
    reactionState: await MongoReactionState.open(database),
    noticeState: await MongoReactionState.open(database, 'notice-processes'), noticeOutbox: await MongoNoticeOutbox.open(database), inbox: await MongoInbox.open(database),
    ledgerKeys: await MongoLedgerKeys.open(database),
    people: await MongoPeople.open(database),
    sealedSeeds: await MongoSealedSeeds.open(database),
    secrets: await MongoSecretStore.open(database),
    accessLog: await MongoAccessLog.open(database),
    dossiers: await MongoDossierStore.open(database), dossierKeys: await MongoDossierKeys.open(database), deadLetters: await MongoDeadLetters.open(database),
  };
  return {
    ...stores,
    evidence: await GridFsEvidenceStore.open(database, uploads),
    close: async () => void (await Promise.all(Object.values(stores).map((store) => store.close()))),
  };
}

/** How Kafka is reached. */
export function kafkaSettings({ ZHIHENG_KAFKA_BROKERS: brokers = '', ZHIHENG_KAFKA_TLS: tls, ZHIHENG_KAFKA_SASL: sasl }: Settings): KafkaSettings {
  const [mechanism, username, ...password] = sasl?.split(':') ?? [];
  return {
    brokers: brokers.split(','), clientId: 'zhiheng', tls,
    ...(mechanism && username ? { sasl: { mechanism: mechanism as 'plain', username, password: password.join(':') } } : {}),
  };
}
