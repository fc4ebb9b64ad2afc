// The door of the scoring context: its facts.
export * from './scheme.events.js';
