export * from './collection-records.js';
export * from './head-records.js';
export * from './journalled.js';
export * from './mongo-database.js';
export type { Collection, Filter } from 'mongodb';
