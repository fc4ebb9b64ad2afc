// The door of the units context: its module and its facts.
export * from './units.events.js';
