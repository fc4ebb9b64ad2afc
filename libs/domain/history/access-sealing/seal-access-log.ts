import { command, refuse } from '#engine/kernel';
import { accessLogStream } from './access-sealing.events.js';
import { maySealAccessLog } from './access-sealing.policies.js';
import { sealedAccess, type SealedHead } from './access-sealing.state.js';

/** Keep the head of the access log in the event log, so that the ledger covers it. */
export interface SealAccessLog {
  /** The last entry of the access log; number 0 when there is none. */
  readonly head: SealedHead;
  /** The access log's hash now at the entry that was sealed last; absent when that entry is not there. */
  readonly atLastSeal?: SealedHead;
}

export const sealAccessLog = command({
  name: 'history.SealAccessLog',
  policy: maySealAccessLog,
  stream: (_: SealAccessLog) => accessLogStream,
  state: sealedAccess,
  decide: ({ sealed, cut }, { head, atLastSeal }) => {
    const last = sealed?.seq ?? 0;
    if (head.seq < last) return refuse('history.access-log-shorter', { seq: head.seq, sealed: last });
    // A head of a log that was rewritten is not sealed: that would cover the rewriting up.
    const differs = (kept: SealedHead | undefined, found: SealedHead | undefined): boolean => kept !== undefined && kept.seq === found?.seq && kept.hash !== found.hash;
    if (differs(sealed, atLastSeal) || differs(sealed, head) || differs(cut, head)) return refuse('history.access-log-differs', { seq: last });
    if (head.seq === last) return [];
    return [{ type: 'history.AccessLogSealed' as const, data: { seq: head.seq, hash: head.hash, entries: head.seq - last } }];
  },
});
