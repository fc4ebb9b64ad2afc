import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Clock } from '#engine/kernel';

/** A record as a writer proposes it. */
export interface ProposedRecord {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** A record in the peer's log. Positions are places in an imagined file, as the server's are. */
export interface KeptRecord extends ProposedRecord {
  readonly revision: number;
  readonly createdMs: number;
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** `-1` no stream · `-2` anything · `-4` the stream exists · otherwise its last revision. */
export type ExpectedState = number;
export const noStream = -1;
export const anyState = -2;
export const streamExists = -4;

export interface Check {
  readonly stream: string;
  readonly expected: ExpectedState;
}

/** A check that failed, with the stream's last revision (-1: none). */
export interface Violation extends Check {
  readonly index: number;
  readonly actual: number;
}

export type PeerOutcome = { readonly kind: 'recorded'; readonly commit: bigint; readonly revisions: ReadonlyMap<string, number> } | { readonly kind: 'violated'; readonly violations: readonly Violation[] };

/** Bytes that the server's own framing takes, roughly. */
const framing = 96n;
/** After so many transactions the server writes a record of its own, as statistics are. */
const ownRecordEvery = 7;

interface Line {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: string;
  readonly metadata: string;
  readonly createdMs: number;
}

/** The events of the peer, in memory and, when a file is named, one line a transaction in it. */
export class PeerLog {
  readonly #records: KeptRecord[] = [];
  readonly #streams = new Map<string, KeptRecord[]>();
  readonly #waiting = new Set<() => void>();
  readonly #clock: Clock;
  readonly #file: string | undefined;
  #transactions = 0;
  #end = 0n;

  constructor(clock: Clock, file?: string) {
    this.#clock = clock;
    this.#file = file;
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line !== '') this.#keep((JSON.parse(line) as Line[]).map((kept) => ({ ...kept, data: Buffer.from(kept.data, 'base64'), metadata: Buffer.from(kept.metadata, 'base64') })));
    }
  }

  /** All records in log order. */
  get records(): readonly KeptRecord[] {
    return this.#records;
  }

  stream(name: string): readonly KeptRecord[] {
    return this.#streams.get(name) ?? [];
  }

  /**
   * Record all or none. When a check fails because the very same ids stand where these would have come, the first outcome is given again,
   * as the server does; with `forgetful`, never.
   */
  append(records: readonly ProposedRecord[], checks: readonly Check[], forgetful = false): PeerOutcome {
    const violations = checks.flatMap(({ stream, expected }, index) => {
      const actual = this.stream(stream).length - 1;
      const fits = expected === anyState || (expected === streamExists ? actual >= 0 : expected === actual);
      return fits ? [] : [{ index, stream, expected, actual }];
    });
    if (violations.length > 0) return (forgetful ? undefined : this.#again(records, checks)) ?? { kind: 'violated', violations };
    this.#transactions += 1;
    this.#commit(records);
    if (this.#transactions % ownRecordEvery === 0) this.#commit([this.#ownRecord()]);
    const revisions = new Map(records.map(({ stream }) => [stream, this.stream(stream).length - 1]));
    const commit = this.stream(records.at(-1)!.stream).at(-1)!.commit;
    return { kind: 'recorded', commit, revisions };
  }

  /** Resolves when the log has grown beyond so many records, or at the abort. */
  grown(beyond: number, signal: AbortSignal): Promise<void> {
    if (this.#records.length > beyond || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** Forget everything after so many records: a server restored from an older copy. */
  rollBackTo(records: number): void {
    for (const { stream } of this.#records.splice(records)) this.#streams.get(stream)!.pop();
  }

  #again(records: readonly ProposedRecord[], checks: readonly Check[]): PeerOutcome | undefined {
    const next = new Map(checks.map(({ stream, expected }) => [stream, expected + 1]));
    const found = records.map(({ id, stream }) => {
      const at = next.get(stream);
      if (at === undefined || at < 0) return undefined;
      next.set(stream, at + 1);
      const kept = this.stream(stream)[at];
      return kept?.id === id ? kept : undefined;
    });
    if (found.some((kept) => kept === undefined)) return undefined;
    return { kind: 'recorded', commit: found.at(-1)!.commit, revisions: new Map([...next].map(([stream, at]) => [stream, at - 1])) };
  }

  #commit(records: readonly ProposedRecord[]): void {
    const createdMs = Date.parse(this.#clock.now());
    if (this.#file !== undefined) {
      const lines: Line[] = records.map(({ id, stream, type, json, data, metadata }) => ({ id, stream, type, json, data: data.toString('base64'), metadata: metadata.toString('base64'), createdMs }));
      appendFileSync(this.#file, `${JSON.stringify(lines)}\n`);
    }
    this.#keep(records.map((record) => ({ ...record, createdMs })));
    for (const wake of [...this.#waiting]) wake();
  }

  /** Records of a transaction over several streams share the position of its commit; alone, each is its own. */
  #keep(records: readonly (ProposedRecord & { readonly createdMs: number })[]): void {
    const prepares = records.map(({ data, metadata }) => {
      const at = this.#end;
      this.#end += framing + BigInt(data.length + metadata.length);
      return at;
    });
    const shared = new Set(records.map(({ stream }) => stream)).size > 1 ? this.#end : undefined;
    if (shared !== undefined) this.#end += framing;
    for (const [i, record] of records.entries()) {
      const ofStream = this.#streams.get(record.stream) ?? [];
      const kept = { ...record, revision: ofStream.length, prepare: prepares[i]!, commit: shared ?? prepares[i]! };
      ofStream.push(kept);
      this.#streams.set(record.stream, ofStream);
      this.#records.push(kept);
    }
  }

  #ownRecord(): ProposedRecord {
    const number = String(this.#transactions).padStart(12, '0');
    return { id: `00000000-0000-4000-8000-${number}`, stream: '$stats-peer', type: '$statsCollected', json: true, data: Buffer.from('{}'), metadata: Buffer.alloc(0) };
  }
}
