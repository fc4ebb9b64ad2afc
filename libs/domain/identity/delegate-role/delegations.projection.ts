import type { RoleGrant } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { IdentityEvent } from '../identity.events.js';

/** A delegation 授权代理: who stands in for whom, for what and how long. */
export type DelegationRow = {
  readonly delegation: string;
  readonly from: string;
  readonly to: string;
  readonly unit: string | null;
  readonly role: string;
  readonly units: RoleGrant['units'];
  readonly fromDate: string;
  readonly untilDate: string;
  /** When it was taken back, and why; null when it runs, ran or will run to its last day. */
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly endedBy: string | null;
};

type DelegationEvent = Extract<IdentityEvent, { type: 'identity.DelegationGranted' | 'identity.DelegationEnded' }>;

export const delegations = rows<DelegationRow, DelegationEvent>({
  name: 'delegations',
  version: 1,
  events: ['identity.DelegationGranted', 'identity.DelegationEnded'],
  table: {
    name: 'delegations',
    fields: { from: 'text', to: 'text', unit: 'text', role: 'text', fromDate: 'text', untilDate: 'text', endedAt: 'text' },
    indexes: [['unit', 'untilDate'], ['from', 'untilDate'], ['to', 'untilDate']],
    temporal: true,
  },
  keys: ({ data }) => [data.delegation],
  fold: (row, event) => {
    if (event.type === 'identity.DelegationGranted') {
      const { delegation, from, to, unit, role, units, fromDate, untilDate } = event.data;
      return { delegation, from, to, unit: unit ?? null, role, units, fromDate, untilDate, endedAt: null, endReason: null, endedBy: null };
    }
    return row && { ...row, endedAt: event.recordedAt, endReason: event.data.reason, endedBy: event.meta.actor };
  },
});
