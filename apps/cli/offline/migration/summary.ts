import type { Counts } from './kept-stores.js';

/** What a migration copied, or would copy. */
export interface Migrated extends Counts {
  /** Id of the log. */
  readonly origin: string;
  /** Position of its last event. */
  readonly head: number;
  /** Whether the target held the same log before. */
  readonly begun: boolean;
  /** False when it was only looked. */
  readonly copied: boolean;
  /** The new data folder, or the folder of the replica. */
  readonly to?: string;
  /** The ledger's root over all events, base64. */
  readonly root?: string;
  /** Size of the latest signed checkpoint that the copy was held against. */
  readonly checkpoint?: number | null;
}
