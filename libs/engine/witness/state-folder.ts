import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoint, type SignedCheckpoint } from '#engine/ledger';
import { crashPoint } from '../testing/crash-point.js';

/** What a witness must never forget: the checkpoint it cosigned last, of each ledger. */
export interface WitnessState {
  /** @throws DamagedState */
  last(origin: string): SignedCheckpoint | undefined;
  /** On the disk when it returns. */
  remember(checkpoint: SignedCheckpoint): void;
}

/** What a witness remembered of a ledger cannot be read: it cosigns nothing of it until somebody has looked. */
export class DamagedState extends Error {
  override readonly name = 'DamagedState';
  constructor(
    readonly file: string,
    cause?: unknown,
  ) {
    super(`${file} 已损坏，见证方不再为该账本签名。\n${file} is damaged; nothing of that ledger is cosigned.`, { cause });
  }
}

/** A checkpoint a file, named by the hash of the ledger's name: an operator can read it, and any tool that knows signed notes. */
export class StateFolder implements WitnessState {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  last(origin: string): SignedCheckpoint | undefined {
    const file = this.#fileOf(origin);
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    let checkpoint: SignedCheckpoint;
    try {
      checkpoint = readCheckpoint(bytes);
    } catch (cause) {
      throw new DamagedState(file, cause);
    }
    if (checkpoint.origin !== origin) throw new DamagedState(file);
    return checkpoint;
  }

  remember({ origin, note }: SignedCheckpoint): void {
    writeWhole(this.#folder, this.#fileOf(origin), note);
  }

  #fileOf(origin: string): string {
    return join(this.#folder, `${createHash('sha256').update(origin, 'utf8').digest('hex').slice(0, 32)}.note`);
  }
}

/** Written beside, flushed, renamed, and the folder flushed: after a crash there is the whole new text or the whole old one. */
export function writeWhole(folder: string, file: string, text: string): void {
  const part = `${file}.part`;
  const opened = openSync(part, 'w', 0o600);
  try {
    writeSync(opened, text);
    crashPoint('witness-written');
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  crashPoint('witness-flushed');
  renameSync(part, file);
  // Windows keeps names by itself and has no way to ask.
  if (process.platform === 'win32') return;
  const folderHandle = openSync(folder, 'r');
  try {
    fsyncSync(folderHandle);
  } finally {
    closeSync(folderHandle);
  }
}
