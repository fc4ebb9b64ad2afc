export * from './mongo-ledger-keys.js';
