export * from './mongo-inbox.js';
export * from './mongo-notice-outbox.js';
