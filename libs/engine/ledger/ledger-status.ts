import type { Clock } from '#engine/kernel';
import type { LeafSource } from '#engine/event-store';
import type { Log } from '#engine/telemetry';
import type { Damage } from './damage.js';
import type { LedgerKeys } from './keys.js';
import type { TreeHash } from './tree-hash.js';

export interface LedgerOptions {
  /** The event store itself, not one behind upcasters. */
  readonly store: LeafSource;
  /** The ledger's folder: tiles, checkpoints, public keys. */
  readonly folder: string;
  readonly keys: LedgerKeys;
  /** First line of every checkpoint and name of the keys, such as `nanjing.example/zhiheng/<id of the log>`. */
  readonly origin: string;
  readonly clock: Clock;
  /** A second tree over the same events. */
  readonly second?: TreeHash;
  readonly log?: Log;
}

/** `halted`: what the ledger would vouch for is not what it knows; it answers nothing until that is settled and the process restarts. */
export type LedgerState = 'live' | 'catching-up' | 'backing-off' | 'halted' | 'stopped';

export interface LedgerStatus {
  readonly state: LedgerState;
  /** Position of the last event in the tree. */
  readonly position: number;
  /** Positions not in the tree yet. */
  readonly lag: number;
  /** Age of the oldest event that is not in the tree yet, in milliseconds. */
  readonly lagMs: number;
  /** Size and time of the latest checkpoint. */
  readonly checkpoint?: { readonly size: number; readonly time?: string };
  readonly damage?: Damage;
  readonly fault?: string;
}
