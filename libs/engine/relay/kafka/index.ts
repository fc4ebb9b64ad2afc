export * from './connection.js';
export * from './declared-topics.js';
export * from './event-record.js';
export * from './kafka-sink.js';
export * from './kafka-delivered.js';
