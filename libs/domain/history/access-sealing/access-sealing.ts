import { isRefusal, newId, type Actor, type AnyCommand, type Clock, type Recorded } from '#engine/kernel';
import type { Envelope, Outcome } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import type { Log } from '#engine/telemetry';
import { accessLogStream, type AccessSealingEvent } from './access-sealing.events.js';
import { sealedAccess, type SealedAccess, type SealedHead } from './access-sealing.state.js';
import { sealAccessLog } from './seal-access-log.js';
import { fewestDaysKept, oldestKept, trimAccessLog, usualDaysKept } from './trim-access-log.js';

/** What sealing needs of the access log; the identity context's log is one. */
export interface SealableLog {
  head(): Promise<SealedHead>;
  /** The head that the log begins after. */
  base(): Promise<SealedHead>;
  /** The head after one entry; undefined when it is not there. */
  headAt(seq: number): Promise<SealedHead | undefined>;
  /** The last entry that, with all before it, is older than an instant; 0 when there is none. */
  lastBefore(instant: string): Promise<number>;
  timeOf(seq: number): Promise<string | undefined>;
  /** Remove entries up to a head that is recorded. */
  removeUpTo(head: SealedHead): Promise<void>;
}

/** A seal or a removal as the event log has it. */
export interface RecordedSeal extends SealedHead {
  readonly kind: 'sealed' | 'trimmed';
  readonly entries?: number;
  readonly upTo?: string;
  readonly reason?: string;
  readonly by: string;
  readonly position: number;
  readonly recordedAt: string;
}

export interface AccessSealingOptions {
  readonly log: Pick<EventStore, 'readStream'>;
  readonly accessLog: SealableLog;
  readonly send: (definition: AnyCommand, command: unknown, envelope: Envelope) => Promise<Outcome>;
  /** Who the system is when it seals by itself; needs the role `system`. */
  readonly actor: Actor;
  readonly clock: Clock;
  /** Days that entries are kept; three years when absent. */
  readonly keptDays?: number;
  /** A seal at most so often, in milliseconds; ten minutes when absent. */
  readonly everyMs?: number;
  readonly operating?: Log;
}

const usualEveryMs = 600_000;

/** Facts about the access log, in the order they were recorded. */
async function factsOf(log: Pick<EventStore, 'readStream'>): Promise<readonly Recorded<AccessSealingEvent>[]> {
  return (await log.readStream(accessLogStream)) as readonly Recorded<AccessSealingEvent>[];
}

/** The heads of the access log that an event log keeps: those sealed, and those it was cut at. */
export async function keptHeads(log: Pick<EventStore, 'readStream'>): Promise<{ readonly heads: readonly SealedHead[]; readonly cuts: readonly SealedHead[] }> {
  const facts = await factsOf(log);
  const of = (wanted: AccessSealingEvent['type']) => facts.filter(({ type }) => type === wanted).map(({ data: { seq, hash } }) => ({ seq, hash }));
  return { heads: of('history.AccessLogSealed'), cuts: of('history.AccessLogTrimmed') };
}

/**
 * Seals the access log into the event log from time to time, before every checkpoint and when asked, so that the ledger
 * covers it; and removes what has been kept long enough. What it knows is in the two logs: a restart goes on where it stood.
 */
export class AccessSealing {
  readonly keptDays: number;
  readonly #options: AccessSealingOptions;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** @throws RangeError when entries would be kept for less than six months */
  constructor(options: AccessSealingOptions) {
    this.#options = options;
    this.keptDays = options.keptDays ?? usualDaysKept;
    if (!Number.isInteger(this.keptDays) || this.keptDays < fewestDaysKept) throw new RangeError(`the access log is kept for ${fewestDaysKept} days at least, not ${this.keptDays}`);
  }

  start(): void {
    void this.#quietly(() => this.completeRemoval());
    this.#timer = setInterval(() => void this.#quietly(() => this.seal()), this.#options.everyMs ?? usualEveryMs);
    this.#timer.unref();
    void this.#quietly(() => this.seal());
  }

  /** Seals what is new, so that a stopped system is a sealed one. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#quietly(() => this.seal());
  }

  /** Seal now; nothing is recorded when no entry is new. `envelope` is that of whoever asks. */
  seal(envelope: Envelope = this.#ownEnvelope()): Promise<Outcome> {
    return this.#inTurn(async () => {
      const { accessLog, send } = this.#options;
      const { sealed } = await this.#state();
      const atLastSeal = sealed && (await accessLog.headAt(sealed.seq));
      return send(sealAccessLog, { head: await accessLog.head(), ...(atLastSeal ? { atLastSeal } : {}) }, envelope);
    });
  }

  /** Record how far entries are old enough and sealed, then remove them. */
  trim(reason: string, envelope: Envelope): Promise<Outcome> {
    return this.#inTurn(async () => {
      await this.#removeRecorded();
      const cut = await this.#oldEnough();
      const outcome = await this.#options.send(trimAccessLog, { ...(cut ? { cut } : {}), keptDays: this.keptDays, reason }, envelope);
      if (!isRefusal(outcome)) await this.#removeRecorded();
      return outcome;
    });
  }

  /** Remove what was recorded as removed, but is still there because of a crash in between. */
  completeRemoval(): Promise<void> {
    return this.#inTurn(() => this.#removeRecorded());
  }

  /** Seals and removals, newest first. */
  async seals(): Promise<readonly RecordedSeal[]> {
    const facts = await factsOf(this.#options.log);
    return facts.map(recordedSeal).reverse();
  }

  async #state(): Promise<SealedAccess> {
    return (await factsOf(this.#options.log)).reduce((state, fact) => sealedAccess.evolve(state, fact), sealedAccess.initial);
  }

  async #oldEnough(): Promise<(SealedHead & { readonly upTo: string }) | undefined> {
    const { accessLog, clock, log } = this.#options;
    const old = await accessLog.lastBefore(oldestKept(clock.now(), this.keptDays));
    const { heads } = await keptHeads(log);
    const head = heads.filter(({ seq }) => seq <= old).at(-1);
    const upTo = head && (await accessLog.timeOf(head.seq));
    return upTo === undefined ? undefined : { ...head!, upTo };
  }

  async #removeRecorded(): Promise<void> {
    const { accessLog } = this.#options;
    const { cut } = await this.#state();
    if (cut && (await accessLog.base()).seq < cut.seq) await accessLog.removeUpTo(cut);
  }

  #ownEnvelope(): Envelope {
    const commandId = newId();
    return { commandId, retryable: false, actor: this.#options.actor, correlation: commandId };
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act, act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #quietly(act: () => Promise<Outcome | void>): Promise<void> {
    try {
      const outcome = await act();
      if (outcome && isRefusal(outcome)) this.#options.operating?.error('access log not sealed', { refusal: outcome });
    } catch (error) {
      this.#options.operating?.error('access log not sealed', { err: error });
    }
  }
}

function recordedSeal({ type, data, meta, position, recordedAt }: Recorded<AccessSealingEvent>): RecordedSeal {
  const of = { seq: data.seq, hash: data.hash, by: meta.actor, position, recordedAt };
  return type === 'history.AccessLogSealed' ? { kind: 'sealed', entries: data.entries, ...of } : { kind: 'trimmed', upTo: data.upTo, reason: data.reason, ...of };
}
