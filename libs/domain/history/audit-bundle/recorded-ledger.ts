import type { Recorded, RecordedEvent } from '#engine/kernel';
import type { EventStore, LeafReader } from '#engine/event-store';
import { consistencyProof, hashBytes, readCheckpoint, sha256Tree, tileHeight, tileWidth, type Hash, type KnownKey, type SignedCheckpoint } from '#engine/ledger';
import { ledgerStream, type LedgerEvent } from '../checkpoints/ledger.events.js';
import type { BundleLedger, FullTiles } from './bundle-ledger.js';

const pageSize = 1_000;

/**
 * The ledger as a log tells of it: keys and checkpoints are facts, and the tree follows from the events. For whoever has the log and
 * nothing else. Holds 64 bytes an event.
 */
export class RecordedLedger implements BundleLedger {
  readonly #checkpoints: readonly SignedCheckpoint[];
  readonly #keys: readonly KnownKey[];
  /** Hashes of complete subtrees, by level. */
  readonly #levels: readonly Buffer[];

  private constructor(facts: readonly RecordedEvent[], levels: readonly Buffer[]) {
    const told = facts as unknown as readonly Recorded<LedgerEvent>[];
    this.#levels = levels;
    this.#keys = keysOf(told);
    const size = (levels[0]?.length ?? 0) / hashBytes;
    this.#checkpoints = checkpointsOf(told).filter((checkpoint) => checkpoint.size <= size);
  }

  /** Read a log. `onRead` is told how many events were read. */
  static async read(log: EventStore, reader: LeafReader, onRead: (events: number) => void = () => undefined): Promise<RecordedLedger> {
    const leaves: Hash[] = [];
    for (let page = reader.page(0, pageSize); page.length > 0; page = reader.page(leaves.length, pageSize)) {
      for (const { prefixed } of page) leaves.push(sha256Tree.prefixedLeaf(prefixed));
      onRead(leaves.length);
    }
    const levels: Buffer[] = [Buffer.concat(leaves)];
    for (let below = levels[0]!; below.length >= 2 * hashBytes; below = levels.at(-1)!) levels.push(levelAbove(below));
    return new RecordedLedger(await log.readStream(ledgerStream), levels);
  }

  latest(): SignedCheckpoint | undefined {
    return this.#checkpoints.at(-1);
  }

  checkpoints(afterSize: number, limit: number): readonly SignedCheckpoint[] {
    return this.#checkpoints.filter(({ size }) => size > afterSize).slice(0, limit);
  }

  async knownKeys(): Promise<readonly KnownKey[]> {
    return this.#keys;
  }

  consistency(first: number, second: number): { readonly proof: readonly Hash[] } {
    return { proof: consistencyProof(sha256Tree, (level, index) => this.#levels[level]!.subarray(index * hashBytes, (index + 1) * hashBytes), first, second) };
  }

  readonly tiles: FullTiles = async ({ level, index }) => this.#levels[level * tileHeight]?.subarray(index * tileWidth * hashBytes, (index + 1) * tileWidth * hashBytes);
}

function levelAbove(below: Buffer): Buffer {
  const above = Buffer.alloc(Math.floor(below.length / hashBytes / 2) * hashBytes);
  for (let at = 0; at < above.length; at += hashBytes) above.set(sha256Tree.node(below.subarray(2 * at, 2 * at + hashBytes), below.subarray(2 * at + hashBytes, 2 * at + 2 * hashBytes)), at);
  return above;
}

function keysOf(facts: readonly Recorded<LedgerEvent>[]): readonly KnownKey[] {
  const keys = new Map<string, KnownKey>();
  for (const { type, data } of facts) {
    if (type === 'history.SigningKeyIntroduced') keys.set(data.key, { verifierKey: data.key, from: data.from });
    if (type === 'history.SigningKeyRetired' && keys.has(data.key)) keys.set(data.key, { ...keys.get(data.key)!, until: data.until });
  }
  return [...keys.values()];
}

/** Checkpoints with the cosignatures that were recorded for them. */
function checkpointsOf(facts: readonly Recorded<LedgerEvent>[]): readonly SignedCheckpoint[] {
  const notes = new Map<number, string>();
  for (const { type, data } of facts) {
    if (type === 'history.CheckpointSigned') notes.set(data.size, data.note);
    const note = type === 'history.CheckpointCosigned' ? notes.get(data.size) : undefined;
    if (note !== undefined && type === 'history.CheckpointCosigned') notes.set(data.size, note + data.signatures);
  }
  return [...notes.values()].map(readCheckpoint).sort((a, b) => a.size - b.size);
}
