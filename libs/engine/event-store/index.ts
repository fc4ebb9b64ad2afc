export * from './event-store.js';
export * from './upcasting.js';
