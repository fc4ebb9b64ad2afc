import type { Instant, Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { DossierContent } from '../dossier-content.events.js';
import { dossierName, type DossierEvent, type ReceiptOutcome } from '../dossier.events.js';

export const dossierStatuses = ['prepared', 'dispatched', 'acknowledged', 'rejected', 'superseded'] as const;
export type DossierStatus = (typeof dossierStatuses)[number];

/** A version of a dossier. What was handed over and settled stays visible when a later version holds. */
export type DossierRow = {
  readonly dossier: string;
  readonly round: string;
  readonly unit: string;
  readonly year: number;
  readonly version: number;
  /** Whether no later version is there. */
  readonly latest: boolean;
  readonly status: DossierStatus;
  readonly number: string;
  readonly mark: string;
  readonly preparedAt: Instant;
  readonly preparedBy: string;
  readonly dispatched: { readonly at: Instant; readonly by: string; readonly position: number; readonly message: string; readonly hash: string; readonly kid: string; readonly replaces: number | null } | null;
  readonly settled: { readonly outcome: ReceiptOutcome; readonly receipt: string; readonly receiver: string; readonly at: Instant; readonly reason: string | null } | null;
  readonly supersededBy: number | null;
  /** Why a later version took its place. */
  readonly replacedBecause: string | null;
  readonly content: DossierContent;
  readonly revision: number;
  readonly changedAt: Instant;
};

/** Key of a version. */
export const dossierKey = (round: string, unit: string, version: number): string => `${dossierName(round, unit)}/${version}`;

export const dossiers = rows<DossierRow, DossierEvent>({
  name: 'dossiers',
  version: 1,
  events: ['cadre-review.Dossier'],
  table: {
    name: 'dossiers', fields: { dossier: 'text', round: 'text', unit: 'text', year: 'number', version: 'number', latest: 'boolean', status: 'text' },
    indexes: [['round', 'unit', 'version'], ['latest', 'status']], temporal: true,
  },
  keys: ({ data: { round, unit, version } }) => [dossierKey(round, unit, version)],
  fold: (row, event) => {
    const at = { revision: event.revision, changedAt: event.recordedAt };
    if (event.type === 'cadre-review.DossierPrepared') {
      const { round, unit, version, number, mark, content } = event.data;
      return {
        dossier: dossierName(round, unit), round, unit, year: content.confirmed.round.year, version, latest: true, status: 'prepared', number, mark, preparedAt: event.recordedAt, preparedBy: event.meta.actor,
        dispatched: null, settled: null, supersededBy: null, replacedBecause: null, content, ...at,
      };
    }
    return row && { ...row, ...statusAfter(row, changesBy(event)), ...at };
  },
});

type Changes = Partial<Pick<DossierRow, 'dispatched' | 'settled' | 'supersededBy' | 'replacedBecause' | 'latest'>>;

function changesBy(event: Recorded<DossierEvent>): Changes {
  const { recordedAt, meta, position, id } = event;
  switch (event.type) {
    case 'cadre-review.DossierReplaced':
      return { supersededBy: event.data.by, replacedBecause: event.data.reason, latest: false };
    case 'cadre-review.DossierDispatched': {
      const { hash, kid, replaces } = event.data;
      return { dispatched: { at: recordedAt, by: meta.actor, position, message: id, hash, kid, replaces: replaces?.version ?? null } };
    }
    case 'cadre-review.DossierAcknowledged':
      return { settled: { outcome: 'acknowledged', receipt: event.data.receipt, receiver: event.data.receiver, at: event.data.at, reason: null } };
    case 'cadre-review.DossierRejected':
      return { settled: { outcome: 'rejected', receipt: event.data.receipt, receiver: event.data.receiver, at: event.data.at, reason: event.data.reason } };
    default:
      return {};
  }
}

function statusAfter(row: DossierRow, changes: Changes): Changes & { readonly status: DossierStatus } {
  const { supersededBy, settled, dispatched } = { ...row, ...changes };
  return { ...changes, status: supersededBy !== null ? 'superseded' : (settled?.outcome ?? (dispatched ? 'dispatched' : 'prepared')) };
}
