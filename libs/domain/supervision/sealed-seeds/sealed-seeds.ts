/** A seed that a fact of the log has promised by its hash. */
export interface SealedSeed {
  /** SHA-256 of the seed, hex: what the log says of it. */
  readonly seedHash: string;
  readonly campaign: string;
  /** 32 bytes, hex. */
  readonly seed: string;
}

/**
 * Port: seeds of sealed samples, outside the log, until they are made public. A seed is kept before the fact that promises it, so
 * that no promise is without its seed. Adapter: a SQLite file of its own. Contract: `sealed-seeds.contract.ts`.
 */
export interface SealedSeeds {
  /** Keep a seed; resolves when it is durable. The same again changes nothing. */
  keep(seed: SealedSeed): Promise<void>;
  /** The seed with this hash; undefined when it was never kept, or removed. */
  find(seedHash: string): Promise<SealedSeed | undefined>;
  /** Remove a seed so that its content is in no file of the store any more. Whether there was one. */
  remove(seedHash: string): Promise<boolean>;
  close(): Promise<void>;
}
export const SealedSeeds = Symbol('SealedSeeds');
