import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LeafReader } from '#engine/event-store';
import { silentLog, type Log } from '#engine/telemetry';
import { adoptCheckpoint } from './adopting.js';
import { CheckpointFiles } from './checkpoint-files.js';
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { LedgerDamaged, LedgerStopped, type Damage } from './damage.js';
import { HeardLeaves } from './heard-leaves.js';
import { introduceKey, signingKey, verifiersOf, type KnownKey, type LedgerKey } from './keys.js';
import { Lane } from './lane.js';
import type { LedgerOptions, LedgerState, LedgerStatus } from './ledger-status.js';
import { LedgerTrees } from './ledger-trees.js';
import { formatNote, openNote, type NoteSignature, type NoteVerifier } from './note.js';
import { NotInLedger, proveConsistency, proveInclusion, provenLeaf, type ConsistencyProof, type InclusionProof } from './proving.js';
import { pause } from './pausing.js';
import { readLeaves } from './reading-leaves.js';
import { latestKept, resume, trusted } from './resuming.js';
import { signCheckpoint } from './signing.js';

/** Events are gathered this long before they are taken into the tree, unless somebody waits for them. */
const lingerMs = 25;
/** Leaves taken into the tree between two turns of the event loop. */
const heardAtOnce = 1_000;
const retryMs = 1_000;

/**
 * Hashes every event into an RFC 6962 tree in log order, and signs checkpoints of it. It follows the log on its own; a checkpoint is
 * signed only after its events were read from the disk once more and led to the same root, which extends the one before.
 */
export class Ledger {
  readonly origin: string;
  readonly #options: LedgerOptions;
  readonly #log: Log;
  readonly #lane = new Lane();
  readonly #trees: LedgerTrees;
  readonly #files: CheckpointFiles;
  readonly #waiting = new Set<{ readonly position: number; readonly resolve: () => void; readonly reject: (error: Error) => void }>();
  #reader: LeafReader | undefined;
  #heard: HeardLeaves | undefined;
  #latest: SignedCheckpoint | undefined;
  #running: AbortController | undefined;
  #following: Promise<void> = Promise.resolve();
  #damage: Damage | undefined;
  #fault: string | undefined;

  private constructor(options: LedgerOptions) {
    this.#options = options;
    this.origin = options.origin;
    this.#log = options.log ?? silentLog;
    this.#trees = new LedgerTrees(options.folder, options.second);
    this.#files = new CheckpointFiles(options.folder);
  }

  /** Open the ledger of a log; its first key is made when there is none. @throws MalformedKey for an origin that cannot name a key */
  static async open(options: LedgerOptions): Promise<Ledger> {
    const { keys, origin, clock } = options;
    if (!signingKey(await keys.all())) await introduceKey(keys, origin, clock);
    const ledger = new Ledger(options);
    ledger.#files.keepKeys(await keys.all());
    return ledger;
  }

  /**
   * Resume from the latest kept checkpoint, then follow the log. What contradicts that checkpoint halts the ledger; it does not throw.
   */
  async start(): Promise<void> {
    if (this.#running) return;
    const running = new AbortController();
    this.#running = running;
    this.#reader = this.#options.store.openLeaves();
    this.#heard = new HeardLeaves(this.#options.store, this.#trees.all.map(({ hash }) => hash));
    await this.#lane.run(async () => {
      try {
        this.#latest = latestKept(this.#files, verifiersOf(await this.#options.keys.all()));
        if (this.#latest) await resume(this.#trees, this.#reader!, this.#latest);
      } catch (error) {
        this.#stumble(error);
      }
    });
    this.#following = this.#follow(running.signal);
  }

