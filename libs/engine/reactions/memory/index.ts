export * from './memory-reaction-state.js';
