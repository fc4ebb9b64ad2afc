import { afterEach, describe, expect, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { run, scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';

const event = (position: number) => ({ id: `e${position}`, stream: 's-1', revision: position - 1, position, type: 'x.Happened', schema: 1, data: { n: position }, meta: { actor: 'li' }, recordedAt: '2026-01-05T02:00:00.000Z' });
const frame = (position: number): string => `event: event\nid: ${position}\ndata: ${JSON.stringify(event(position))}\n\n`;
const alive = 'event: alive\ndata: {}\n\n';

let server: ScriptedServer;
let host: TestHost;
afterEach(async () => {
  await server.close();
  host.dispose();
});

/** A log of some events that is served live; each connection sends what its turn says and then breaks. */
async function follow(head: number, turns: readonly ((after: number, response: ServerResponse) => void)[], ...argv: string[]): Promise<number> {
  let turn = 0;
  server = await scriptedServer(({ path }, _, response) => {
    const { pathname, searchParams } = new URL(path, 'http://x');
    if (pathname !== '/api/events-live') return { body: { items: [], scannedTo: 0, head } };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const next = turns[turn++];
    if (next) next(Number(searchParams.get('after')), response);
    else host.stop.abort();
    return 'handled';
  });
  host = testHost();
  return run(host, 'tail', '--server', server.address, '--json', ...argv);
}

const shown = (): number[] => host.written.stdout.trim().split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { position: number }).position);
const asked = (): (string | null)[] => server.seen.map(({ path }) => new URL(path, 'http://x')).filter(({ pathname }) => pathname === '/api/events-live').map(({ searchParams }) => searchParams.get('after'));

describe('following the log', () => {
  test('goes on where a broken line stopped, without a gap and without a repetition', async () => {
    const code = await follow(12, [
      (after, response) => response.end([after + 1, after + 2].map(frame).join('')),
      (after, response) => {
        // The line breaks in the middle of an event: that one is shown when it comes whole.
        response.write(frame(after + 1) + frame(after + 2).slice(0, 20));
        setImmediate(() => response.destroy());
      },
      // A server that begins too early is not believed.
      (after, response) => response.end(alive + [after - 1, after, after + 1].map(frame).join('')),
    ], '--lines', '2');
    expect([code, shown(), asked()]).toEqual([0, [11, 12, 13, 14], ['10', '12', '13', '14']]);
  });

  test('says where it goes on, for people', async () => {
    server = await scriptedServer(({ path }, count, response) => {
      if (!path.startsWith('/api/events-live')) return { body: { items: [], scannedTo: 0, head: 12 } };
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (count > 2) host.stop.abort();
      response.end(frame(13));
      return 'handled';
    });
    host = testHost();
    expect(await run(host, 'tail', '--server', server.address)).toBe(0);
    expect([host.written.stdout.match(/x\.Happened/g)?.length, host.written.stderr]).toEqual([1, '连接中断，正在从位置 13 之后重新连接……\n']);
  });

  test('begins where it is told, and not beyond the end of the log', async () => {
    expect(await follow(3, [(after, response) => response.end(frame(after + 1))], '--after', '2')).toBe(0);
    expect([shown(), asked()]).toEqual([[3], ['2', '3']]);
    await server.close();
    expect(await follow(3, [], '--after', '4')).toBe(2);
  });

  test('ends with a problem when the server says no', async () => {
    server = await scriptedServer(() => ({ status: 403, body: { code: 'access.forbidden', text: { title: { zh: '无权', en: 'No' }, remedy: { zh: '联系', en: 'Ask' } } } }));
    host = testHost();
    expect(await run(host, 'tail', '--server', server.address)).toBe(3);
  });
});
