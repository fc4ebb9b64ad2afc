export * from './mongo-reaction-state.js';
