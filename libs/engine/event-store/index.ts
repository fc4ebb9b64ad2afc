export * from './event-store.js';
export type { WakeUps } from './follow.js';
export * from './leaves.js';
export * from './upcasting.js';
