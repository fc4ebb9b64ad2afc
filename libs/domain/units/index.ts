// The door of the units context: its facts, and whether a unit works.
export * from './units.events.js';
export * from './unit-standing.state.js';
