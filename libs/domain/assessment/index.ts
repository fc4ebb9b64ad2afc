// The door of the assessment context: its facts, and how they are folded.
export * from './round.events.js';
export * from './result.events.js';
export * from './round.state.js';
export * from './result.state.js';
