import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import type { Actor } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { person, TestClock } from '#engine/testing';
import {
  AccessGuard, AccessRecorder, Authenticator, CityClock, configureHttp, endpoint, FaultReporter, Handle, httpAdapter, Input, momentField, momentKind, MomentInterceptor, Moments, NamedMoments, ProblemFilter, Refusals, viewQuery,
  type InputOf,
} from './index.js';

const view = endpoint({ method: 'GET', path: '/seen', tag: 'spec', access: 'signed-in', summary: { zh: '看', en: 'See' }, query: z.strictObject({ word: z.string().optional(), ...viewQuery }) });
const refined = endpoint({ method: 'GET', path: '/refined', tag: 'spec', access: 'signed-in', summary: { zh: '看', en: 'See' }, query: z.strictObject({ asKnownAt: momentField.optional() }).refine(() => true) });
const other = endpoint({ method: 'GET', path: '/other', tag: 'spec', access: 'signed-in', summary: { zh: '看', en: 'See' }, query: z.strictObject({ word: z.string().optional() }) });

@Controller()
class SeenHttp {
  @Handle(view)
  see(@Input() { query }: InputOf<typeof view>) {
    return query;
  }

  @Handle(refined)
  refined(@Input() { query }: InputOf<typeof refined>) {
    return query;
  }

  @Handle(other)
  other(@Input() { query }: InputOf<typeof other>) {
    return query;
  }
}

const people: Record<string, Actor> = { clerk: person('clerk'), stranger: person('stranger') };
const nothing = async () => undefined;
// The log of the spec: as many positions as days of the month have passed.
const log = { head: async () => 31, positionAt: async (instant: string) => Number(instant.slice(8, 10)) };
const named: NamedMoments = { position: async (name, actor) => (name === 'freeze:quality-2024' && actor.id === 'clerk' ? 7 : undefined) };

@Module({
  controllers: [SeenHttp],
  providers: [
    Moments, { provide: NamedMoments, useValue: named }, { provide: EventStore, useValue: log }, { provide: CityClock, useValue: new TestClock('2025-03-31T02:00:00.000Z') },
    { provide: Authenticator, useValue: { authenticate: async (request: { headers: Record<string, string> }) => people[request.headers['authorization'] ?? ''] } },
    { provide: AccessRecorder, useValue: { refused: nothing, admitted: nothing } }, { provide: FaultReporter, useValue: { fault: (error: unknown) => console.error(error) } }, { provide: Refusals, useValue: {} },
    { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter }, { provide: APP_INTERCEPTOR, useClass: MomentInterceptor },
  ],
})
class SeenModule {}

describe('a view asked for a moment', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(SeenModule, httpAdapter({}), { logger: false });
    app.setGlobalPrefix('api');
    configureHttp(app, {});
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const see = async (query: string, as = 'clerk', path = 'seen') => {
    const response = await fetch(`${await app.getUrl()}/api/${path}?${query}`, { headers: { authorization: as } });
    return { status: response.status, json: (await response.json()) as any };
  };

  test.each([
    ['12', '12'], ['2025-03-01', '2025-03-01'], ['2025-03-01T00:00:00Z', '2025-03-01T00:00:00Z'], ['-2d', '2025-03-29T02:00:00.000Z'], ['yesterday', '2025-03-30'], ['freeze:quality-2024', '7'],
  ])('%s reads %s', async (asked, read) => {
    expect((await see(`word=x&asKnownAt=${asked}`)).json).toEqual({ word: 'x', asKnownAt: read });
    expect((await see(`asKnownAt=${asked}`, 'clerk', 'refined')).json).toEqual({ asKnownAt: read });
  });

  test('now is no moment of the past', async () => {
    expect((await see('asKnownAt=now')).json).toEqual({});
  });

  test('is told that a name is not known, and so is who may not know of it', async () => {
    const unknown = await see('asKnownAt=freeze:none');
    expect([unknown.status, unknown.json.errors]).toEqual([400, [{ field: 'query.asKnownAt', code: 'unknown-moment', message: { zh: expect.stringContaining('没有名为 freeze:none 的时点'), en: expect.stringContaining('no moment named freeze:none') } }]]);
    expect((await see('asKnownAt=freeze:quality-2024', 'stranger')).json.errors[0].code).toBe('unknown-moment');
  });

  test('is told what a moment may look like', async () => {
    for (const bad of ['soon', 'Freeze:x', '-7', 'freeze:', 'freeze:a~0', '2025-02-30']) expect((await see(`asKnownAt=${bad}`)).json.errors).toMatchObject([{ field: 'query.asKnownAt', code: 'not-a-moment' }]);
  });

  test('learns nothing without being let in', async () => {
    expect((await see('asKnownAt=freeze:none', 'nobody')).status).toBe(401);
  });

  test('a route that has no moments does not read one', async () => {
    expect((await see('asKnownAt=freeze:none', 'clerk', 'other')).json.errors).toMatchObject([{ code: 'unknown-key' }]);
  });
});

describe('the position of a moment', () => {
  const moments = new Moments(log, new TestClock('2025-03-31T02:00:00.000Z'), named);
  test('is that of the log, the last one for now', async () => {
    expect([await moments.position('now', people['clerk']!, 'query.to'), await moments.position('-10d', people['clerk']!, 'query.to'), await moments.position('freeze:quality-2024', people['clerk']!, 'query.to')]).toEqual([31, 21, 7]);
    await expect(moments.position('99', people['clerk']!, 'query.to')).rejects.toMatchObject({ more: { errors: [{ field: 'query.to', code: 'too-big' }] } });
  });
});

describe('a text that says a moment', () => {
  test.each([
    ['0', 'position'], ['2025-06-30', 'date'], ['2025-06-30T16:00:00Z', 'instant'], ['now', 'now'], ['-1y', 'relative'], ['last-quarter', 'relative'], ['freeze:quality-2024', 'named'], ['published:quality-2024~2', 'named'],
    ['period-closed:nanjing-2023:2025-Q1', 'named'], ['issued:〔2025〕', undefined], ['', undefined], ['later', undefined],
  ])('%j is %s', (text, kind) => {
    expect(momentKind(text)).toBe(kind);
  });
});
