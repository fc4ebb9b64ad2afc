export { messageIds, toMessages, type CloudEventOptions, type MessageCause } from './cloud-event.js';
export { BadTopic, MessageCheck } from './message-check.js';
export * from './relay.js';
export * from './delivered.js';
export * from './relay-runner.js';
