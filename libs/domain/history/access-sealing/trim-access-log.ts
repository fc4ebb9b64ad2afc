import { command, refuse } from '#engine/kernel';
import { accessLogStream } from './access-sealing.events.js';
import { mayTrimAccessLog } from './access-sealing.policies.js';
import { sealedAccess, type SealedHead } from './access-sealing.state.js';

/** Entries of the access log are kept for six months at least (网络安全法, art. 21: network logs no less than six months). */
export const fewestDaysKept = 183;
/** Three years, when no setting says otherwise. */
export const usualDaysKept = 1_096;

const dayMs = 86_400_000;

/** The instant before which entries may go. */
export const oldestKept = (now: string, days: number): string => new Date(Date.parse(now) - days * dayMs).toISOString();

/** The audit administrator removes entries that have been kept long enough: a whole beginning, up to a sealed head. */
export interface TrimAccessLog {
  /** The last sealed head whose entries are all old enough, as the access log knows it; absent when there is none. */
  readonly cut?: SealedHead & { readonly upTo: string };
  readonly keptDays: number;
  readonly reason: string;
}

export const trimAccessLog = command({
  name: 'history.TrimAccessLog',
  policy: mayTrimAccessLog,
  stream: (_: TrimAccessLog) => accessLogStream,
  state: sealedAccess,
  stated: ({ reason }) => ({ reason }),
  decide: (state, { cut, keptDays, reason }, { now }) => {
    if (reason.trim() === '') return refuse('history.trim-reason-required', {}, 'body.reason');
    const before = oldestKept(now, Math.max(keptDays, fewestDaysKept));
    if (!cut || cut.seq > (state.sealed?.seq ?? 0) || cut.seq <= (state.cut?.seq ?? 0)) return refuse('history.nothing-to-trim', { before });
    if (cut.upTo >= before) return refuse('history.access-log-too-young', { seq: cut.seq, at: cut.upTo, days: Math.max(keptDays, fewestDaysKept) });
    return [{ type: 'history.AccessLogTrimmed' as const, data: { seq: cut.seq, hash: cut.hash, upTo: cut.upTo, keptDays, reason } }];
  },
});
