import { command, refuse } from '#engine/kernel';
import { mayRecordReceipts } from '../cadre-review.policies.js';
import { dossierName, dossierStream, type DossierEvent } from '../dossier.events.js';
import { dossier } from '../dossier.state.js';
import type { Receipt } from './read-receipt.js';

/** Record what the receiver did with a version. The first receipt settles it; a repetition changes nothing, another outcome is refused. */
export interface RecordReceipt extends Omit<Receipt, 'dossier'> {
  readonly round: string;
  readonly unit: string;
}

export const recordReceipt = command({
  name: 'cadre-review.RecordReceipt',
  policy: mayRecordReceipts,
  stream: (c: RecordReceipt) => dossierStream(c.round, c.unit),
  state: dossier,
  decide: (state, { round, unit, id, version, outcome, reason, receiver, at }) => {
    if (state.versions.length === 0) return refuse('cadre-review.unknown-dossier', { dossier: dossierName(round, unit) }, 'body.dossier');
    const earlier = state.versions.find(({ settled }) => settled?.receipt === id);
    if (earlier && (earlier.version !== version || earlier.settled!.outcome !== outcome)) return refuse('cadre-review.receipt-id-reused', { receipt: id, version: earlier.version }, 'body.id');
    const one = state.versions.find((other) => other.version === version);
    if (!one?.dispatched) return refuse('cadre-review.not-dispatched', { version }, 'body.version');
    if (one.settled && one.settled.outcome !== outcome) return refuse('cadre-review.receipt-contradicts', { version, receipt: one.settled.receipt }, 'body.outcome');
    if (one.settled) return [];
    const said = { round, unit, version, receipt: id, receiver, at };
    const settled: DossierEvent = outcome === 'acknowledged'
      ? { type: 'cadre-review.DossierAcknowledged', validAt: at, data: said }
      : { type: 'cadre-review.DossierRejected', validAt: at, data: { ...said, reason: reason ?? '' } };
    return [settled];
  },
});
