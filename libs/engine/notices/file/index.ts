export * from './quiet-hours.js';
export * from './short-text.js';
export * from './spool-outlet.js';
