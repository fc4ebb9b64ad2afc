import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { canary, listening, UndeclaredHttp, type Listening } from './http-examples.js';
import { languageOf } from './index.js';

let http: Listening;
beforeAll(async () => void (http = await listening({ https: true }, [UndeclaredHttp])));
afterAll(() => http.close());
beforeEach(() => void http.recorded.splice(0));
beforeEach(() => void http.faults.splice(0));

const write = (id: string, text: string, headers: Record<string, string> = {}, as = 'clerk') => http.ask('POST', `/api/notes/${id}`, { as, body: { text }, headers });

describe('a "no"', () => {
  test('by a business rule has the code, text, field and values of the refusal', async () => {
    for (const text of ['1', '2', '3', '4', '5']) expect((await write('full', text)).status).toBe(201);
    const answer = await write('full', '6');
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({
      type: 'urn:zhiheng:problem:notes.full', code: 'notes.full', title: 'full 已满。', detail: '请另建一条。', field: 'params.id', values: { id: 'full' },
      text: { title: { zh: 'full 已满。', en: 'full is full.' } },
    });
    expect(answer.json.traceId).toBe(answer.headers.get('trace-id'));
  });

  test('speaks Chinese, or English to those who ask for it', async () => {
    const ask = (accept: string) => http.ask('GET', '/api/nothing-here', { headers: { 'accept-language': accept } });
    const [zh, en] = [await ask('zh-CN,en;q=0.5'), await ask('en-GB,zh;q=0.5')];
    expect([zh.status, zh.json.title, zh.headers.get('content-language')]).toEqual([404, '未找到所请求的内容。', 'zh-CN']);
    expect([en.status, en.json.title, en.headers.get('content-language')]).toEqual([404, 'There is no such thing here.', 'en']);
    expect(languageOf({ headers: {} })).toBe('zh');
    expect(languageOf({ headers: { 'accept-language': '*' } })).toBe('zh');
  });

  test.each([['contended', 503, 'request.contended'], ['stopped', 503, 'system.stopped'], ['unavailable', 503, 'system.unavailable'], ['query', 400, 'request.invalid'], ['fault', 500, 'system.fault'], ['thrown', 500, 'system.fault']])(
    'for %s is %i %s and leaks nothing', async (how, status, code) => {
      const answer = await http.ask('GET', `/api/fail/${how}`, { headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
      expect([answer.status, answer.json.code, answer.json.traceId]).toEqual([status, code, '0af7651916cd43dd8448eb211c80319c']);
      expect(answer.text).not.toContain(canary);
      expect(answer.text).not.toMatch(/\.ts\b|\.js\b|node_modules|\bat .*:\d/);
      expect(http.faults).toEqual(status < 500 ? [] : [expect.objectContaining({ path: `/api/fail/${how}`, traceId: '0af7651916cd43dd8448eb211c80319c' })]);
    },
  );

  test('that no catalogue knows is a fault of ours', async () => {
    expect(await write('a', 'unlisted')).toMatchObject({ status: 500, json: { code: 'system.fault' } });
    expect(http.faults).toHaveLength(1);
  });

  test.each([['/api/notes/%zz', 400], ['/api/%00', 404], [`/api/notes/${'a'.repeat(400)}`, 400], ['/../../etc/passwd', 404]])('for the address %s has a body like the others', async (path, status) => {
    const answer = await http.ask('GET', path, { as: 'clerk' });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([status, 'application/problem+json; charset=utf-8', 'nosniff']);
    expect(answer.json.text.title.en).toBeTruthy();
  });

  test('by Node itself is problem details too', async () => {
    const raw = (text: string): Promise<string> => new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(http.url).port), '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => (answer += data.toString())).on('close', () => resolve(answer)).on('error', reject);
      socket.write(text);
    });
    const large = await raw(`GET / HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${'x'.repeat(100_000)}\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1.1 431 /);
    expect(JSON.parse(large.split('\r\n\r\n')[1]!).code).toBe('request.headers-too-large');
    expect(JSON.parse((await raw('NONSENSE\r\n\r\n')).split('\r\n\r\n')[1]!).code).toBe('request.malformed');
  });
});

describe('a command over HTTP', () => {
  test('repeated under its Idempotency-Key is answered with the first receipt', async () => {
    const first = await write('once', 'a', { 'idempotency-key': 'form-17' });
    const again = await write('once', 'a', { 'idempotency-key': 'form-17' });
    expect([first.status, again.status, first.json.repeated, again.json.repeated]).toEqual([201, 201, false, true]);
    expect(again.json.events).toEqual(first.json.events);
    expect(await write('once', 'b', { 'idempotency-key': 'form-17' })).toMatchObject({ status: 422, json: { code: 'command.idempotency-key-reused' } });
    expect((await http.ask('GET', '/api/notes/once', { as: 'clerk' })).json.texts).toEqual(['a']);
  });

  test('with an If-Match that no longer holds changes nothing and tells the revision', async () => {
    await write('match', 'a');
    expect((await write('match', 'b', { 'if-match': '"0"' })).status).toBe(201);
    const late = await write('match', 'c', { 'if-match': '"0"' });
    expect([late.status, late.json.code, late.json.values, late.headers.get('etag')]).toEqual([412, 'request.precondition-failed', { expected: 0, actual: 1 }, '"1"']);
    for (const tag of ['*', '"a"', '0', '"0", "1"', 'W/"0"']) {
      expect((await write('match', 'c', { 'if-match': tag })).json.errors[0]).toMatchObject({ field: 'header.if-match', code: 'not-a-revision' });
    }
    expect((await http.ask('GET', '/api/notes/match', { as: 'clerk' })).json.texts).toEqual(['a', 'b']);
  });

  test('records reason, authority and trace as they were given', async () => {
    await write('why', 'a', { 'x-reason': encodeURIComponent('统计口径调整'), 'x-authority': encodeURIComponent('宁质发〔2025〕3号'), traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    const { json } = await http.ask('GET', '/api/notes/why', { as: 'clerk' });
    expect(json.meta[0]).toMatchObject({ actor: 'clerk', unit: 'xuanwu', reason: '统计口径调整', authority: '宁质发〔2025〕3号' });
    expect(json.meta[0].traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
  });

  test.each([['%E7%9', 'not-percent-encoded'], ['%', 'not-percent-encoded'], ['caf\u00e9', 'not-percent-encoded'], ['%00', 'control-character'], ['%E2%80%AEabc', 'bidi-control'], ['%20', 'empty'], ['a'.repeat(2001), 'too-long']])(
    'does not take the header text %j', async (reason, code) => {
      const answer = await write('header', 'a', { 'x-reason': reason });
      expect([answer.status, answer.json.errors[0].field, answer.json.errors[0].code]).toEqual([400, 'header.x-reason', code]);
    },
  );
});

describe('the gate', () => {
  afterEach(() => http.breakAccessLog(false));

  test('sends away those without credentials, and those whose grants do not reach, and writes it down', async () => {
    const none = await write('gate', 'a', { authorization: 'Basic x' });
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="zhiheng"']);
    expect((await write('gate', 'a', {}, 'nobody')).json).toMatchObject({ status: 403, code: 'access.forbidden', values: { policy: 'notes.write' } });
    expect(http.recorded).toEqual([
      { kind: 'refused', actor: undefined, address: '127.0.0.1', method: 'POST', path: '/api/notes/gate', status: 401 },
      { kind: 'refused', actor: 'nobody', address: '127.0.0.1', method: 'POST', path: '/api/notes/gate', status: 403, policy: 'notes.write' },
    ]);
  });

  test('writes down what a rule behind it forbids, but no other refusal', async () => {
    expect((await write('gate', 'secret')).json.code).toBe('notes.not-yours');
    expect((await write('gate', 'a', {}, 'stranger')).json.code).toBe('command.forbidden');
    expect(http.recorded.filter((r) => r['kind'] === 'refused').map((r) => [r['actor'], r['policy']])).toEqual([['clerk', 'notes.not-yours'], ['stranger', 'notes.write']]);
    await write('full', '7');
    expect(http.recorded.filter((r) => r['kind'] === 'refused')).toHaveLength(2);
  });

  test('lets nobody through to a route that is not declared', async () => {
    for (const [as, status] of [['clerk', 403], ['nobody', 403], ['', 401]] as const) {
      const answer = await http.ask('GET', '/elsewhere/open', { as });
      expect([answer.status, answer.json.leaked]).toEqual([status, undefined]);
    }
  });

  test('writes down a sensitive read without its query', async () => {
    await http.ask('GET', '/api/notes/a?limit=1', { as: 'clerk' });
    expect(http.recorded).toEqual([{ kind: 'admitted', actor: 'clerk', address: '127.0.0.1', method: 'GET', path: '/api/notes/a', sensitive: 'read' }]);
  });

  test('writes down as an export, with its query, what a caller says is going to be a file', async () => {
    const exporting = { as: 'clerk', headers: { 'x-purpose': 'export' } };
    await http.ask('GET', '/api/notes/a?limit=1', exporting);
    await http.ask('GET', '/api/watch/a', exporting);
    await http.ask('GET', '/api/watch/a', { as: 'clerk', headers: { 'x-purpose': 'reading' } });
    await http.ask('GET', '/api/fail/fault', exporting);
    await http.ask('POST', '/api/measure', { ...exporting, body: { value: '1' } });
    const entry = { kind: 'admitted', actor: 'clerk', address: '127.0.0.1', method: 'GET', sensitive: 'export' };
    expect(http.recorded).toEqual([{ ...entry, path: '/api/notes/a', query: 'limit=1' }, { ...entry, path: '/api/watch/a' }]);
    http.breakAccessLog(true);
    expect((await http.ask('GET', '/api/watch/a', exporting)).status).toBe(503);
  });

  test('closes while the access log cannot be written: no command, no sensitive read, no answer to a refused access', async () => {
    http.breakAccessLog(true);
    for (const answer of [await write('closed', 'a'), await http.ask('GET', '/api/notes/closed', { as: 'clerk' }), await write('closed', 'a', {}, 'nobody'), await http.ask('GET', '/elsewhere/open')]) {
      expect([answer.status, answer.json.code, answer.headers.get('retry-after')]).toEqual([503, 'access.unrecorded', '30']);
    }
    expect(http.faults).toHaveLength(4);
    http.breakAccessLog(false);
    expect((await http.ask('GET', '/api/notes/closed', { as: 'clerk' })).json.texts).toEqual([]);
  });

  test.each([[undefined, '127.0.0.1'], [true, '203.0.113.9'], [['127.0.0.1'], '203.0.113.9'], [['10.0.0.1'], '127.0.0.1']])('with %j as trusted proxy takes %s for the address', async (trustProxy, address) => {
    const server = await listening(trustProxy === undefined ? {} : { trustProxy });
    try {
      await server.ask('POST', '/api/notes/a', { as: 'nobody', body: {}, headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' } });
      expect(server.recorded[0]?.['address']).toBe(address);
    } finally {
      await server.close();
    }
  });
});

describe('a stream of events', () => {
  test('is sent as it comes to those who may see it', async () => {
    const answer = await http.ask('GET', '/api/watch/desk', { as: 'clerk' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect([...answer.text.matchAll(/^data: (.*)$/gm)].map((match) => match[1])).toEqual(['{"id":"desk","n":0}', '{"id":"desk","n":1}']);
    expect([answer.headers.get('x-content-type-options'), answer.headers.get('trace-id')?.length]).toEqual(['nosniff', 32]);
  });

  test('is refused like any other answer', async () => {
    expect(await http.ask('GET', '/api/watch/desk')).toMatchObject({ status: 401, json: { code: 'access.unauthenticated' } });
    expect(await http.ask('GET', '/api/watch/desk', { as: 'nobody' })).toMatchObject({ status: 403, json: { code: 'access.forbidden' } });
    expect(await http.ask('GET', '/api/watch/NO', { as: 'clerk' })).toMatchObject({ status: 400, json: { code: 'request.invalid' } });
  });
});

describe('every answer', () => {
  test('carries headers that keep pages from being framed, sniffed or scripted by others', async () => {
    const { headers } = await http.ask('GET', '/api/notes/a', { as: 'clerk' });
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe-eval');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([[undefined], ['garbage'], ['00-00000000000000000000000000000000-b7ad6b7169203331-01'], ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x']])('names a trace, a new one for %s', async (traceparent) => {
    const { headers } = await http.ask('GET', '/api/notes/a', { as: 'clerk', headers: traceparent === undefined ? {} : { traceparent } });
    expect(headers.get('trace-id')).toMatch(/^(?!0af7651916cd43dd|0{32})[0-9a-f]{32}$/);
  });
});
