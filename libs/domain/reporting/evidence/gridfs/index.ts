export * from './gridfs-evidence-store.js';
