import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import fc from 'fast-check';
import { decimalProblem, textProblem } from '#engine/kernel';
import { deepJsonText, hostileJson, hostileKey, hostileNumber, hostileText } from '#engine/testing/generators';
import { listening, type Listening } from './http-examples.js';

let http: Listening;
beforeAll(async () => void (http = await listening()));
afterAll(() => http.close());

const measure = (body: unknown, headers: Record<string, string> = {}) => http.ask('POST', '/api/measure', { as: 'clerk', body, headers });
const fieldsOf = (answer: { json: any }): string[] => answer.json.errors.map((e: { field: string; code: string }) => `${e.field} ${e.code}`);

describe('a request with bad input', () => {
  test('is told each wrong field with its code in both languages', async () => {
    const answer = await measure({ value: '1e400', list: ['a', 'b', 'c', 'd'], kind: 'c', count: 1.5, more: 1 });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toMatchObject({ type: 'urn:zhiheng:problem:request.invalid', status: 400, code: 'request.invalid' });
    expect(fieldsOf(answer).sort()).toEqual(['body.count wrong-type', 'body.kind not-a-choice', 'body.list too-big', 'body.more unknown-key', 'body.value not-a-decimal']);
    for (const { message } of answer.json.errors) expect(message.zh && message.en).toBeTruthy();
  });

  test.each([['NaN'], ['Infinity'], ['1e400'], ['-0'], ['12345678901234567890'], ['0.9600000000001234'], ['９６'], ['1,000']])('does not take %s for a number', async (value) => {
    expect((await measure({ value })).status).toBe(400);
  });

  test.each([['{"value":NaN}'], ['{"value":1e999}'], ['{"value":12}'], ['{"value":null}'], ['{}'], ['[]'], ['null'], ['"text"'], ['{"value":"1","count":1e999}']])('refuses the body %s', async (body) => {
    const answer = await measure(body);
    expect([answer.status, ['request.invalid', 'request.malformed'].includes(answer.json.code)]).toEqual([400, true]);
  });

  test.each([['{"value":"1"'], ['{value:1}'], ["{'value':'1'}"], ['{"value":"1"}}'], ['\u0000'], ['{"value":"\u0007"}']])('calls %j malformed', async (body) => {
    expect(await measure(body)).toMatchObject({ status: 400, json: { code: 'request.malformed' } });
  });

  test('does not read GBK as UTF-8, and does not mind a byte order mark', async () => {
    const gbk = Buffer.concat([Buffer.from('{"value":"1","list":["'), Buffer.from([0xd6, 0xca, 0xc1, 0xbf]), Buffer.from('"]}')]);
    expect(await measure(gbk)).toMatchObject({ status: 400, json: { code: 'request.malformed' } });
    expect((await measure('\ufeff{"value":"1"}')).json).toEqual({ value: '1' });
  });

  test('cannot reach the prototype of anything', async () => {
    await fc.assert(
      fc.asyncProperty(hostileKey, async (key) => {
        const answer = await measure(`{"value":"1",${JSON.stringify(key)}:{"polluted":true}}`);
        expect(answer.status).toBe(400);
        expect(answer.json.errors[0].code).toBe('unknown-key');
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  test('may nest as deep as it likes and is refused', async () => {
    await fc.assert(fc.asyncProperty(deepJsonText, async (text) => {
      const answer = await measure(`{"value":${text}}`);
      expect([400, 413]).toContain(answer.status);
    }), { numRuns: 10 });
    expect(await measure(`{"value":${'['.repeat(40)}${']'.repeat(40)}}`)).toMatchObject({ status: 400, json: { code: 'request.too-deep' } });
  });

  test('of any shape gets a clear 400, 413 or is fine, never a fault', async () => {
    await fc.assert(fc.asyncProperty(hostileJson, async (value) => {
      const answer = await measure({ value });
      const fine = typeof value === 'string' && decimalProblem(value) === undefined;
      expect(answer.status).toBe(fine ? 200 : 400);
    }), { numRuns: 60 });
    await fc.assert(fc.asyncProperty(hostileNumber, async (value) => expect((await measure({ value })).status).toBe(400)), { numRuns: 40 });
    expect(http.faults).toEqual([]);
  });

  test('keeps an acceptable text as it is and refuses the others whole', async () => {
    let count = 0;
    await fc.assert(fc.asyncProperty(hostileText, async (text) => {
      const id = `text-${(count += 1)}`;
      const answer = await http.ask('POST', `/api/notes/${id}`, { as: 'clerk', body: { text } });
      const { json } = await http.ask('GET', `/api/notes/${id}`, { as: 'clerk' });
      const fine = textProblem(text, { max: 20_000 }) === undefined;
      expect([answer.status, json.texts]).toEqual(fine ? [201, [text]] : [400, []]);
    }), { numRuns: 40 });
  });

  test.each([
    ['/api/notes/NO', 'params.id not-a-code'], ['/api/notes/a?limit=0', 'query.limit too-small'], ['/api/notes/a?limit=11', 'query.limit too-big'],
    ['/api/notes/a?limit=1e1', 'query.limit bad-format'], ['/api/notes/a?limit=1&limit=2', 'query.limit wrong-type'], ['/api/notes/a?unknown=1', 'query.unknown unknown-key'],
    ['/api/notes/a?__proto__=1', 'query.__proto__ unknown-key'],
  ])('in the address %s is told the field', async (path, field) => {
    const answer = await http.ask('GET', path, { as: 'clerk' });
    expect([answer.status, ...fieldsOf(answer)]).toEqual([400, field]);
  });
});

describe('a body', () => {
  test('over the limit is answered with 413, announced or not', async () => {
    const body = JSON.stringify({ value: '1', list: ['x'.repeat(1024 * 1024)] });
    expect(await measure(body)).toMatchObject({ status: 413, json: { code: 'request.too-large' } });
    const chunked = new ReadableStream({ start: (c) => { for (let i = 0; i < 40; i += 1) c.enqueue(Buffer.alloc(65_536, 32)); c.close(); } });
    const response = await fetch(`${http.url}/api/measure`, { method: 'POST', body: chunked, duplex: 'half', headers: { authorization: 'Bearer clerk', 'content-type': 'application/json' } } as RequestInit);
    expect(response.status).toBe(413);
  });

  test('is limited as the server is told', async () => {
    const small = await listening({ jsonLimit: 2_000 });
    try {
      expect((await small.ask('POST', '/api/measure', { as: 'clerk', body: { value: '1', list: ['x'.repeat(2_000)] } })).status).toBe(413);
      expect((await small.ask('POST', '/api/upload', { as: 'clerk', body: 'x'.repeat(3_000), headers: { 'content-type': 'text/csv' } })).json.bytes).toBe(3_000);
    } finally {
      await small.close();
    }
  });

  test.each([
    ['text/plain', '{"value":"1"}'], ['application/x-www-form-urlencoded', 'value=1'], ['application/json; charset=gbk', '{"value":"1"}'], ['text/csv', '{"value":"1"}'], ['nonsense', '{"value":"1"}'], ['multipart/form-data; boundary=x', '--x--'],
  ])('that is said to be %s is not JSON', async (type, body) => {
    expect(await measure(body, { 'content-type': type })).toMatchObject({ status: 415, json: { code: 'request.unsupported-type' } });
  });

  test('that is compressed is not taken', async () => {
    expect((await measure('{"value":"1"}', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  test('is handed to a raw route as bytes, also when it is JSON', async () => {
    const ask = (type: string, body: string) => http.ask('POST', '/api/upload', { as: 'clerk', body, headers: { 'content-type': type } });
    expect((await ask('text/csv', 'a,b\n1,2\n')).json).toEqual({ bytes: 8, isBuffer: true });
    expect((await ask('application/json', '{not json')).json).toEqual({ bytes: 9, isBuffer: true });
    expect((await ask('text/csv', 'x'.repeat(1_500_000))).json).toEqual({ bytes: 1_500_000, isBuffer: true });
    expect((await ask('text/csv', 'x'.repeat(2_000_001))).status).toBe(413);
    expect((await ask('application/pdf', '%PDF')).status).toBe(415);
    expect((await http.ask('POST', '/api/upload', { as: 'clerk' })).json).toEqual({ bytes: 0, isBuffer: true });
  });

  test('is not wanted where none is declared', async () => {
    expect((await http.ask('POST', '/api/bare')).json).toEqual({ body: null });
    expect((await http.ask('POST', '/api/bare', { body: { a: 1 } })).status).toBe(400);
  });

  test('is not read from somebody who may not come in', async () => {
    const answered = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(http.url).port), '127.0.0.1');
      // Announced but never sent: an answer shows that nobody waited for it.
      socket.write('POST /api/upload HTTP/1.1\r\nhost: x\r\ncontent-type: text/csv\r\ncontent-length: 1000000\r\n\r\na,b');
      socket.once('data', (data) => { resolve(data.toString()); socket.destroy(); });
      socket.once('error', reject);
    });
    expect(answered).toMatch(/^HTTP\/1.1 401/);
  });
});
