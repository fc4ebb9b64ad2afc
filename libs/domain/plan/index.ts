// The door of the plan context: its module and its facts.
export * from './plan.events.js';
