import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { inbound, topics } from '../../apps/server/contexts.js';
import { asyncApi } from './asyncapi.js';

interface Document {
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: { readonly event: { readonly payload: { readonly schema: object }; readonly headers: object } } }>>;
  readonly operations: Readonly<Record<string, { readonly action: string; readonly channel: { readonly $ref: string }; readonly messages: readonly { readonly $ref: string }[] }>>;
}
const document = asyncApi(topics, inbound, '1.0.0') as unknown as Document;

const found = (reference: string): unknown => reference.slice(2).split('/').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document);

test('the AsyncAPI document has every topic that goes out and that comes in, each with an operation that leads to it', () => {
  expect(Object.values(document.channels).map(({ address }) => address).sort()).toEqual([...topics, ...inbound].map(({ topic }) => topic).sort());
  expect(inbound.map(({ topic }) => topic).sort()).toEqual(['quality.cadre-review.receipt.v1', 'quality.indicator.feed.v1']);
  const actions = Object.values(document.operations).map(({ action, channel }) => [action, (found(channel.$ref) as { address: string }).address]);
  expect(actions.sort()).toEqual([...topics.map(({ topic }) => ['send', topic]), ...inbound.map(({ topic }) => ['receive', topic])].sort());
  for (const { messages } of Object.values(document.operations)) for (const { $ref } of messages) expect(found($ref)).toHaveProperty('payload');
});

test('its schemas are usable, and the examples fit them', () => {
  for (const { messages: { event } } of Object.values(document.channels)) {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const fits = ajv.compile(event.payload.schema);
    for (const example of (event.payload.schema as { examples?: readonly unknown[] }).examples ?? []) expect([fits(example), fits.errors]).toEqual([true, null]);
    expect(() => ajv.compile(event.headers)).not.toThrow();
  }
});
