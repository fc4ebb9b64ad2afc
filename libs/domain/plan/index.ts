// The door of the plan context: its facts.
export * from './plan.events.js';
