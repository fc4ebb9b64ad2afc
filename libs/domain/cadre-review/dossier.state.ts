import type { Fold, Instant } from '#engine/kernel';
import type { DossierContent } from './dossier-content.events.js';
import type { DossierEvent, ReceiptOutcome } from './dossier.events.js';

export interface Settlement {
  readonly outcome: ReceiptOutcome;
  readonly receipt: string;
  readonly receiver: string;
  readonly reason: string | null;
}

/** One version of a dossier. */
export interface DossierVersion {
  readonly version: number;
  readonly number: string;
  readonly content: DossierContent;
  readonly preparedAt: Instant;
  readonly dispatched?: { readonly hash: string; readonly kid: string; readonly at: Instant };
  readonly settled?: Settlement;
}

/** The versions of a dossier, the first one first; the last one holds. */
export interface DossierState {
  readonly versions: readonly DossierVersion[];
}

/** Folds the facts of a dossier. */
export const dossier: Fold<DossierState, DossierEvent> = {
  name: 'cadre-review.dossier',
  initial: { versions: [] },
  evolve: (state, event) => {
    const change = (changes: Partial<DossierVersion>): DossierState => ({ versions: state.versions.map((one) => (one.version === event.data.version ? { ...one, ...changes } : one)) });
    switch (event.type) {
      case 'cadre-review.DossierPrepared': {
        const { version, number, content } = event.data;
        return { versions: [...state.versions, { version, number, content, preparedAt: event.recordedAt }] };
      }
      case 'cadre-review.DossierReplaced':
        return state;
      case 'cadre-review.DossierDispatched':
        return change({ dispatched: { hash: event.data.hash, kid: event.data.kid, at: event.recordedAt } });
      case 'cadre-review.DossierAcknowledged':
        return change({ settled: { outcome: 'acknowledged', receipt: event.data.receipt, receiver: event.data.receiver, reason: null } });
      case 'cadre-review.DossierRejected':
        return change({ settled: { outcome: 'rejected', receipt: event.data.receipt, receiver: event.data.receiver, reason: event.data.reason } });
    }
  },
};

/** The version that holds. */
export const latestVersion = ({ versions }: DossierState): DossierVersion | undefined => versions.at(-1);

/** The last version that was handed over before a version. */
export const handedOverBefore = ({ versions }: DossierState, version: number): DossierVersion | undefined =>
  versions.findLast((one) => one.version < version && one.dispatched !== undefined);
