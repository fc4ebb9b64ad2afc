// The door of the reporting context: its module and its facts.
export * from './report.events.js';
export * from './period.events.js';
