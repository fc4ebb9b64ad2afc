export * from './hand-over.js';
export * from './table-records.js';
