import type { Readable, Writable } from 'node:stream';
import type { Clock, Uuid } from '#engine/kernel';

export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface InputStream extends Readable {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
}

/** What the command line takes from the machine it runs on. Specs hand in streams, folders and servers of their own. */
export interface Host {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
  readonly clock: Clock;
  readonly newId: () => Uuid;
  /** @throws when the signal aborts */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Aborted by Ctrl-C, or when nobody reads the output any more. */
  readonly signal: AbortSignal;
}
