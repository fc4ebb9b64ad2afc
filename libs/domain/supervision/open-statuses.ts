import { findingStatuses, type FindingStatus } from './finding.state.js';

/** Statuses in which the unit still has to do something, or waits for an answer. */
export const openStatuses: readonly FindingStatus[] = findingStatuses.filter((status) => status !== 'closed' && status !== 'withdrawn');
