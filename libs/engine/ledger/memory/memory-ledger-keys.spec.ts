import { describeLedgerKeys } from '../keys.contract.js';
import { MemoryLedgerKeys } from './memory-ledger-keys.js';

describeLedgerKeys('in memory', () => new MemoryLedgerKeys());
