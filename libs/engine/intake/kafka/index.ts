export { deadLetterTopicOf } from './dead-letter-topic.js';
export * from './kafka-source.js';
