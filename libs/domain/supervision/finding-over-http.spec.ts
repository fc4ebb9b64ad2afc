import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Actor } from '#engine/kernel';
import { CommandEngine, commandRefusals, Commands, ExecuteHandler } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { AccessGuard, AccessRecorder, Authenticator, CityClock, configureHttp, declaredEndpoints, EtagInterceptor, FaultReporter, httpAdapter, ProblemFilter, Refusals } from '#engine/http';
import { AnswerAssignmentHttp } from './answer-assignment/answer-assignment.http.js';
import { DraftFindingHttp } from './draft-finding/draft-finding.http.js';
import { SupervisionEvidence } from './evidence-index.js';
import { FindingCity } from './finding-city-examples.js';
import { content, people as city } from './finding-examples.js';
import { findingStream } from './finding.events.js';
import { findingRefusals } from './finding.refusals.js';
import { IssueFindingHttp } from './issue-finding/issue-finding.http.js';
import { IssueOrders } from './issue-finding/issue-orders.http.js';
import { PlanRectificationHttp } from './plan-rectification/plan-rectification.http.js';
import { SuspendFindingHttp } from './suspend-finding/suspend-finding.http.js';
import { WithdrawFindingHttp } from './withdraw-finding/withdraw-finding.http.js';

const people: Readonly<Record<string, Actor>> = city;
const proof = 'a'.repeat(64);
const nothing = async () => undefined;

/** Findings on a server that really listens. */
class Served {
  city!: FindingCity;
  private app!: NestFastifyApplication;

