export { NotOnThisMachine, notHereExitCode } from '../not-here.mjs';

/** Class path of the broker. @throws NotOnThisMachine */
export function obtainKafka(): string;

/** Addresses in `KAFKA_BROKERS`, which win over brokers of our own; undefined without. */
export function givenBrokers(environment?: Readonly<Record<string, string | undefined>>): readonly string[] | undefined;

export interface LocalBroker {
  /** 1, 2, 3. */
  readonly id: number;
  readonly port: number;
  readonly address: string;
  readonly pid: number | undefined;
  readonly running: boolean;
  /** Start again on the same data and port. */
  start(): void;
  /** Whether its port takes connections. */
  answering(): Promise<boolean>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM. */
  stop(): Promise<void>;
  /** SIGSTOP. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** The last of what it wrote. */
  log(): string;
}

export interface LocalKafka {
  readonly brokers: readonly LocalBroker[];
  readonly folder: string;
  readonly addresses: readonly string[];
  broker(id: number): LocalBroker;
  /** Wait until so many brokers are in the cluster, all that run when absent. @throws Error after the deadline, 60 s when absent */
  ready(options?: { readonly count?: number; readonly withinMs?: number }): Promise<LocalKafka>;
  /** Stop every broker; data in a folder of its own choice is removed. */
  stop(options?: { readonly clean?: boolean }): Promise<void>;
}

export interface LocalKafkaOptions {
  /** 1 when absent; 3 have replication 3 and need two in sync. */
  readonly brokers?: number;
  /** Where the data stays after the end; a temporary folder, removed at the end, when absent. */
  readonly folder?: string;
  /** One for each broker; free ones when absent. */
  readonly ports?: readonly number[];
  /** More broker properties. */
  readonly properties?: Readonly<Record<string, string | number | boolean>>;
  /** Heap of each broker in MiB: 384 for one, 256 for several when absent. */
  readonly heapMb?: number;
}

/** Start brokers on loopback and wait until they answer. @throws NotOnThisMachine */
export function startKafka(options?: LocalKafkaOptions): Promise<LocalKafka>;
