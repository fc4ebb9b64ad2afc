import { join } from 'node:path';
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { namesIn, readIfThere, writeDurably } from './durable-files.js';
import type { KnownKey } from './keys.js';

const fileName = /^(0|[1-9]\d{0,15})\.note$/;

/** Folder of kept checkpoints in a ledger's folder. */
export const checkpointFolder = 'checkpoints';
/** The public keys, for whoever verifies. */
export const keysFile = 'keys.txt';
/** The latest checkpoint, where C2SP tlog-tiles looks for it. */
export const latestFile = 'checkpoint';

/** Checkpoints as they are kept: one note a size. */
export class CheckpointFiles {
  readonly #folder: string;
  #sizes: number[];

  constructor(folder: string) {
    this.#folder = folder;
    this.#sizes = namesIn(join(folder, checkpointFolder)).flatMap((name) => (fileName.test(name) ? [Number(fileName.exec(name)![1])] : [])).sort((a, b) => a - b);
  }

  /** Sizes that have a checkpoint, the smallest first. */
  get sizes(): readonly number[] {
    return this.#sizes;
  }

  /** The note as it lies on the disk; undefined when there is none. */
  bytes(size: number): Buffer | undefined {
    return readIfThere(join(this.#folder, checkpointFolder, `${size}.note`));
  }

  /** @throws MalformedNote */
  read(size: number): SignedCheckpoint | undefined {
    const bytes = this.bytes(size);
    return bytes && readCheckpoint(bytes);
  }

  /** Keep a note durably. */
  keep(size: number, note: string): void {
    writeDurably(join(this.#folder, checkpointFolder, `${size}.note`), note);
    if (!this.#sizes.includes(size)) this.#sizes = [...this.#sizes, size].sort((a, b) => a - b);
    if (size === this.#sizes.at(-1)) writeDurably(join(this.#folder, latestFile), note);
  }

  keepKeys(keys: readonly KnownKey[]): void {
    const text = keysText(keys);
    if (readIfThere(join(this.#folder, keysFile))?.toString('utf8') !== text) writeDurably(join(this.#folder, keysFile), text);
  }
}

/** Public keys as text: a line each, `<verifier key> <from> <until or ->`. */
export const keysText = (keys: readonly KnownKey[]): string => keys.map(({ verifierKey, from, until }) => `${verifierKey} ${from} ${until ?? '-'}\n`).join('');

/** Read {@link keysText}; a line may also hold the key alone. */
export function parseKeysText(text: string): readonly KnownKey[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [verifierKey = '', from = '', until = '-'] = line.trim().split(' ');
    return { verifierKey, from, ...(until === '-' ? {} : { until }) };
  });
}
