import type { JsonObject } from '#engine/kernel';
import type { InboundTopic } from '#engine/intake';
import type { Topic } from '#engine/relay';

/** The headers of a CloudEvent over Kafka in binary content mode, as JSON Schema. */
function headersSchema(topic: string): JsonObject {
  const text = (description: string): JsonObject => ({ type: 'string', description });
  return {
    type: 'object',
    required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type'],
    properties: {
      'content-type': { const: 'application/json' }, ce_specversion: { const: '1.0' }, ce_type: { const: topic },
      ce_id: text('Unique within its source and the same for every repetition'), ce_source: text('The system that the message comes from'),
      ce_subject: text('What the message is about'), ce_time: { type: 'string', format: 'date-time' }, ce_traceparent: text('W3C trace context'),
    },
  };
}

/** A schema inside the document: its own dialect and address stay with the published file. */
function embedded({ $schema: _dialect, $id: _address, ...shape }: JsonObject): JsonObject {
  return shape;
}

const idOf = (topic: string): string => topic.replace(/[^a-z0-9]+/gi, '-');
const operationId = (action: 'send' | 'receive', topic: string): string => `${action}-${idOf(topic)}`;

function channelOf({ topic, title, schema }: Topic): JsonObject {
  return {
    address: topic,
    title: title.en,
    description: title.zh,
    messages: { event: { name: topic, title: title.en, summary: title.zh, contentType: 'application/json', headers: headersSchema(topic), payload: { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: embedded(schema) } } },
  };
}

const operationOf = (action: 'send' | 'receive', topic: Topic, summary: string): JsonObject => ({
  action, title: topic.title.en, summary, channel: { $ref: `#/channels/${idOf(topic.topic)}` }, messages: [{ $ref: `#/channels/${idOf(topic.topic)}/messages/event` }],
});

/**
 * The AsyncAPI 3.0 document of everything that goes over the message system: `send` is what this system sends, `receive` what it takes.
 */
export function asyncApi(outbound: readonly Topic[], inbound: readonly InboundTopic[], version: string): JsonObject {
  const all = [...outbound, ...inbound];
  const sent = outbound.map((topic): [string, JsonObject] => [operationId('send', topic.topic), operationOf('send', topic, 'At least once, in order per key; drop ids that were seen.')]);
  const received = inbound.map((topic): [string, JsonObject] => [operationId('receive', topic.topic), operationOf('receive', topic, `Key: ${topic.key.en} (${topic.key.zh}). What cannot be taken goes to ${topic.topic}.dlq with the reason.`)]);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Zhiheng 质衡', version, description: 'CloudEvents 1.0 over Kafka: the data as value, the attributes as headers ce_…; inbound messages may also be structured JSON events (application/cloudevents+json).', license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(all.map((topic) => [idOf(topic.topic), channelOf(topic)])),
    operations: Object.fromEntries([...sent, ...received]),
  };
}
