export * from './folder-evidence-store.js';
