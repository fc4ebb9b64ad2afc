import kafkajs, { type Kafka, type logLevel as LogLevels, type LogEntry } from 'kafkajs';
import { silentLog, type Log, type LogFields } from '#engine/telemetry';

/** How the brokers are reached. Passwords and keys come from the process's settings and are never logged. */
export interface KafkaSettings {
  /** `host:port` of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  /** Name of this process in the brokers' logs; `zhiheng` when absent. */
  readonly clientId?: string;
  /** Encrypted; with PEM texts where the authority is the installation's own or the broker asks for a certificate. */
  readonly tls?: boolean | { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly serverName?: string };
  readonly sasl?: { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; readonly username: string; readonly password: string };
  /** 5 s when absent. */
  readonly connectionTimeoutMs?: number;
  /** After this a broker that is connected and silent counts as away; 30 s when absent. */
  readonly requestTimeoutMs?: number;
}

const loopback = /^(127\.|localhost:|\[::1\])/;

/** @throws RangeError without brokers, and where a password would travel in the clear */
export function checkKafkaSettings({ brokers, sasl, tls }: KafkaSettings): void {
  const bad = brokers.find((address) => !/^\S+:\d{1,5}$/.test(address));
  if (brokers.length === 0 || bad !== undefined) throw new RangeError(bad === undefined ? 'Kafka needs at least one broker' : `"${bad}" is no host:port of a broker`);
  if (sasl?.mechanism === 'plain' && !tls && !brokers.every((address) => loopback.test(address))) {
    throw new RangeError('SASL PLAIN without TLS would send the password in the clear');
  }
}

/**
 * The driver, speaking to our log. Connecting is tried as often as it takes to come past every broker of the list, and a few times more
 * where a caller says so (a group's coordinator takes a moment to be found); sending is its caller's to try again.
 */
export function kafkaClient(settings: KafkaSettings, log: Log = silentLog, retries = 1): Kafka {
  checkKafkaSettings(settings);
  const { brokers, clientId = 'zhiheng', tls, sasl, connectionTimeoutMs = 5_000, requestTimeoutMs = 30_000 } = settings;
  return new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: connectionTimeoutMs,
    authenticationTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retry: { retries: retries + brokers.length, initialRetryTime: 50, maxRetryTime: 1_000 },
    logLevel: kafkajs.logLevel.INFO,
    logCreator: () => (entry) => write(log, entry),
    ...(tls ? { ssl: typeof tls === 'boolean' ? true : tlsOf(tls) } : {}),
    ...(sasl ? { sasl: sasl as { mechanism: 'plain'; username: string; password: string } } : {}),
  });
}

function tlsOf({ ca, cert, key, serverName }: Exclude<KafkaSettings['tls'], boolean | undefined>) {
  return { ...(ca === undefined ? {} : { ca: [ca] }), ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }), ...(serverName === undefined ? {} : { servername: serverName }) };
}

/** A line of the driver. Its errors are warnings here: whether one matters is decided, and said, by who called the driver. */
function write(log: Log, { level, namespace, log: { message, timestamp: _timestamp, ...more } }: LogEntry): void {
  const fields: LogFields = { part: `kafkajs/${namespace}`, ...flat(more) };
  const levels: typeof LogLevels = kafkajs.logLevel;
  if (level === levels.ERROR || level === levels.WARN) log.warn(message, fields);
  else log.debug(message, fields);
}

const shown = new Set(['groupId', 'memberId', 'broker', 'clientId', 'error', 'retryCount', 'retryTime', 'topic', 'partition', 'offset', 'isLeader', 'memberAssignment', 'groupProtocol', 'correlationId']);

/** What helps an operator; buffers, stacks and whole responses stay out of the log. */
function flat(fields: Readonly<Record<string, unknown>>): LogFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => shown.has(name)).map(([name, value]) => [name, value instanceof Error ? value.message : value]));
}

/** Something that Kafka answered or did not answer, under a name an operator can look up. */
export class KafkaFault extends Error {
  override readonly name = 'KafkaFault';
  constructor(
    /** Code of Kafka's protocol such as `NOT_ENOUGH_REPLICAS`, or `NO_CONNECTION`, `NO_ANSWER`, `UNKNOWN`. */
    readonly type: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${type}: ${message}`, options);
  }
}

interface DriverError {
  readonly name?: string;
  readonly message?: string;
  readonly type?: string;
  readonly cause?: unknown;
  readonly originalError?: unknown;
}

/** The driver wraps errors in errors: what is at the bottom is what happened. */
export function faultOf(error: unknown): KafkaFault {
  if (error instanceof KafkaFault) return error;
  for (let at = error as DriverError | undefined, depth = 0; at !== undefined && at !== null && depth < 8; at = (at.cause ?? at.originalError) as DriverError | undefined, depth++) {
    const type = typeof at.type === 'string' && /^[A-Z_]+$/.test(at.type) ? at.type : typeByName[at.name ?? ''];
    if (type) return new KafkaFault(type, at.message ?? '', { cause: error });
  }
  return new KafkaFault('UNKNOWN', error instanceof Error ? error.message : String(error), { cause: error });
}

const typeByName: Readonly<Record<string, string>> = {
  KafkaJSConnectionError: 'NO_CONNECTION',
  KafkaJSConnectionClosedError: 'NO_CONNECTION',
  KafkaJSBrokerNotFound: 'NO_CONNECTION',
  KafkaJSRequestTimeoutError: 'NO_ANSWER',
  KafkaJSTimeout: 'NO_ANSWER',
  KafkaJSSASLAuthenticationError: 'SASL_AUTHENTICATION_FAILED',
  KafkaJSDeleteTopicRecordsError: 'DELETE_RECORDS_FAILED',
};
