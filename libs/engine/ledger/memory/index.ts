export { MemoryLedgerKeys } from './memory-ledger-keys.js';
