import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commandRefusals } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { AccessGuard, AccessRecorder, Authenticator, CityClock, configureHttp, FaultReporter, httpAdapter, ProblemFilter, Refusals } from '#engine/http';
import { newId, type Actor } from '#engine/kernel';
import { Inbox, InboxOutlet, NoticeRejected, NoticeRunner } from '#engine/notices';
import { appendTo, person } from '#engine/testing';
import { issued, noticeSetting, overdue, until } from '../../../libs/engine/notices/notice-examples.js';
import { NoticesHttp } from './notices.http.js';
import { noticeRefusals } from './notices.refusals.js';

const people: Record<string, Actor> = {
  wang: person('wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }),
  li: person('li', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }),
  qin: person('qin', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } }),
  zhao: person('zhao', { roles: { inspector: ['xuanwu'] } }),
  other: person('other', { roles: { inspector: ['qinhuai'] } }),
  bureau: person('bureau', { roles: { bureau: 'all' } }),
  boss: person('boss', { roles: { leadership: 'all' } }),
  sys: person('sys', { roles: { 'system-admin': 'all' } }),
};

const { store, clock, inbox, outlet, outbox, open, stop } = noticeSetting({ attempts: 1 });
const faults: unknown[] = [];
let runner: NoticeRunner;
let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  outlet.before = ({ notice }) => {
    if (notice.key === 'overdue/F1/1') throw new NoticeRejected('no number');
  };
  runner = open({ outlets: [new InboxOutlet(inbox), outlet] });
  const authenticate = async (request: { headers: Record<string, string> }) => people[request.headers['authorization']?.slice('Bearer '.length) ?? ''];
  @Module({
    controllers: [NoticesHttp],
    providers: [
      { provide: Inbox, useValue: inbox }, { provide: NoticeRunner, useValue: runner }, { provide: EventStore, useValue: store }, { provide: CityClock, useValue: clock },
      { provide: Authenticator, useValue: { authenticate } }, { provide: AccessRecorder, useValue: { refused: async () => undefined, admitted: async () => undefined } },
      { provide: FaultReporter, useValue: { fault: (error: unknown) => faults.push(error) } }, { provide: Refusals, useValue: { ...commandRefusals, ...noticeRefusals } },
      { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  })
  class NoticesModule {}
  app = await NestFactory.create<NestFastifyApplication>(NoticesModule, httpAdapter(), { logger: false });
  app.setGlobalPrefix('api');
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  await appendTo(store, 'finding-F1', issued('F1'), overdue('F1', 1));
  clock.advance({ minutes: 1 });
  await appendTo(store, 'finding-F2', issued('F2', 'qinhuai', { urgency: 'urgent' }), issued('F3', 'xuanwu', { urgency: 'urgent' }));
});
afterAll(async () => {
  await app.close();
  await stop();
  expect(faults).toEqual([]);
});

