export { NotOnThisMachine, notHereExitCode } from '../local/not-here.mjs';

/** Path of the server's program, built when it is not there yet. @throws NotOnThisMachine */
export function obtainServer(): Promise<string>;

/** Address in `MONGODB_URL`, which wins over a server of our own; undefined without. */
export function givenUrl(environment?: Readonly<Record<string, string | undefined>>): string | undefined;

export interface LocalMongo {
  readonly url: string;
  readonly pid: number | undefined;
  readonly running: boolean;
  readonly folder: string;
  /** Start again on the same files and port. */
  start(): Promise<LocalMongo>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGSTOP. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** The last of what it wrote. */
  log(): string;
  /** SIGTERM; data in a folder of its own choice is removed. */
  stop(): Promise<void>;
}

export interface LocalMongoOptions {
  /** Where the data stays after the end; a temporary folder, removed at the end, when absent. */
  readonly folder?: string;
  /** A free one when absent. */
  readonly port?: number;
}

/** Start a server on loopback and wait until it answers. @throws NotOnThisMachine */
export function startMongo(options?: LocalMongoOptions): Promise<LocalMongo>;
