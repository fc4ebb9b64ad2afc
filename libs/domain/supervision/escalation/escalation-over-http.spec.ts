import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal, newId, type Actor } from '#engine/kernel';
import { CommandEngine, commandRefusals, Commands, ExecuteHandler } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { AccessGuard, AccessRecorder, Authenticator, configureHttp, FaultReporter, httpAdapter, ProblemFilter, Refusals, Views } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { ReactionRunner } from '#engine/reactions';
import { MemoryReactionState } from '#engine/reactions/memory';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, TestClock } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { planEvents, planStream } from '#domain/plan';
import { reportEvents, reportStream } from '#domain/reporting';
import { escalationRefusals } from '../escalation.refusals.js';
import { acknowledged, finding, issuedFinding, people, plan, publishedYears } from '../finding-examples.js';
import { findingEvents, findingStream } from '../finding.events.js';
import { findingRefusals } from '../finding.refusals.js';
import { definedCard, indicator, setTarget } from '../progress-warning/progress-examples.js';
import { progressWarningEvents } from '../progress-warning/progress-warning.events.js';
import { ProgressWarningsHttp } from '../progress-warning/progress-warnings.http.js';
import { progressWarnings } from '../progress-warning/progress-warnings.projection.js';
import { watchProgress } from '../progress-warning/watch-progress.process.js';
import { defaultRules } from './default-policy.js';
import { escalationPolicies } from './escalation-policies.projection.js';
import { escalationPolicyEvents } from './escalation-policy.events.js';
import { EscalationPolicyHttp } from './escalation-policy.http.js';
import { findingEscalation } from './escalation.process.js';
import { RaiseByHandHttp } from './raise-by-hand.http.js';

const catalogue = { ...findingEvents, ...escalationPolicyEvents, ...progressWarningEvents, ...calendarEvents, ...planEvents, ...reportEvents };
const yearNotPublished = { 'calendar.year-not-published': { kind: 'conflict', title: { zh: '未发布', en: 'not published' }, remedy: { zh: '发布', en: 'publish' } } } as const;

/** Rules, timers and warnings on a server that really listens. */
class Served {
  readonly clock = new TestClock('2025-03-03T01:00:00.000Z');
  readonly log = new MemoryEventStore({ clock: this.clock, pollMs: 5 });
  private readonly rows = new MemoryReadStore();
  private readonly engine = new CommandEngine(this.log, catalogue, this.clock);
  private readonly runner = new ProjectionRunner({ projections: [escalationPolicies, progressWarnings], log: this.log, store: this.rows, clock: this.clock, catalogues: [catalogue], owner: newId() });
  readonly reactions = new ReactionRunner({
    store: this.log, state: new MemoryReactionState(), clock: this.clock, processes: [findingEscalation, watchProgress], timerPollMs: 3_600_000,
    fromBeginning: [findingEscalation.name, watchProgress.name],
    send: async ({ definition, command }, { commandId, cause }) => {
      const actor = { id: `system:${cause.process}`, grants: [{ role: 'system', units: 'all' as const }] };
      const outcome = await this.engine.execute(definition, command, { commandId, retryable: true, actor, correlation: cause.correlation });
      return isRefusal(outcome) ? outcome : 'done';
    },
  });
  private app!: NestFastifyApplication;

