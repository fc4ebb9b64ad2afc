export * from './feed.js';
export * from './file-sink.js';
