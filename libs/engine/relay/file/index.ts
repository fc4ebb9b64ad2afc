export * from './feed.js';
export * from './file-sink.js';
export * from './file-delivered.js';