  async open(): Promise<void> {
    await appendTo(this.log, calendarStream(nationalCalendar), ...publishedYears(2025));
    await appendTo(this.log, planStream(plan), definedCard(), setTarget());
    await this.runner.start();
    this.reactions.start();
    const nothing = async () => undefined;
    @Global()
    @Module({
      imports: [CqrsModule.forRoot()],
      controllers: [EscalationPolicyHttp, RaiseByHandHttp, ProgressWarningsHttp],
      providers: [
        ExecuteHandler, Commands, { provide: CommandEngine, useValue: this.engine }, { provide: EventStore, useValue: this.log }, { provide: Views, useValue: new Views(this.log, this.rows, this.runner) },
        { provide: Authenticator, useValue: { authenticate: async (r: { headers: Record<string, string> }) => (people as Readonly<Record<string, Actor>>)[r.headers['authorization'] ?? ''] } },
        { provide: AccessRecorder, useValue: { refused: nothing, admitted: nothing } }, { provide: FaultReporter, useValue: { fault: (error: unknown) => console.error(error) } },
        { provide: Refusals, useValue: { ...commandRefusals, ...findingRefusals, ...escalationRefusals, ...yearNotPublished } },
        { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    })
    class ServedModule {}
    this.app = await NestFactory.create<NestFastifyApplication>(ServedModule, httpAdapter({}), { logger: false });
    this.app.setGlobalPrefix('api');
    configureHttp(this.app, {});
    await this.app.listen(0, '127.0.0.1');
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.reactions.stop();
    await this.runner.stop();
    await Promise.all([this.log.close(), this.rows.close()]);
  }

  /** Ask as somebody; a body makes it a POST. Reads see everything that was written. */
  async ask(as: string, path: string, body?: object): Promise<{ readonly status: number; readonly json: any }> {
    const place = body ? path : `${path}${path.includes('?') ? '&' : '?'}waitFor=${await this.log.head()}`;
    const sent = body ? { method: 'POST', body: JSON.stringify(body), headers: { authorization: as, 'content-type': 'application/json' } } : { headers: { authorization: as } };
    const response = await fetch(`${await this.app.getUrl()}/api${place}`, sent);
    return { status: response.status, json: await response.json() };
  }
}

const served = new Served();
beforeAll(() => served.open());
afterAll(() => served.close());
const policy = '/supervision/escalation-policy';

describe('escalation over HTTP', () => {
  test('rules are tried, adopted and found again in every version, as known at any time', async () => {
    expect((await served.ask('bureau', policy)).status).toBe(404);
    const { rules: shipped } = (await served.ask('auditor', `${policy}/shipped`)).json;
    expect(shipped).toEqual(defaultRules);
    const tried = await served.ask('bureau', `${policy}/preview`, { issuedOn: '2025-07-01', due: { on: '2025-07-26' } });
    expect([tried.status, tried.json.deadline.steps.length, tried.json.acknowledgeBy]).toEqual([200, 8, '2025-07-03T15:59:59.999Z']);
    expect((await served.ask('bureau', `${policy}/preview`, { issuedOn: '2025-12-30', due: { days: 20, kind: 'working' } })).json).toMatchObject({ status: 409, code: 'calendar.year-not-published' });
    expect((await served.ask('reporter', `${policy}/preview`, { issuedOn: '2025-07-01', due: { on: '2025-07-26' } })).status).toBe(403);
    expect((await served.ask('bureau', policy, { rules: shipped })).json).toMatchObject({ status: 422, code: 'supervision.authority-required' });
    expect((await served.ask('bureau', policy, { rules: [...shipped].reverse(), document: '文' })).json).toMatchObject({ status: 422, code: 'supervision.levels-not-ascending' });
    expect((await served.ask('inspector', policy, { rules: shipped, document: '文' })).status).toBe(403);
    const first = await served.ask('bureau', policy, { rules: shipped, document: '宁质发〔2025〕1号' });
    expect(first.status).toBe(201);
    expect((await served.ask('bureau', policy, { rules: shipped.slice(0, 4), document: '宁质发〔2025〕2号' })).status).toBe(201);
    expect((await served.ask('reporter', policy)).json).toMatchObject({ version: 2, inForce: true, document: '宁质发〔2025〕2号' });
    expect((await served.ask('auditor', `${policy}?asKnownAt=${first.json.position}`)).json).toMatchObject({ version: 1, inForce: true, replacedAt: null });
    expect((await served.ask('auditor', `${policy}/versions`)).json).toMatchObject({ total: 2, items: [{ version: 2 }, { version: 1, inForce: false }] });
    expect((await served.ask('auditor', `${policy}/versions/1`)).json).toMatchObject({ document: '宁质发〔2025〕1号', position: expect.any(Number) });
    expect((await served.ask('auditor', `${policy}/versions/9`)).status).toBe(404);
    expect((await served.ask('bureau', policy, { rules: shipped, document: '宁质发〔2025〕3号' })).status).toBe(201);
  });

  test('a timer raises a level when its time comes, and an inspector one before', async () => {
    await appendTo(served.log, findingStream(finding), issuedFinding(), acknowledged());
    await served.reactions.whenProcessed(await served.log.head());
    served.clock.set('2025-03-29T00:00:00.000Z');
    await served.reactions.fireDueTimers();
    expect((await served.ask('inspector', `/findings/${finding}/escalation`, { level: 'blue', reason: '催办' })).json).toMatchObject({ status: 409, code: 'supervision.level-not-higher' });
    expect((await served.ask('inspector', `/findings/${finding}/escalation`, { level: 'red' })).json).toMatchObject({ status: 422, code: 'supervision.reason-required' });
    expect((await served.ask('reporter', `/findings/${finding}/escalation`, { level: 'red', reason: '催办' })).status).toBe(403);
    expect((await served.ask('inspector', `/findings/${finding}/escalation`, { level: 'red', reason: '群众反映强烈' })).json).toMatchObject({ events: [{ type: 'supervision.FindingEscalated' }] });
    served.clock.set('2025-04-09T00:00:00.000Z');
    await served.reactions.fireDueTimers();
    const raised = (await served.log.readStream(findingStream(finding))).filter(({ type }) => type === 'supervision.FindingEscalated');
    expect(raised.map(({ data, meta }) => [data['level'], data['trigger'], meta.actor])).toEqual([
      ['reminder', 'before-due', 'system:supervision.escalation'], ['blue', 'before-due', 'system:supervision.escalation'], ['red', 'by-hand', 'inspector-zhou'], ['yellow', 'overdue', 'system:supervision.escalation'],
    ]);
    expect(await served.reactions.parked()).toEqual([]);
  });

  test('verified values behind schedule become a warning, with a draft for a finding; units see their own', async () => {
    const about = { plan, indicator, unit: 'xuanwu' };
    const stream = reportStream(plan, indicator, 'xuanwu', 2025);
    await appendTo(served.log, stream, { type: 'reporting.ReportVerified', data: { ...about, period: '2025-02', value: '16' } }, { type: 'reporting.ReportVerified', data: { ...about, period: '2025-03', value: '20' } });
    await served.reactions.whenProcessed(await served.log.head());
    const [list, foreign] = [await served.ask('reporter', '/supervision/warnings?year=2025&status=behind'), await served.ask('stranger', '/supervision/warnings')];
    expect(list.json).toMatchObject({ total: 1, items: [{ ...about, level: 'talk', running: 2, light: 'red', warnings: [{ level: 'talk', trigger: 'behind-months' }] }] });
    expect(foreign.json).toMatchObject({ total: 0, items: [] });
    const path = `/supervision/warnings/${plan}/${indicator}/xuanwu/2025`;
    expect((await served.ask('inspector', path)).json.draft).toMatchObject({ source: { kind: 'progress', ref: `progressWarning-${plan}.${indicator}.xuanwu` }, period: '2025-03' });
    expect((await served.ask('stranger', path)).status).toBe(404);
    await appendTo(served.log, stream, {
      type: 'reporting.ReportCorrected', data: { ...about, period: '2025-03', from: '20', to: '31', reasonCode: 'input-error', reason: '笔误', authority: '文', evidence: [] },
    });
    await served.reactions.whenProcessed(await served.log.head());
    expect((await served.ask('inspector', path)).json).toMatchObject({ status: 'caught-up', running: 0, level: 'talk', draft: null });
  });
});
