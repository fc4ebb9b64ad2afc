export * from './sqlite-inbox.js';
export * from './sqlite-notice-outbox.js';
