// The door of the history context: its facts.
export * from './access-sealing/access-sealing.events.js';
export * from './checkpoints/ledger.events.js';
