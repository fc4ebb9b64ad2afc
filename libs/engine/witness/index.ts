export * from './add-checkpoint.js';
export * from './ask-witness.js';
export * from './state-folder.js';
export * from './witness.js';
export * from './witness-key.js';
export * from './witnessing.js';
