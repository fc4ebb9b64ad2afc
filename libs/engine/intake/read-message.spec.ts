import { describe, expect, test } from '@jest/globals';
import { isUuid, type JsonObject } from '#engine/kernel';
import { BadTopic } from '#engine/relay';
import { MessageReader, type InboundMessage, type InboundTopic } from './index.js';

const schema: JsonObject = { type: 'object', required: ['n'], additionalProperties: false, properties: { id: { type: 'string' }, n: { type: 'integer' } } };
const topic: InboundTopic = { topic: 'quality.trial.v1', title: { zh: '试', en: 'Trial' }, key: { zh: '单位', en: 'unit' }, schema };
const at = (body: string | Buffer, headers: Record<string, string> = {}): InboundMessage => ({ topic: topic.topic, place: '0@1', key: null, headers, body: Buffer.from(body) });
const event = (changes: object = {}) => ({ specversion: '1.0', id: 'm-1', source: '/statistics', type: topic.topic, time: '2025-03-03T09:00:00.5+08:00', data: { n: 1 }, ...changes });
const read = (body: object | string, headers?: Record<string, string>) => new MessageReader(topic, 2_000).read(at(typeof body === 'string' ? body : JSON.stringify(body), headers));

describe('a message', () => {
  test('is read in structured and in binary mode alike, and its id is that of every repetition', () => {
    const structured = read(event());
    const headers = { ce_specversion: '1.0', ce_id: 'm-1', ce_source: '/statistics', ce_type: topic.topic, ce_time: '2025-03-03T09:00:00.5+08:00', 'content-type': 'application/json' };
    expect(structured).toMatchObject({ source: '/statistics', id: 'm-1', time: '2025-03-03T01:00:00.500Z', data: { n: 1 } });
    expect(read({ n: 1 }, headers)).toEqual(structured);
    const { commandId } = structured as { commandId: string };
    expect(isUuid(commandId)).toBe(true);
    for (const other of [{ id: 'm-2' }, { source: '/other' }]) expect((read(event(other)) as { commandId: string }).commandId).not.toBe(commandId);
  });

  test('may be the data alone where the topic has it so', () => {
    const plain = new MessageReader({ ...topic, plainId: 'id' });
    expect(plain.read(at('{"id":"r-1","n":1}'))).toMatchObject({ source: `/${topic.topic}`, id: 'r-1', data: { n: 1 } });
    expect(plain.read(at('{"n":1}'))).toMatchObject({ refused: 'intake.no-cloudevent', values: { problem: 'id' } });
    expect(read({ id: 'r-1', n: 1 })).toMatchObject({ refused: 'intake.no-cloudevent', values: { problem: 'specversion' } });
  });

  test.each<[string, object | string, string, unknown]>([
    ['half a text', '{"specversion":', 'intake.unreadable', expect.any(String)], ['nothing', '', 'intake.unreadable', expect.any(String)], ['a number', '7', 'intake.no-cloudevent', 'specversion'],
    ['another version', event({ specversion: '0.3' }), 'intake.no-cloudevent', 'specversion'], ['another type', event({ type: 'other' }), 'intake.no-cloudevent', 'type "other"'],
    ['no source', event({ source: undefined }), 'intake.no-cloudevent', 'source'], ['an empty id', event({ id: ' ' }), 'intake.no-cloudevent', 'id'], ['an id that is a number', event({ id: 7 }), 'intake.no-cloudevent', 'id'],
    ['a day that does not exist', event({ time: '2025-02-30T00:00:00Z' }), 'intake.no-cloudevent', 'time'], ['a time without offset', event({ time: '2025-02-03T00:00:00' }), 'intake.no-cloudevent', 'time'],
    ['data of another shape', event({ data: { n: '1' } }), 'intake.misfit', '/n must be integer'], ['no data', event({ data: undefined }), 'intake.misfit', 'must be object'],
  ])('of %s is refused', (_, body, code, problem) => {
    expect(read(body)).toEqual({ refused: code, values: { problem } });
  });

  test('that is not UTF-8, or too large, is refused', () => {
    expect(new MessageReader(topic).read(at(Buffer.from([0x22, 0xff, 0x22])))).toMatchObject({ refused: 'intake.unreadable' });
    expect(read(event({ data: { n: 1, text: 'x'.repeat(2_000) } }))).toMatchObject({ refused: 'intake.too-large', values: { limit: 2_000 } });
  });
});

test('a topic with a schema that cannot be used is refused at once', () => {
  expect(() => new MessageReader({ ...topic, schema: { type: 'objekt' } })).toThrow(BadTopic);
});
