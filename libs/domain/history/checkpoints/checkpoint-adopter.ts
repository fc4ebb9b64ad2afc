import { setTimeout as pause } from 'node:timers/promises';
import type { Recorded } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { LedgerDamaged, parseNote, type Ledger, type NoteVerifier } from '#engine/ledger';
import type { Log } from '#engine/telemetry';
import type { LedgerEvent } from './ledger.events.js';

export interface CheckpointAdopterOptions {
  readonly log: EventStore;
  readonly ledger: Ledger;
  /** Keys of the witnesses whose signatures are kept. */
  readonly witnesses: readonly NoteVerifier[];
  readonly operating?: Log;
}

const retryMs = 1_000;

/**
 * Keeps the checkpoints that whichever process signs makes facts of, with their witnesses, in this process's ledger: each was worked out
 * from the events as they are here before. Where several processes run, every one of them so watches the one that signs.
 */
export class CheckpointAdopter {
  readonly #options: CheckpointAdopterOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: CheckpointAdopterOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#follow(this.#options.ledger.latest()?.size ?? 0);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #follow(after: number): Promise<void> {
    const { log, operating } = this.#options;
    const { signal } = this.#stopping;
    for (let done = after; !signal.aborted; ) {
      try {
        for await (const { events, scannedTo } of log.follow({ after: done, types: ['history.Checkpoint'], signal })) {
          for (const event of events as readonly Recorded<LedgerEvent>[]) await keepSigned(event, this.#options);
          done = scannedTo;
        }
      } catch (error) {
        if (signal.aborted) return;
        operating?.error('checkpoint not adopted', { err: error });
        // A ledger that halted stays so until somebody settles it: its state says why.
        if (error instanceof LedgerDamaged) return;
        await pause(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

/**
 * Keep what a fact says was signed: a checkpoint, or a witness's signature on one.
 * @throws LedgerDamaged when the events as they are here do not lead to the checkpoint's root
 */
export async function keepSigned({ type, data }: Recorded<LedgerEvent>, { ledger, witnesses }: Pick<CheckpointAdopterOptions, 'ledger' | 'witnesses'>): Promise<void> {
  if (type === 'history.CheckpointSigned') await ledger.adopt(data.note);
  if (type !== 'history.CheckpointCosigned') return;
  const known = ledger.checkpointAt(data.size);
  if (!known) return;
  const { text } = parseNote(known.note);
  for (const signature of parseNote(`${text}\n${data.signatures.trimEnd()}\n`).signatures) {
    const verifier = witnesses.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (verifier) await ledger.addCosignature(data.size, signature, verifier);
  }
}
