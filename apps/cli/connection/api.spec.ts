import { afterEach, describe, expect, test } from '@jest/globals';
import { isUuid } from '#engine/kernel';
import { problemBody, run, scriptedServer, testHost, type ScriptedServer, type SeenRequest, type TestHost } from '../cli-examples.js';
import { path } from './api.js';
import { serverEvents } from './server-events.js';

const receipt = { stream: 'report-x', revision: 3, position: 42, recordedAt: '2026-01-05T02:00:00.000Z', events: [{ id: '1', type: 'reporting.ReportReturned' }], repeated: false, changed: true };
const returning = ['return', 'patents', 'xuanwu', '2025-Q4', '--value', '1', '--reason', '口径不符，请复核', '--if-revision', '7'];

let server: ScriptedServer;
let host: TestHost;
afterEach(async () => {
  await server.close();
  host.dispose();
});

const start = async (answer: Parameters<typeof scriptedServer>[0]): Promise<void> => {
  server = await scriptedServer(answer);
  host = testHost();
};
const here = (...argv: string[]): Promise<number> => run(host, '--server', server.address, ...argv);

describe('a command', () => {
  test('carries an idempotency key, the seen revision, its body and the language', async () => {
    await start(() => ({ body: receipt }));
    expect(await here(...returning)).toBe(0);
    const { method, path: address, headers, body } = server.seen[0] as SeenRequest;
    expect([method, address, headers['if-match'], headers['accept-language'], headers['content-type']]).toEqual([
      'POST', '/api/reports/nanjing-2023/patents/xuanwu/2025-Q4/return', '"7"', 'zh-CN', 'application/json',
    ]);
    expect(isUuid(headers['idempotency-key'])).toBe(true);
    expect(JSON.parse(body)).toEqual({ value: '1', reason: '口径不符，请复核' });
    expect(host.written.stdout).toContain('日志位置  42');
  });

  test('carries reason and authority as percent-encoded headers', async () => {
    await start(() => ({ body: receipt }));
    await here('schemes', 'withdraw', 'x', '--reason', '不再适用', '--authority', '宁质发〔2026〕1号');
    const { headers } = server.seen[0]!;
    expect([decodeURIComponent(String(headers['x-reason'])), decodeURIComponent(String(headers['x-authority']))]).toEqual(['不再适用', '宁质发〔2026〕1号']);
  });

  test('is sent again under the same key when the line breaks', async () => {
    await start((_, count) => (count < 3 ? undefined : { body: receipt }));
    expect(await here(...returning)).toBe(0);
    const keys = server.seen.map(({ headers }) => headers['idempotency-key']);
    expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
    expect(host.slept).toEqual([300, 1000]);
  });

  test('says that its outcome is not known when the line stays broken', async () => {
    await start(() => undefined);
    expect(await here(...returning, '--lang', 'en')).toBe(1);
    expect(server.seen).toHaveLength(4);
    expect(host.written.stderr).toContain('whether the command was recorded is not known');
  });

  test('waits where the server asks for a short wait, and no longer', async () => {
    await start((_, count) => (count === 1 ? { status: 503, headers: { 'retry-after': '1' }, body: problemBody(503, 'request.contended') } : { body: receipt }));
    expect([await here(...returning), host.slept]).toEqual([0, [1000]]);
    await server.close();
    await start(() => ({ status: 503, headers: { 'retry-after': '30' }, body: problemBody(503, 'system.stopped') }));
    expect([await here(...returning), server.seen.length]).toEqual([1, 1]);
  });

  test('shows what there is after it with --wait, read no earlier than its own position', async () => {
    await start(({ method }) => ({ body: method === 'POST' ? receipt : { unit: 'xuanwu', value: '1', position: 42 } }));
    expect(await here(...returning, '--wait', '--json')).toBe(0);
    expect(server.seen[1]!.path).toBe('/api/reports/nanjing-2023/patents/xuanwu/2025-Q4?waitFor=42');
    expect(JSON.parse(host.written.stdout)).toEqual({ receipt, now: { unit: 'xuanwu', value: '1', position: 42 } });
  });

  test('that the server refuses leaves stdout empty and the problem on stderr, as JSON where asked for', async () => {
    await start(() => ({ status: 409, body: problemBody(409, 'reporting.period-closed') }));
    expect(await here(...returning, '--json')).toBe(3);
    expect([host.written.stdout, JSON.parse(host.written.stderr)]).toEqual(['', problemBody(409, 'reporting.period-closed')]);
  });

  test('to a server that is not there fails at once', async () => {
    await start(() => ({}));
    await server.close();
    expect(await here(...returning)).toBe(1);
    expect([host.written.stderr.includes('cli.unreachable'), host.slept]).toEqual([true, []]);
  });

  test.each(['ftp://x', 'nonsense', 'http://user:secret@host'])('to %s is wrong usage', async (address) => {
    await start(() => ({}));
    expect(await run(host, '--server', address, 'whoami')).toBe(2);
    expect(host.written.stderr).toContain('cli.bad-server');
  });
});

describe('a list', () => {
  test('is followed page by page, up to the limit', async () => {
    const rows = Array.from({ length: 7 }, (_, i) => ({ code: `u${i}`, name: { zh: '区', en: 'District' }, kind: 'district', status: 'active', from: '2020-01-01', mergedInto: null, until: null, revision: 0 }));
    await start(({ path: address }) => {
      const query = new URL(address, 'http://x').searchParams;
      const from = Number(query.get('cursor') ?? 0);
      const size = Math.min(3, Number(query.get('limit')));
      return { body: { items: rows.slice(from, from + size), total: 7, position: 9, ...(from + size < 7 ? { next: String(from + size) } : {}) } };
    });
    await here('units', 'list', '--json');
    expect(JSON.parse(host.written.stdout)).toMatchObject({ items: rows, total: 7, position: 9 });
    host.dispose();
    host = testHost();
    await here('units', 'list', '--limit', '4');
    expect(host.written.stdout).toContain('4 / 7 条 · 截至日志位置 9');
    expect(host.written.stdout).toContain('u3');
    expect(host.written.stdout).not.toContain('u4');
  });
});

describe('a path', () => {
  test('encodes its places', () => {
    expect(path`/a/${'b/c'}/${'区'}`).toBe('/a/b%2Fc/%E5%8C%BA');
  });
});

describe('server-sent events', () => {
  const read = async (...chunks: string[]) => {
    const events = [];
    for await (const event of serverEvents((async function* () { for (const chunk of chunks) yield Buffer.from(chunk, 'latin1'); })())) events.push(event);
    return events;
  };

  test('are read across chunks, line endings and comments', async () => {
    expect(await read('id: 1\ndata: a\nda', 'ta: b\n\n', ': comment\nevent: x\r', '\nid: 2\r\ndata:c\r\n\r\ndata: unfinished')).toEqual([
      { id: '1', type: 'message', data: 'a\nb' }, { id: '2', type: 'x', data: 'c' },
    ]);
  });

  test('keep characters that a chunk cuts in two', async () => {
    const bytes = Buffer.from('data: 玄武\n\n').toString('latin1');
    expect(await read(bytes.slice(0, 8), bytes.slice(8))).toMatchObject([{ data: '玄武' }]);
  });
});
