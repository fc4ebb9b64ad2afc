import type { ItemOf } from '../../server/ask.js';

export type Delegation = ItemOf<'GET /delegations'>;
export type DelegationState = 'running' | 'ahead' | 'over' | 'ended';

/** How a delegation stands on a day. */
export const stateOfDelegation = ({ endedAt, fromDate, untilDate }: Pick<Delegation, 'endedAt' | 'fromDate' | 'untilDate'>, today: string): DelegationState =>
  endedAt !== null ? 'ended' : today < fromDate ? 'ahead' : today > untilDate ? 'over' : 'running';
