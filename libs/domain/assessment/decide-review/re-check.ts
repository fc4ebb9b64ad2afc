import type { Group } from '#domain/scoring';
import { contestedLeaves } from '../request-review/contested.js';
import type { ResultState, ReviewRequest } from '../result.state.js';

type Recheck = ReviewRequest & { readonly decidedAt: number };

const rechecks = ({ reviews }: ResultState): readonly Recheck[] => reviews.filter((review): review is Recheck => review.status === 're-check');

const isCheckedSince = ({ checked }: ResultState, node: string, { decidedAt }: Recheck): boolean => (checked[node]?.position ?? 0) > decidedAt;

/**
 * Whether a review decided that this leaf is to be checked on site again, and it was not yet. The step of the round stays: such a check
 * is the only one that is possible after notification.
 */
export const mayRecheck = (state: ResultState, group: Group, leaf: string): boolean =>
  rechecks(state).some((review) => contestedLeaves(group, review).includes(leaf) && !isCheckedSince(state, leaf, review));

/** Whether a new check is still to be made: none of the leaves that a review sent back was checked since. */
export const recheckOutstanding = (state: ResultState, groupOf: () => Group): boolean =>
  rechecks(state).some((review) => !contestedLeaves(groupOf(), review).some((leaf) => isCheckedSince(state, leaf, review)));
