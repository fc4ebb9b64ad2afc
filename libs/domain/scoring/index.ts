// The door of the scoring context: its facts, the pure engine, and what a score is made of.
export * from './scheme.events.js';
export * from './engine.js';
