import { Controller, type MessageEvent } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NEVER, type Observable } from 'rxjs';
import { endpoint, HandleLive } from '#engine/http';
import { IdentityServer } from '../identity-server-examples.js';

const news = endpoint({ method: 'GET', path: '/spec-news', tag: 'spec', access: 'signed-in', summary: { zh: '新', en: 'News' }, replyType: 'text/event-stream' });

@Controller()
class NewsHttp {
  @HandleLive(news)
  news(): Observable<MessageEvent> {
    return NEVER;
  }
}

let server: IdentityServer;
beforeEach(async () => void (server = await IdentityServer.start({}, { controllers: [NewsHttp], heartbeatMs: 15 })));
afterEach(() => server.close());

/** Read a stream of somebody: `ended` resolves with what came. */
async function watching(token: string) {
  const response = await fetch(`${server.address}/api/spec-news`, { headers: { authorization: `Bearer ${token}` } });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const read = async (until: () => boolean): Promise<string> => {
    while (!until()) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
    }
    return text;
  };
  const beaten = (count: number) => read(() => text.split('event: alive').length > count);
  await beaten(1);
  return { ended: () => read(() => false), beaten, leave: () => reader.cancel() };
}

describe('a stream that somebody reads', () => {
  test('ends when they sign out, and no other does', async () => {
    const [here, elsewhere] = [await server.tokenOf('wang'), await server.tokenOf('wang')];
    const [ending, going] = [await watching(here), await watching(elsewhere)];
    await server.ask('POST', '/sign-out', { token: here });
    await ending.ended();
    await going.beaten(3);
    await going.leave();
  });

  test('ends when their account is locked', async () => {
    const stream = await watching(await server.tokenOf('wang'));
    expect((await server.ask('POST', '/users/wang/lock', { token: await server.tokenOf('sys'), body: { reason: '离岗' } })).status).toBe(200);
    await stream.ended();
  });

  test('ends when a role of theirs is revoked', async () => {
    const stream = await watching(await server.tokenOf('wang'));
    expect((await server.ask('POST', '/users/wang/revocations', { token: await server.tokenOf('sec'), body: { role: 'reporter', reason: '岗位调整' } })).status).toBe(200);
    await stream.ended();
  });

  test('ends when the token it was opened with runs out', async () => {
    const stream = await watching(await server.tokenOf('wang'));
    server.clock.advance({ minutes: 15 });
    await stream.ended();
  });
});
