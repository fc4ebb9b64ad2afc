// For specs only: product code never imports this room. Generators of bad input are in `#engine/testing/generators`.
export * from './appending.js';
export * from './assertions.js';
export * from './builders.js';
export * from './command-recorder.js';
export * from './faulty-event-store.js';
export * from './given-when-then.js';
export * from './projecting.js';
export * from './reacting.js';
export * from './seeded-random.js';
export * from './test-clock.js';
