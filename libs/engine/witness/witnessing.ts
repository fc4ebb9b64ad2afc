import type { Bilingual, Clock, Instant } from '#engine/kernel';
import type { SignedCheckpoint } from '#engine/ledger';
import { askWitness, postOverHttp, WitnessFault, type ConsistencyProofs, type Post, type WitnessAddress, type WitnessCosignature, type WitnessFaultCode } from './ask-witness.js';

/** How witnessing fares with one witness. */
export interface WitnessStatus {
  readonly witness: string;
  readonly url: string;
  /** `waiting`: nothing to cosign yet, or the first question is under way · `current` · `failing`. */
  readonly state: 'waiting' | 'current' | 'failing';
  /** Last cosigned size, and when. */
  readonly size?: number;
  readonly at?: Instant;
  readonly fault?: { readonly code: WitnessFaultCode; readonly since: Instant; readonly failures: number };
}

export interface WitnessingOptions {
  readonly witnesses: readonly WitnessAddress[];
  readonly consistency: ConsistencyProofs;
  /** A verified cosignature. A throw is told to {@link report} and does not stop the others. */
  readonly cosigned: (checkpoint: SignedCheckpoint, cosignature: WitnessCosignature) => Promise<void>;
  readonly clock: Clock;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly post?: Post;
  /** How long a witness may take to answer; 5 s when absent. */
  readonly timeoutMs?: number;
  readonly report?: (witness: string, error: unknown) => void;
}

const firstWaitMs = 1_000;
const longestWaitMs = 5 * 60_000;

export const witnessTexts = {
  waiting: { zh: '尚无检查点可供见证。', en: 'No checkpoint to witness yet.' },
  current: { zh: '最近的检查点已见证。', en: 'The latest checkpoint is witnessed.' },
  unreachable: { zh: '见证方无法连接，将继续重试；签名与记录不受影响。', en: 'The witness cannot be reached and is tried again; signing and recording go on.' },
  fault: { zh: '见证方出错，将继续重试。', en: 'The witness fails and is tried again.' },
  'unknown-ledger': { zh: '见证方不认识本账本，请把账本公钥交给见证方。', en: 'The witness does not know this ledger: give it the public key.' },
  'key-not-trusted': { zh: '见证方不信任签名所用的密钥；更换密钥后请告知见证方。', en: 'The witness does not trust the signing key: tell it about a new key.' },
  'witness-ahead': { zh: '见证方见过更大的检查点：本日志可能由旧备份恢复，请立即核查。', en: 'The witness has seen a larger checkpoint: this log may be an old backup. Find out at once.' },
  'histories-differ': { zh: '见证方见过的历史与本日志不一致，请立即用 zhiheng verify 核查并保留现场。', en: 'The witness has seen another history than this log: run zhiheng verify at once and keep everything as it is.' },
  'bad-answer': { zh: '见证方的签名不符，请核对其公钥。', en: "The witness's signature does not hold: check its public key." },
  'ledger-fault': { zh: '账本不能给出一致性证明，请用 zhiheng verify 核查。', en: 'The ledger gives no consistency proof: check it with zhiheng verify.' },
} as const satisfies Record<string, Bilingual>;

/** What a status says to an operator. */
export const witnessText = ({ state, fault }: WitnessStatus): Bilingual => (fault ? witnessTexts[fault.code] : witnessTexts[state === 'current' ? 'current' : 'waiting']);

/**
 * Has each new checkpoint cosigned, by every witness at its own pace: one that is away is asked again, later and later, and holds nobody
 * up. Only the newest checkpoint is asked for, since it stands for all before it.
 */
export class Witnessing {
  readonly #options: WitnessingOptions;
  readonly #desks: readonly Desk[];
  #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: WitnessingOptions) {
    this.#options = options;
    this.#desks = options.witnesses.map((address) => new Desk(address, options));
  }

  start(): void {
    this.#stop = new AbortController();
    this.#running = Promise.all(this.#desks.map((desk) => desk.run(this.#stop.signal)));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** There is a new checkpoint. Returns at once. */
  submit(checkpoint: SignedCheckpoint): void {
    for (const desk of this.#desks) desk.submit(checkpoint);
  }

  status(): readonly WitnessStatus[] {
    return this.#desks.map((desk) => desk.status());
  }

  /** Whether every witness has the newest checkpoint; nothing is under way then. */
  get settled(): boolean {
    return this.#options.witnesses.length === 0 || this.#desks.every((desk) => desk.settled);
  }
}

class Desk {
  readonly #address: WitnessAddress;
  readonly #options: WitnessingOptions;
  #pending: SignedCheckpoint | undefined;
  #done: { readonly size: number; readonly at: Instant } | undefined;
  #fault: WitnessStatus['fault'];
  #wake: () => void = () => undefined;

  constructor(address: WitnessAddress, options: WitnessingOptions) {
    this.#address = address;
    this.#options = options;
  }

  get settled(): boolean {
    return this.#pending === undefined;
  }

  submit(checkpoint: SignedCheckpoint): void {
    this.#pending = checkpoint;
    this.#wake();
  }

  status(): WitnessStatus {
    const { url, key } = this.#address;
    const state = this.#fault ? 'failing' : this.#done ? 'current' : 'waiting';
    return { witness: key.name, url, state, ...(this.#done ?? {}), ...(this.#fault ? { fault: this.#fault } : {}) };
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const checkpoint = this.#pending;
      if (!checkpoint) await this.#untilWoken(signal);
      else if (!(await this.#try(checkpoint, signal))) await this.#pause(signal);
    }
  }

  async #try(checkpoint: SignedCheckpoint, signal: AbortSignal): Promise<boolean> {
    const { consistency, post = postOverHttp, clock, cosigned, report, timeoutMs = 5_000 } = this.#options;
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const cosignature = await askWitness(this.#address, checkpoint, { consistency, post, signal: limit, knownSize: this.#done?.size ?? 0 });
      await cosigned(checkpoint, cosignature).catch((error: unknown) => report?.(this.#address.key.name, error));
      this.#done = { size: checkpoint.size, at: clock.now() };
      this.#fault = undefined;
      if (this.#pending === checkpoint) this.#pending = undefined;
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      report?.(this.#address.key.name, error);
      const code = error instanceof WitnessFault ? error.code : 'fault';
      this.#fault = { code, since: this.#fault?.since ?? clock.now(), failures: (this.#fault?.failures ?? 0) + 1 };
      return false;
    }
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const ms = Math.min(firstWaitMs * 2 ** ((this.#fault?.failures ?? 1) - 1), longestWaitMs);
    await this.#options.sleep(ms, signal).catch(() => undefined);
  }

  #untilWoken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const woken = (): void => {
        signal.removeEventListener('abort', woken);
        resolve();
      };
      this.#wake = woken;
      signal.addEventListener('abort', woken, { once: true });
    });
  }
}
