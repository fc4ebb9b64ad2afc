// The door of the reporting context: its facts.
export * from './report.events.js';
export * from './period.events.js';
