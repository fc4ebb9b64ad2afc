export * from './intake.js';
export * from './intake.refusals.js';
export * from './intake-runner.js';
export { commandIdOf, MessageReader } from './read-message.js';
