import { Controller, type MessageEvent } from '@nestjs/common';
import { afterEach, describe, expect, test } from '@jest/globals';
import { NEVER, of, type Observable } from 'rxjs';
import { endpoint, HandleLive, type HttpOptions } from './index.js';
import { listening, type Listening } from './http-examples.js';

const replyType = 'text/event-stream';
const quiet = endpoint({ method: 'GET', path: '/quiet', tag: 'spec', access: 'signed-in', summary: { zh: '静', en: 'Quiet' }, replyType });
const brief = endpoint({ method: 'GET', path: '/brief', tag: 'spec', access: 'public', summary: { zh: '短', en: 'Brief' }, replyType });

@Controller()
class QuietHttp {
  @HandleLive(quiet)
  quiet(): Observable<MessageEvent> {
    return NEVER;
  }

  @HandleLive(brief)
  brief(): Observable<MessageEvent> {
    return of({ type: 'news', data: 'one' });
  }
}

let http: Listening;
const start = async (options: HttpOptions = { heartbeatMs: 10 }): Promise<void> => void (http = await listening(options, [QuietHttp]));
afterEach(() => http.close());

/** A stream that somebody reads, and what came so far. */
async function watching(as: string) {
  const leaving = new AbortController();
  const response = await fetch(`${http.url}/api/quiet`, { headers: { authorization: `Bearer ${as}` }, signal: leaving.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const more = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    text += value ?? '';
    return !done;
  };
  return {
    beats: async (count: number) => {
      while (text.split('event: alive').length <= count && (await more()));
      return text.split('event: alive').length - 1;
    },
    end: async () => {
      while (await more());
    },
    leave: () => leaving.abort(),
  };
}

describe('a stream of events', () => {
  test('beats while nothing happens, for as long as its reader would be let in', async () => {
    await start();
    const clerk = await watching('clerk');
    expect(await clerk.beats(3)).toBeGreaterThanOrEqual(3);
    clerk.leave();
  });

  test('ends at the next beat once its reader is nobody any more', async () => {
    await start();
    const [clerk, other] = [await watching('clerk'), await watching('stranger')];
    await clerk.beats(1);
    http.change('clerk');
    await clerk.end();
    expect(await other.beats(2)).toBeGreaterThanOrEqual(2);
    other.leave();
  });

  test('ends when its reader has other rights, so that it is not read with the old ones', async () => {
    await start();
    const clerk = await watching('clerk');
    await clerk.beats(1);
    http.change('clerk', { id: 'clerk', unit: 'xuanwu', grants: [{ role: 'clerk', units: ['qinhuai'] }] });
    await clerk.end();
  });

  test('ends by itself when there is nothing more to come', async () => {
    await start({ heartbeatMs: 60_000 });
    expect((await http.ask('GET', '/api/brief')).text).toContain('event: news');
  });
});
