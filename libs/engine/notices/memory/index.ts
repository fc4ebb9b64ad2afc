export * from './memory-inbox.js';
export * from './memory-notice-outbox.js';
export * from './memory-outlet.js';
