export { KurrentDbEventStore, type KurrentDbEventStoreOptions } from './kurrentdb-event-store.js';
export { ImportRefused, type ReplicaFault, ReplicaRefused } from './refusals.js';
export type { ReplicaState, ReplicaStatus } from './status.js';
