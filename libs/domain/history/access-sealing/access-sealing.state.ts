import type { Fold } from '#engine/kernel';
import type { AccessSealingEvent } from './access-sealing.events.js';

/** An entry of the access log with the hash that chains it to all before it. */
export interface SealedHead {
  readonly seq: number;
  readonly hash: string;
}

/** How far the access log is sealed, and up to where it was removed. */
export interface SealedAccess {
  readonly sealed?: SealedHead;
  readonly cut?: SealedHead;
}

export const sealedAccess: Fold<SealedAccess, AccessSealingEvent> = {
  name: 'history.sealed-access',
  initial: {},
  evolve: (state, { type, data: { seq, hash } }) => (type === 'history.AccessLogSealed' ? { ...state, sealed: { seq, hash } } : { ...state, cut: { seq, hash } }),
};
