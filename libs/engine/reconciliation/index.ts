export { messagesCheck, type MessagesCheckOptions } from './messages-check.js';
export { gaveUpBy } from './given-up.js';
export { namedCheck, type NamedCheckOptions } from './named-check.js';
export * from './reconciler.js';
export * from './reconciliation.js';
export { rowsCheck, type RowsCheckOptions } from './rows-check.js';
export type { OpenScratch, Scratch } from './scratch.js';