  async open(): Promise<void> {
    this.city = await FindingCity.open();
    const files = { about: async (sha256: string) => (sha256 === proof ? { size: 9, type: 'application/pdf', uploads: [{ name: '佐证.pdf', unit: 'xuanwu', by: 'reporter-wang' }] } : undefined) };
    @Global()
    @Module({
      imports: [CqrsModule.forRoot()],
      controllers: [DraftFindingHttp, IssueFindingHttp, AnswerAssignmentHttp, PlanRectificationHttp, SuspendFindingHttp, WithdrawFindingHttp],
      providers: [
        ExecuteHandler, Commands, IssueOrders, { provide: CommandEngine, useValue: this.city.engine }, { provide: EventStore, useValue: this.city.log }, { provide: CityClock, useValue: this.city.clock },
        { provide: SupervisionEvidence, useValue: files }, { provide: Refusals, useValue: { ...commandRefusals, ...findingRefusals } },
        { provide: Authenticator, useValue: { authenticate: async (r: { headers: Record<string, string> }) => people[r.headers['authorization'] ?? ''] } },
        { provide: AccessRecorder, useValue: { refused: nothing, admitted: nothing } }, { provide: FaultReporter, useValue: { fault: (error: unknown) => console.error(error) } },
        { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    })
    class ServedModule {}
    this.app = await NestFactory.create<NestFastifyApplication>(ServedModule, httpAdapter({}), { logger: false });
    this.app.setGlobalPrefix('api');
    this.app.useGlobalInterceptors(new EtagInterceptor());
    configureHttp(this.app, {});
    await this.app.listen(0, '127.0.0.1');
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.city.close();
  }

  async ask(as: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly json: any; readonly etag: string | null }> {
    const sent = body ? { body: JSON.stringify(body), headers: { authorization: as, 'content-type': 'application/json', ...headers } } : { headers: { authorization: as, ...headers } };
    const response = await fetch(`${await this.app.getUrl()}/api${path}`, { method: 'POST', ...sent });
    return { status: response.status, json: await response.json(), etag: response.headers.get('etag') };
  }

  /** The facts of a finding so far. */
  async facts(finding: string): Promise<readonly string[]> {
    return (await this.city.log.readStream(findingStream(finding))).map(({ type }) => type.replace('supervision.', ''));
  }
}

const served = new Served();
beforeAll(() => served.open());
afterAll(() => served.close());
beforeEach(() => served.city.clock.set('2025-03-03T01:00:00.000Z'));

const because = { 'x-reason': encodeURIComponent('政策调整'), 'x-authority': encodeURIComponent('宁府〔2025〕3号') };

async function issued(finding: string): Promise<string> {
  expect((await served.ask('inspector', '/findings', { finding, content: content() })).status).toBe(201);
  expect((await served.ask('inspector', `/findings/${finding}/issue`)).status).toBe(200);
  return `/findings/${finding}`;
}

describe('findings over HTTP', () => {
  test('from the draft to rectifying, suspended and resumed, and withdrawn at last', async () => {
    const draft = await served.ask('inspector', '/findings', { content: content() });
    expect([draft.status, draft.etag]).toEqual([201, '"0"']);
    const { finding } = draft.json;
    const at = `/findings/${finding}`;
    const changed = await served.ask('bureau', `${at}/redraft`, { content: content({ title: '电梯检验超期（修改）' }) }, { 'if-match': '"0"' });
    expect([changed.status, changed.etag]).toEqual([200, '"1"']);
    expect((await served.ask('inspector', `${at}/issue`)).json).toMatchObject({ revision: 2, events: [{ type: 'supervision.FindingIssued' }] });
    expect((await served.ask('reporter', `${at}/acknowledgement`, { unit: 'xuanwu', contact: 'p-007' })).status).toBe(200);
    expect((await served.ask('reporter', `${at}/plan`, { unit: 'xuanwu', causes: '台账不全', measures: [{ what: '补检', who: '特种设备科', by: '2025-03-20' }], evidence: [proof] })).status).toBe(200);
    expect((await served.ask('reporter', `${at}/progress`, { unit: 'xuanwu', percent: '50', summary: '已补检 3 台' })).status).toBe(201);
    expect((await served.ask('supporter', `${at}/support`, { unit: 'finance', summary: '经费已拨付' })).status).toBe(201);
    expect((await served.ask('inspector', `${at}/suspension`, undefined, because)).status).toBe(200);
    served.city.clock.advance({ days: 3 });
    expect((await served.ask('inspector', `${at}/resumption`, { reason: '政策已明确' })).status).toBe(200);
    expect((await served.ask('bureau', `${at}/withdrawal`, undefined, because)).status).toBe(200);
    expect(await served.facts(finding)).toEqual([
      'FindingDrafted', 'FindingRedrafted', 'FindingIssued', 'FindingAcknowledged', 'RectificationPlanned', 'RectificationProgressed', 'SupportReported', 'FindingSuspended', 'FindingResumed', 'FindingWithdrawn',
    ]);
    const planned = (await served.city.log.readStream(findingStream(finding)))[4]!;
    expect(planned.data['evidence']).toEqual([{ sha256: proof, name: '佐证.pdf', size: 9, type: 'application/pdf' }]);
  });

  test('a contest is upheld by another than the issuer, or ends in a reassignment', async () => {
    const at = await issued('f-contested');
    const contest = { unit: 'xuanwu', ground: 'not-ours', reason: '不属本区职责', proposedUnit: 'qinhuai' };
    expect((await served.ask('reporter', `${at}/contest`, contest)).status).toBe(200);
    expect((await served.ask('inspector', `${at}/upholding`, { reason: '属地管理' })).json).toMatchObject({ status: 403, code: 'supervision.issuer-decides-not' });
    expect((await served.ask('otherInspector', `${at}/upholding`, { reason: '属地管理' })).status).toBe(200);
    expect((await served.ask('reporter', `${at}/contest`, { ...contest, evidence: ['b'.repeat(64)] })).json).toMatchObject({ status: 422, code: 'supervision.evidence-unknown' });
    expect((await served.ask('inspector', `${at}/reassignment`, { unit: 'qinhuai', supporting: [], due: { days: 20, kind: 'working' }, reason: '职责调整' })).status).toBe(200);
    expect((await served.ask('reporter', `${at}/acknowledgement`, { unit: 'xuanwu' })).json).toMatchObject({ status: 403, code: 'command.forbidden' });
  });

  test('a request under its key is carried out once: the same draft, the same number', async () => {
    const key = { 'idempotency-key': 'once' };
    const [first, second] = [await served.ask('inspector', '/findings', { content: content() }, key), await served.ask('inspector', '/findings', { content: content() }, key)];
    expect([second.json.finding, second.json.repeated]).toEqual([first.json.finding, true]);
    const at = `/findings/${first.json.finding}/issue`;
    const [issue, again] = [await served.ask('inspector', at, undefined, { 'idempotency-key': 'issue' }), await served.ask('inspector', at, undefined, { 'idempotency-key': 'issue' })];
    expect([issue.json.repeated, again.json]).toEqual([false, { ...issue.json, repeated: true }]);
  });

  test('a discarded draft is issued no more, alone or among many', async () => {
    await served.ask('inspector', '/findings', { finding: 'f-gone', content: content() });
    await served.ask('inspector', '/findings', { finding: 'f-here', content: content() });
    expect((await served.ask('inspector', '/findings/f-gone/discard', { reason: '重复' })).status).toBe(200);
    expect((await served.ask('inspector', '/findings/f-gone/issue')).json).toMatchObject({ status: 409, code: 'supervision.draft-discarded' });
    expect((await served.ask('inspector', '/findings/issue', { findings: ['f-here', 'f-gone'], dryRun: false })).json).toMatchObject({ recorded: false, refused: [{ finding: 'f-gone', code: 'supervision.draft-discarded' }] });
    expect((await served.ask('inspector', '/findings/issue', { findings: ['f-here'] })).json).toMatchObject({ dryRun: true, recorded: false, accepted: 1 });
    expect((await served.ask('inspector', '/findings/issue', { findings: ['f-here'], dryRun: false })).json).toMatchObject({ recorded: true, events: 2 });
  });

  test('what is not acceptable is named field by field; units do not inspect, and inspectors do not answer', async () => {
    const bad = await served.ask('inspector', '/findings', { content: { ...content(), severity: 'fatal', due: { on: '2025-02-30' } } });
    expect([bad.status, bad.json.errors.map(({ field }: { field: string }) => field)]).toEqual([400, ['body.content.severity', 'body.content.due.on']]);
    const at = await issued('f-guarded');
    for (const path of ['/findings', `${at}/issue`, `${at}/suspension`, `${at}/withdrawal`, `${at}/upholding`]) expect((await served.ask('reporter', path, {})).status).toBe(403);
    for (const path of ['acknowledgement', 'contest', 'plan', 'progress', 'support']) expect((await served.ask('inspector', `${at}/${path}`, {})).status).toBe(403);
    expect((await served.ask('nobody', '/findings', {})).status).toBe(401);
  });

  test('every refusal that a route of these names has its text', () => {
    const named = declaredEndpoints.filter(({ tag }) => tag === 'supervision').flatMap(({ refusals = [] }) => refusals);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((code) => !code.startsWith('calendar.') && !Object.hasOwn({ ...commandRefusals, ...findingRefusals }, code))).toEqual([]);
  });
});
