export * from './health.js';
export * from './log.js';
export * from './metrics.js';
export * from './nest-log.js';
export * from './redaction.js';
export * from './span.js';
export * from './trace-context.js';
