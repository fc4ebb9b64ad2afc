import type { Fold } from '#engine/kernel';
import type { LedgerEvent } from './ledger.events.js';

export interface RecordedKey {
  readonly key: string;
  readonly from: string;
  readonly until?: string;
}

/** What the log says of its own ledger. */
export interface LedgerRecord {
  readonly keys: readonly RecordedKey[];
  /** The last checkpoint that was recorded. */
  readonly last?: { readonly size: number; readonly root: string };
  /** Witnesses of the last checkpoint. */
  readonly witnesses: readonly string[];
}

export const ledgerRecord: Fold<LedgerRecord, LedgerEvent> = {
  name: 'history.ledger-record',
  initial: { keys: [], witnesses: [] },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'history.SigningKeyIntroduced':
        return { ...state, keys: [...state.keys, { key: data.key, from: data.from }] };
      case 'history.SigningKeyRetired':
        return { ...state, keys: state.keys.map((one) => (one.key === data.key ? { ...one, until: data.until } : one)) };
      case 'history.CheckpointSigned':
        return { ...state, last: { size: data.size, root: data.root }, witnesses: [] };
      case 'history.CheckpointCosigned':
        return data.size === state.last?.size ? { ...state, witnesses: [...state.witnesses, data.witness] } : state;
    }
  },
};
