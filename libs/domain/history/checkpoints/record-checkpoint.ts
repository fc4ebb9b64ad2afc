import { command, refuse } from '#engine/kernel';
import { mayKeepLedger } from './ledger.policies.js';
import { ledgerStream } from './ledger.events.js';
import { ledgerRecord } from './ledger.state.js';

/** A checkpoint that was signed becomes a fact, so that it travels with the log and out to whoever subscribes. */
export interface RecordCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly note: string;
}

export const recordCheckpoint = command({
  name: 'history.RecordCheckpoint',
  policy: mayKeepLedger,
  stream: (_: RecordCheckpoint) => ledgerStream,
  state: ledgerRecord,
  decide: ({ last }, { origin, size, root, note }) => {
    if (last && size < last.size) return refuse('history.checkpoint-behind', { size, last: last.size });
    if (size === last?.size) return root === last.root ? [] : refuse('history.checkpoint-differs', { size });
    return [{ type: 'history.CheckpointSigned' as const, data: { origin, size, root, note } }];
  },
});

/** A witness on another machine has seen a checkpoint and that it extends the one before. */
export interface RecordCosignature {
  readonly size: number;
  readonly root: string;
  readonly witness: string;
  readonly signatures: string;
}

export const recordCosignature = command({
  name: 'history.RecordCosignature',
  policy: mayKeepLedger,
  stream: (_: RecordCosignature) => ledgerStream,
  state: ledgerRecord,
  decide: ({ last, witnesses }, { size, root, witness, signatures }) => {
    if (size !== last?.size || root !== last.root) return refuse('history.checkpoint-not-the-last', { size });
    return witnesses.includes(witness) ? [] : [{ type: 'history.CheckpointCosigned' as const, data: { size, root, witness, signatures } }];
  },
});