  /** Stop following; what was signed is on the disk. */
  async stop(): Promise<void> {
    this.#running?.abort();
    await this.#following;
    await this.#lane.run(async () => {
      this.#heard?.end();
      this.#reader?.close();
      this.#reader = undefined;
      this.#running = undefined;
      this.#release(new LedgerStopped('the ledger was stopped'));
    });
  }

  /** Position of the last event in the tree. */
  size(): number {
    return this.#trees.size;
  }

  status(): LedgerStatus {
    const head = this.#reader?.head() ?? this.size();
    const lag = Math.max(0, head - this.size());
    const oldest = lag > 0 && !this.#damage ? this.#reader?.texts(this.size() + 1)?.recordedAt : undefined;
    const state: LedgerState = !this.#running ? 'stopped' : this.#damage ? 'halted' : this.#fault !== undefined ? 'backing-off' : lag > 500 ? 'catching-up' : 'live';
    return {
      state, position: this.size(), lag, lagMs: oldest === undefined ? 0 : Math.max(0, Date.parse(this.#options.clock.now()) - Date.parse(oldest)),
      ...(this.#latest ? { checkpoint: { size: this.#latest.size, ...(this.#latest.time === undefined ? {} : { time: this.#latest.time }) } } : {}),
      ...(this.#damage ? { damage: this.#damage } : {}),
      ...(this.#fault === undefined ? {} : { fault: this.#fault }),
    };
  }

  /** Resolves once the event at a position is in the tree. @throws LedgerDamaged · LedgerStopped when that will not happen */
  async whenIntegrated(position: number): Promise<void> {
    this.#requireSound();
    await this.#lane.run(() => this.#advance(position));
    if (this.size() >= position) return;
    await new Promise<void>((resolve, reject) => this.#waiting.add({ position, resolve, reject }));
  }

  /**
   * Sign the state of the log. Everything recorded by now is in it. Two callers at once get the same checkpoint or one that extends it;
   * nothing new to sign is answered with the latest.
   * @throws LedgerDamaged naming the first bad position, when what is on the disk now is not what was hashed, or contradicts the checkpoint before
   */
  async checkpoint(): Promise<SignedCheckpoint> {
    return this.#lane.run(async () => {
      this.#requireSound();
      try {
        await this.#advance(this.#reader!.head());
        const { store, origin, clock, keys } = this.#options;
        const last = this.#latest;
        if (last?.size === this.size()) return last;
        const next = await signCheckpoint({ trees: this.#trees, store, files: this.#files, origin, clock, key: signingKey(await keys.all())!, ...(last ? { last } : {}) });
        this.#latest = next;
        if (last) this.#trees.forgetPartials(last.size);
        this.#log.info('checkpoint signed', { size: next.size, root: next.root.toString('base64') });
        return next;
      } catch (error) {
        this.#stumble(error);
        throw error;
      }
    });
  }

  /**
   * Keep a checkpoint that another process signed over this log, once the events as they are here lead to the same root; one that is kept
   * already changes nothing. A root that is not ours halts the ledger: one of the two logs was changed.
   * @throws LedgerDamaged · MalformedNote
   */
  async adopt(note: string): Promise<SignedCheckpoint> {
    const { size } = readCheckpoint(note);
    await this.whenIntegrated(size);
    return this.#lane.run(async () => {
      this.#requireSound();
      try {
        const verifiers = verifiersOf(await this.#options.keys.all());
        if (this.#files.sizes.includes(size)) return trusted(this.#files, size, verifiers);
        const last = this.#latest;
        const adopted = await adoptCheckpoint(note, { trees: this.#trees, reader: this.#reader!, files: this.#files, verifiers });
        this.#files.keepKeys(await this.#options.keys.all());
        if (!last || last.size < size) {
          this.#latest = adopted;
          if (last) this.#trees.forgetPartials(last.size);
        }
        return adopted;
      } catch (error) {
        this.#stumble(error);
        throw error;
      }
    });
  }

  /** The latest checkpoint; undefined before the first. */
  latest(): SignedCheckpoint | undefined {
    return this.#latest;
  }

  /** Checkpoints of more events than a size, the smallest first. */
  checkpoints(afterSize = 0, limit = 100): readonly SignedCheckpoint[] {
    return this.#files.sizes.filter((size) => size > afterSize).slice(0, limit).map((size) => this.#files.read(size)!);
  }

  /** Checkpoints of fewer events than a size, the largest first. */
  checkpointsBelow(size = Number.POSITIVE_INFINITY, limit = 100): readonly SignedCheckpoint[] {
    return this.#files.sizes.filter((one) => one < size).slice(-limit).reverse().map((one) => this.#files.read(one)!);
  }

  /** How many checkpoints there are. */
  get checkpointCount(): number {
    return this.#files.sizes.length;
  }

  /** The checkpoint of a size; undefined when there is none. */
  checkpointAt(size: number): SignedCheckpoint | undefined {
    return this.#files.read(size);
  }

  /**
   * Prove an event to be in the tree. It holds, or the ledger throws: every proof is checked before it is given away.
   * @param size the tree; that of the latest checkpoint when absent
   * @throws NotInLedger · LedgerDamaged
   */
  inclusion(position: number, size = this.#latest?.size ?? 0): InclusionProof {
    this.#requireSound();
    return proveInclusion(this.#trees.first, this.#files, position, size);
  }

  /** Prove the tree of one size to be the beginning of that of another. @throws NotInLedger · LedgerDamaged */
  consistency(first: number, second = this.#latest?.size ?? 0): ConsistencyProof {
    this.#requireSound();
    return proveConsistency(this.#trees.first, this.#files, first, second);
  }

  /** The leaf of an event, read from the log and checked against the tree. @throws NotInLedger · LedgerDamaged */
  leafText(position: number): string {
    this.#requireSound();
    return provenLeaf(this.#trees.first, this.#reader!, position);
  }

  /** Public keys, in the order they were introduced. */
  async knownKeys(): Promise<readonly KnownKey[]> {
    return (await this.#options.keys.all()).map(({ verifierKey, from, until }) => ({ verifierKey, from, ...(until === undefined ? {} : { until }) }));
  }

  /** Introduce a new signing key and retire the one before it. The caller records both as facts. */
  async rotateKey(): Promise<{ readonly introduced: KnownKey; readonly retired: KnownKey | undefined }> {
    return this.#lane.run(async () => {
      const { keys, origin, clock } = this.#options;
      const before: LedgerKey | undefined = signingKey(await keys.all());
      const { verifierKey, from } = await introduceKey(keys, origin, clock);
      this.#files.keepKeys(await keys.all());
      return { introduced: { verifierKey, from }, retired: before && { verifierKey: before.verifierKey, from: before.from, until: from } };
    });
  }

  /**
   * Keep a witness's signature with a checkpoint.
   * @throws NotInLedger when there is no such checkpoint · RangeError when the signature does not hold
   */
  async addCosignature(size: number, signature: NoteSignature, verifier: NoteVerifier): Promise<SignedCheckpoint> {
    return this.#lane.run(async () => {
      if (!this.#files.sizes.includes(size)) throw new NotInLedger(`there is no checkpoint of ${size} events`);
      const before = trusted(this.#files, size, verifiersOf(await this.#options.keys.all()));
      const { text, signatures } = openNote(before.note, []);
      if (verifier.name !== signature.name || verifier.keyId !== signature.keyId || !verifier.verify(text, signature.bytes)) throw new RangeError('the signature of the witness does not hold');
      if (!signatures.some(({ keyId, name }) => keyId === signature.keyId && name === signature.name)) this.#files.keep(size, formatNote({ text, signatures: [...signatures, signature] }));
      const after = this.#files.read(size)!;
      if (this.#latest?.size === size) this.#latest = after;
      return after;
    });
  }

  /** Take events into the tree, up to a position at most. */
  async #advance(upTo: number): Promise<void> {
    this.#requireSound();
    const heard = this.#heard!;
    while (this.size() < upTo) {
      heard.forget(this.size());
      const next = this.size() + 1;
      if (heard.first === next) {
        for (const hashes of heard.take(Math.min(heardAtOnce, upTo - this.size()))) this.#trees.appendHashes(hashes);
      } else {
        const leaves = readLeaves(this.#reader!, this.size(), Math.min(upTo, heard.first - 1));
        if (leaves.length === 0) return;
        for (const { prefixed } of leaves) this.#trees.append(prefixed);
      }
      for (const waiting of this.#waiting) {
        if (waiting.position > this.size()) continue;
        this.#waiting.delete(waiting);
        waiting.resolve();
      }
      await this.#trees.flush();
      await nextTurn();
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { wakeUps, pollMs } = this.#options.store;
    while (!signal.aborted && !this.#damage) {
      const { rings } = wakeUps;
      try {
        await this.#lane.run(() => this.#advance(this.#reader!.head()));
        this.#fault = undefined;
        await wakeUps.wait(rings, pollMs, signal);
        await pause(lingerMs, signal);
      } catch (error) {
        this.#stumble(error);
        await pause(retryMs, signal);
      }
    }
  }

  #stumble(error: unknown): void {
    if (error instanceof LedgerDamaged) {
      this.#damage ??= error.damage;
      this.#log.error('the ledger halted', { kind: error.kind, position: error.position });
      this.#release(error);
    } else {
      this.#fault = error instanceof Error ? error.message : String(error);
      this.#log.error('ledger fault', { err: error });
    }
  }

  #release(error: Error): void {
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting.clear();
  }

  #requireSound(): void {
    if (this.#damage) throw new LedgerDamaged(this.#damage);
    if (!this.#running || !this.#reader) throw new LedgerStopped('the ledger is not started');
  }
}
