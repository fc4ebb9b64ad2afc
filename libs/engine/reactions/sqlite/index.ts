export * from './sqlite-reaction-state.js';