async function ask(as: string, method: string, path: string, body?: unknown, key?: string): Promise<{ readonly status: number; readonly json: any }> {
  const headers = { authorization: `Bearer ${as}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const response = await fetch(`${url}/api${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
}
const links = async (as: string, query = ''): Promise<string[]> => (await ask(as, 'GET', `/notices?waitFor=4${query}`)).json.items.map((each: { link: string }) => each.link.split('/').at(-1));

describe('a person\'s notices', () => {
  test('are those addressed to them and to their roles where the grant covers the unit', async () => {
    expect(await links('wang')).toEqual(['F3', 'F1']);
    expect(await links('qin')).toEqual(['F2']);
    expect(await links('boss')).toEqual(['F1']);
    expect(await links('bureau')).toEqual([]);
    expect((await ask('nobody', 'GET', '/notices')).status).toBe(401);
  });

  test('say everything, with counts, total and the position they reflect', async () => {
    const { json } = await ask('wang', 'GET', '/notices?limit=1&waitFor=4');
    expect(json).toMatchObject({ total: 2, position: 4, counts: { unread: 2, urgent: 1 }, next: expect.any(String) });
    expect(json.items[0]).toEqual({
      id: expect.any(String), key: expect.any(String), to: { role: 'reporter', unit: 'xuanwu' }, urgency: 'urgent', title: { zh: '新督办单', en: 'A new order' },
      text: { zh: '请于两个工作日内签收督办单F3。', en: 'Acknowledge order F3 within two working days.' }, link: '/api/findings/F3', about: 'finding-F2', event: expect.any(String), position: 4,
      at: '2025-03-03T01:01:00.000Z', readAt: null,
    });
    const rest = await ask('wang', 'GET', `/notices?limit=1&cursor=${json.next}`);
    expect([rest.json.items[0].link, rest.json.next]).toEqual(['/api/findings/F1', undefined]);
  });

  test('are filtered by urgency and time', async () => {
    expect(await links('wang', '&urgency=urgent')).toEqual(['F3']);
    expect(await links('wang', '&since=2025-03-03T01:01:00Z')).toEqual(['F3']);
    expect(await links('wang', '&since=2025-03-03T01:01:01Z')).toEqual([]);
  });

  test.each(['cursor=page-2', 'unread=maybe', 'since=yesterday', 'urgency=soon', 'limit=0', 'who=li'])('are not asked for with %s', async (query) => {
    const { status, json } = await ask('wang', 'GET', `/notices?${query}`);
    expect([status, json.code, json.errors[0].field]).toEqual([400, 'request.invalid', `query.${query.split('=')[0]}`]);
  });
});

describe('reading', () => {
  test('is each person\'s own, and those who may see who read what when', async () => {
    const { json } = await ask('wang', 'GET', '/notices?waitFor=4');
    const [newest] = json.items;
    expect((await ask('wang', 'POST', `/notices/${newest.id}/read`)).json).toEqual({ read: 1, unread: 1, urgent: 0 });
    expect((await ask('wang', 'POST', `/notices/${newest.id}/read`)).json).toEqual({ read: 0, unread: 1, urgent: 0 });
    expect(await links('wang', '&unread=true')).toEqual(['F1']);
    expect(await links('wang', '&unread=false')).toEqual(['F3']);
    expect((await ask('li', 'GET', '/notices')).json.counts).toEqual({ unread: 2, urgent: 1 });
    clock.advance({ seconds: 5 });
    expect((await ask('li', 'POST', '/notices/read', { ids: json.items.map(({ id }: { id: string }) => id) })).json).toEqual({ read: 2, unread: 0, urgent: 0 });
    for (const who of ['zhao', 'bureau']) {
      const { json: receipts } = await ask(who, 'GET', `/notices/${newest.id}/receipts`);
      expect(receipts.receipts).toEqual([{ user: 'wang', readAt: '2025-03-03T01:01:00.000Z' }, { user: 'li', readAt: '2025-03-03T01:01:05.000Z' }]);
    }
    expect((await ask('other', 'GET', `/notices/${newest.id}/receipts`)).status).toBe(404);
    expect((await ask('wang', 'GET', `/notices/${newest.id}/receipts`)).status).toBe(403);
    expect((await ask('bureau', 'GET', `/notices/${newId()}/receipts`)).status).toBe(404);
  });

  test('of everything leaves what came in since', async () => {
    expect((await ask('qin', 'POST', '/notices/read', { upTo: 2 })).json).toEqual({ read: 0, unread: 1, urgent: 1 });
    expect((await ask('qin', 'POST', '/notices/read', { upTo: 3 })).json).toEqual({ read: 1, unread: 0, urgent: 0 });
  });

  test('of what is not for the reader is not possible', async () => {
    const { json } = await ask('boss', 'GET', '/notices?waitFor=4');
    expect((await ask('wang', 'POST', `/notices/${json.items[0].id}/read`)).status).toBe(404);
    expect((await ask('wang', 'POST', '/notices/read', { ids: [json.items[0].id] })).json.read).toBe(0);
    expect((await ask('wang', 'POST', '/notices/not-an-id/read')).status).toBe(400);
    expect((await ask('wang', 'POST', '/notices/read', {})).status).toBe(400);
    expect((await ask('wang', 'POST', '/notices/read', { ids: [], upTo: 3 })).status).toBe(400);
  });

  test('and what comes in changes the count that is watched', async () => {
    const watching = new AbortController();
    const response = await fetch(`${url}/api/notices/live`, { headers: { authorization: 'Bearer boss' }, signal: watching.signal });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const seen = async (count: number): Promise<unknown[]> => {
      const found = (): unknown[] => [...text.matchAll(/^data: (\{.*"changed".*\})$/gm)].map((match) => JSON.parse(match[1]!).changed[0]);
      while (found().length < count) text += (await reader.read()).value ?? '';
      return found();
    };
    expect(await seen(1)).toEqual([{ unread: 1, urgent: 1 }]);
    await appendTo(store, 'finding-F9', issued('F9'), overdue('F9', 1));
    expect((await seen(2))[1]).toEqual({ unread: 2, urgent: 2 });
    await ask('boss', 'POST', '/notices/read', { upTo: 99 });
    expect((await seen(3))[2]).toEqual({ unread: 0, urgent: 0 });
    watching.abort();
  });
});

describe('deliveries', () => {
  test('are seen by the bureau and the system administrator, without what the notices say', async () => {
    await until(async () => (await outbox.counts('sms', clock.now())).failed === 1);
    const { json } = await ask('sys', 'GET', '/notices/deliveries?state=failed');
    expect(json).toMatchObject({ total: 1, items: [{ outlet: 'sms', key: 'overdue/F1/1', state: 'failed', attempts: 1, reason: 'NoticeRejected: no number', to: { role: 'leadership' }, receipt: null }] });
    expect(JSON.stringify(json)).not.toContain('逾期');
    expect((await ask('bureau', 'GET', '/notices/deliveries?outlet=inbox&limit=2')).json.items).toHaveLength(2);
    for (const who of ['wang', 'zhao', 'boss']) expect((await ask(who, 'GET', '/notices/deliveries')).status).toBe(403);
  });

  test('that failed are tried again by the system administrator; the act is a fact, once', async () => {
    await until(async () => (await outbox.counts('sms', clock.now())).failed === 1);
    const [failed] = (await ask('sys', 'GET', '/notices/deliveries?state=failed')).json.items;
    expect((await ask('bureau', 'POST', `/notices/deliveries/${failed.id}/retry`)).status).toBe(403);
    outlet.before = () => undefined;
    const again = () => ask('sys', 'POST', `/notices/deliveries/${failed.id}/retry`, undefined, 'retry-1');
    expect(await again()).toEqual({ status: 202, json: { queued: true } });
    await until(async () => (await outbox.one(failed.id))!.state === 'delivered');
    expect(await again()).toEqual({ status: 202, json: { queued: true } });
    const facts = await store.readStream('notices-sms');
    expect(facts.map(({ type, data, meta }) => [type, data['delivery'], data['failure'], meta.actor])).toEqual([['notices.DeliveryRetried', failed.id, 'NoticeRejected: no number', 'sys']]);
    const { status, json } = await ask('sys', 'POST', `/notices/deliveries/${failed.id}/retry`);
    expect([status, json.code, json.text.title.zh]).toEqual([409, 'notices.delivery-not-failed', '该投递未失败，无需重试；当前状态为 delivered。']);
    expect(await ask('sys', 'POST', `/notices/deliveries/${newId()}/retry`)).toMatchObject({ status: 404, json: { code: 'notices.unknown-delivery' } });
  });
});
