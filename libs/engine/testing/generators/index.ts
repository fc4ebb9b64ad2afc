export * from './hostile-input.js';
