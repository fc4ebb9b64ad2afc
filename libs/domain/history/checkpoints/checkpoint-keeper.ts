import { derivedId, isRefusal, zhihengNamespace, type Actor, type AnyCommand, type Recorded, type Refusal } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { Envelope, Outcome } from '#engine/commands';
import type { Ledger, SignedCheckpoint } from '#engine/ledger';
import type { Log } from '#engine/telemetry';
import { introduceKey } from './introduce-key.js';
import { ledgerStream, type LedgerEvent } from './ledger.events.js';
import { recordCheckpoint, recordCosignature } from './record-checkpoint.js';

/** A signature that a witness on another machine gave. */
export interface Cosignature {
  readonly witness: string;
  /** Signature lines to be added to the note. */
  readonly lines: string;
}

export interface CheckpointKeeperOptions {
  readonly log: EventStore;
  readonly ledger: Ledger;
  readonly send: (definition: AnyCommand, command: unknown, envelope: Envelope) => Promise<Outcome>;
  readonly actor: Actor;
  /** Anchor what is kept beside the log, before the log is signed. */
  readonly before?: () => Promise<void>;
  /** Told of every new checkpoint, so that witnesses are asked; must not wait for them. */
  readonly signed?: (checkpoint: SignedCheckpoint) => void;
  readonly everyMs: number;
  readonly operating?: Log;
}

/** Facts that follow from signing: by themselves nothing new to sign. */
const own: ReadonlySet<string> = new Set(['history.CheckpointSigned', 'history.CheckpointCosigned']);

/** Signs the log from time to time and when asked, makes the checkpoint a fact, and has it witnessed. */
export class CheckpointKeeper {
  readonly #options: CheckpointKeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: CheckpointKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#quietly(), this.#options.everyMs);
    this.#timer.unref();
    void this.#quietly();
  }

  /** Signs once more what is new, so that a stopped log is a signed log. */
  async stop(): Promise<void> {
    await this.leave();
    await this.#quietly();
  }

  /** Signs nothing more by itself, and waits for what is under way: signing is another process's matter now. */
  async leave(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
  }

  /** Sign now. Answers the latest checkpoint where nothing but the ledger's own facts came after it. */
  sign(): Promise<SignedCheckpoint> {
    return this.#inTurn(() => this.#sign());
  }

  /** Facts for keys that the key store has and the log does not: the first one, and one that was introduced just before a crash. */
  async reconcileKeys(): Promise<void> {
    await this.#inTurn(async () => {
      for (const key of await this.#options.ledger.knownKeys()) await this.#record(introduceKey, { key: key.verifierKey, from: key.from, reason: '密钥库中已启用 · in use by the key store' }, key.verifierKey);
    });
  }

  /** A witness answered: that becomes a fact too. Of a checkpoint that is no longer the last one, nothing is recorded: the later one stands for it. */
  async cosigned({ size, root }: SignedCheckpoint, { witness, lines }: Cosignature): Promise<void> {
    await this.#inTurn(async () => {
      try {
        await this.#record(recordCosignature, { size, root: root.toString('base64'), witness, signatures: lines }, `cosignature-${size}-${witness}`);
      } catch (error) {
        if (!(error instanceof NotRecorded) || error.refusal.refused !== 'history.checkpoint-not-the-last') throw error;
      }
    });
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act, act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #quietly(): Promise<void> {
    try {
      await this.sign();
    } catch (error) {
      this.#options.operating?.error('checkpoint not signed', { err: error });
    }
  }

  async #sign(): Promise<SignedCheckpoint> {
    const { ledger, before } = this.#options;
    await before?.();
    const last = ledger.latest();
    if (last && (await this.#isRecorded(last)) && !(await this.#hasNews(last.size))) return last;
    const signed = await ledger.checkpoint();
    const { origin, size, root, note } = signed;
    await this.#record(recordCheckpoint, { origin, size, root: root.toString('base64'), note }, `checkpoint-${size}`);
    this.#options.signed?.(signed);
    return signed;
  }

  async #hasNews(after: number): Promise<boolean> {
    const { log } = this.#options;
    for (let from = after; ; ) {
      const { events, scannedTo } = await log.readAll({ after: from, limit: 200 });
      if (events.some(({ type }) => !own.has(type))) return true;
      if (events.length < 200) return false;
      from = scannedTo;
    }
  }

  async #isRecorded({ size, root }: SignedCheckpoint): Promise<boolean> {
    const facts = (await this.#options.log.readStream(ledgerStream, { backwards: true, limit: 100 })) as readonly Recorded<LedgerEvent>[];
    const last = facts.find((fact) => fact.type === 'history.CheckpointSigned')?.data as { readonly size: number; readonly root: string } | undefined;
    return last?.size === size && last.root === root.toString('base64');
  }

  async #record(definition: AnyCommand, command: unknown, key: string): Promise<void> {
    const { send, actor, ledger } = this.#options;
    const commandId = derivedId(zhihengNamespace, JSON.stringify(['ledger', ledger.origin, key]));
    const outcome = await send(definition, command, { commandId, retryable: true, actor, correlation: commandId });
    if (isRefusal(outcome)) throw new NotRecorded(outcome);
  }
}

/** The log refused a fact about its own ledger. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
  constructor(readonly refusal: Refusal) {
    super(JSON.stringify(refusal));
  }
}
