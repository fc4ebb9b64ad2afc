import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { MemoryEventStore } from '#engine/event-store/memory';
import { endpoint, Handle, Input, notFound, noteRead, notingLog, notingReads, readsText, type InputOf } from './index.js';
import { listening, type Listening } from './http-examples.js';

const asked = endpoint({
  method: 'GET', path: '/reads/:name', tag: 'spec', access: 'signed-in', summary: { zh: '读', en: 'Read' },
  params: z.strictObject({ name: z.string() }), query: z.strictObject({ found: z.enum(['no']).optional() }),
});

@Controller()
class ReadsHttp {
  @Handle(asked)
  async asked(@Input() { params: { name }, query }: InputOf<typeof asked>) {
    if (name === 'nothing') return { name };
    noteRead(name);
    await new Promise((resolve) => setImmediate(resolve));
    noteRead('always');
    noteRead(name);
    if (query.found === 'no') throw notFound();
    return { name };
  }
}

let http: Listening;
beforeAll(async () => void (http = await listening({}, [ReadsHttp])));
afterAll(() => http.close());

const readsOf = async (path: string): Promise<string | null> => (await http.ask('GET', `/api/reads/${path}`, { as: 'clerk' })).headers.get('x-reads');

describe('an answer', () => {
  test('names what it was read from, once and in order', async () => {
    expect([await readsOf('desks'), await readsOf('activity')]).toEqual(['always,desks', 'activity,always']);
  });

  test('that says there is nothing does so too, because there may be something soon', async () => {
    expect(await readsOf('desks?found=no')).toBe('always,desks');
  });

  test('that was read from nothing, or was refused before, names nothing', async () => {
    expect([await readsOf('nothing'), (await http.ask('GET', '/api/reads/desks')).headers.get('x-reads')]).toEqual([null, null]);
  });

  test('does not name what another was read from at the same time', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `p${String(n).padStart(2, '0')}`);
    expect(await Promise.all(names.map(readsOf))).toEqual(names.map((name) => `always,${name}`));
  });

  test('names the log where it was read from facts alone', async () => {
    const log = notingLog(new MemoryEventStore());
    const noted = new Set<string>();
    await notingReads(noted, async () => {
      expect(await log.head()).toBe(0);
      expect([...noted]).toEqual([]);
      expect(await log.readStream('note-1')).toEqual([]);
      expect((await log.readAll({ after: 0, limit: 1 })).events).toEqual([]);
    });
    expect(readsText(noted)).toBe('log');
    notingReads(noted, () => noteRead('desks'));
    expect(readsText(noted)).toBe('desks');
    await log.close();
  });

  test('outside a request is nobody\'s', () => {
    expect(() => noteRead('desks')).not.toThrow();
  });
});
