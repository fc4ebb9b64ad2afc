export * from './command-engine.js';
export * from './commands.refusals.js';
export * from './envelope.js';
export * from './state-cache.js';
export * from './send.js';
