import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, type Actor } from '#engine/kernel';
import { CommandEngine, commandRefusals, Commands, ExecuteHandler } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { AccessGuard, AccessRecorder, Authenticator, configureHttp, declaredEndpoints, EtagInterceptor, FaultReporter, httpAdapter, openApi, ProblemFilter, Refusals, Views } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, person, TestClock } from '#engine/testing';
import { periodEvents, periodStream, reportEvents, reportStream } from '#domain/reporting';
import { schemeEvents, schemeStream } from '#domain/scoring';
import { SealedSeeds, type SealedSeed } from '#domain/supervision';
import { unitEvents, unitStream } from '#domain/units';
import { calendar, days, people as city, plan, registeredUnit, round, schemeId, schemePublished, units } from './assessment-examples.js';
import { assessmentRefusals } from './assessment.refusals.js';
import { CheckOnSiteHttp } from './check-on-site/check-on-site.http.js';
import { SamplesHttp } from './check-on-site/samples.http.js';
import { ClaimBonusHttp } from './claim-bonus/claim-bonus.http.js';
import { EnterDeductionHttp } from './enter-deduction/enter-deduction.http.js';
import { AssessmentEvidence } from './evidence-index.js';
import { FreezeDataHttp } from './freeze-data/freeze-data.http.js';
import { reportStandingRows } from './freeze-data/report-standings.projection.js';
import { MarkItemsHttp } from './mark-items/mark-items.http.js';
import { assessmentYearEvents } from './open-round/assessment-year.events.js';
import { OpenRoundHttp } from './open-round/open-round.http.js';
import { resultEvents } from './result.events.js';
import { roundEvents } from './round.events.js';
import { SelfAssessHttp } from './self-assess/self-assess.http.js';

const people: Readonly<Record<string, Actor>> = { ...city, gulouReporter: person('reporter-gu', { unit: 'gulou', roles: { reporter: ['gulou'] } }) };
const [proof, secret] = ['a'.repeat(64), 'b'.repeat(64)];
const nothing = async () => undefined;
const catalogues = [schemeEvents, unitEvents, reportEvents, periodEvents, roundEvents, resultEvents, assessmentYearEvents];

/** Seeds kept as the port says, for as long as the spec runs. */
class KeptSeeds implements SealedSeeds {
  private readonly kept = new Map<string, SealedSeed>();
  keep = async (seed: SealedSeed): Promise<void> => void this.kept.set(seed.seedHash, this.kept.get(seed.seedHash) ?? seed);
  find = async (seedHash: string) => this.kept.get(seedHash);
  remove = async (seedHash: string) => this.kept.delete(seedHash);
  close = async (): Promise<void> => this.kept.clear();
}

/** Rounds on a server that really listens. */
class Served {
  readonly clock = new TestClock(days.selfAssessment);
  readonly log = new MemoryEventStore({ clock: this.clock });
  readonly seeds = new KeptSeeds();
  private readonly rows = new MemoryReadStore();
  private readonly runner = new ProjectionRunner({ projections: [reportStandingRows], log: this.log, store: this.rows, clock: this.clock, catalogues, owner: newId() });
  private app!: NestFastifyApplication;

  async open(): Promise<void> {
    await appendTo(this.log, schemeStream(schemeId), schemePublished());
    for (const unit of units) await appendTo(this.log, unitStream(unit), registeredUnit(unit));
    await appendTo(this.log, periodStream(plan, '2024-Q4'), { type: 'reporting.PeriodOpened', data: { plan, period: '2024-Q4', dueAt: '2025-04-20T15:59:59.999Z' } });
    await appendTo(this.log, reportStream(plan, 'tech-incubators', 'gulou', 2024), { type: 'reporting.IndicatorReported', data: { plan, indicator: 'tech-incubators', unit: 'gulou', period: '2024-Q4', value: '20', evidence: [], warnings: [], source: 'form' } });
    await this.runner.start();
    const files = { about: async (sha256: string) => ({ size: 9, type: 'application/pdf', uploads: [{ name: '佐证.pdf', unit: sha256 === proof ? 'xuanwu' : 'qinhuai', by: 'somebody' }] }) };
    @Global()
    @Module({
      imports: [CqrsModule.forRoot()],
      controllers: [OpenRoundHttp, SelfAssessHttp, CheckOnSiteHttp, SamplesHttp, MarkItemsHttp, ClaimBonusHttp, EnterDeductionHttp, FreezeDataHttp],
      providers: [
        ExecuteHandler, Commands, { provide: CommandEngine, useValue: new CommandEngine(this.log, Object.assign({}, ...catalogues), this.clock) }, { provide: EventStore, useValue: this.log },
        { provide: Views, useValue: new Views(this.log, this.rows, this.runner) }, { provide: SealedSeeds, useValue: this.seeds }, { provide: AssessmentEvidence, useValue: files },
        { provide: Refusals, useValue: { ...commandRefusals, ...assessmentRefusals } },
        { provide: Authenticator, useValue: { authenticate: async (r: { headers: Record<string, string> }) => people[r.headers['authorization'] ?? ''] } },
        { provide: AccessRecorder, useValue: { refused: nothing, admitted: nothing } },
        { provide: FaultReporter, useValue: { fault: (error: unknown) => console.error(error) } }, { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter },
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
    await this.runner.stop();
    await this.log.close();
  }

  async ask(as: string, method: 'GET' | 'POST', path: string, body?: object, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly json: any; readonly etag: string | null }> {
    const sent = body ? { body: JSON.stringify(body), headers: { authorization: as, 'content-type': 'application/json', ...headers } } : { headers: { authorization: as, ...headers } };
    const response = await fetch(`${await this.app.getUrl()}/api/rounds${path}`, { method, ...sent });
    return { status: response.status, json: await response.json(), etag: response.headers.get('etag') };
  }

  post = (as: string, path: string, body?: object, headers?: Record<string, string>) => this.ask(as, 'POST', path, body, headers);
  get = (as: string, path: string) => this.ask(as, 'GET', path);
}

const served = new Served();
beforeAll(() => served.open());
afterAll(() => served.close());

const opening = { title: { zh: '2024年度质量工作考核', en: 'Quality assessment 2024' }, plan, year: 2024, scheme: schemeId, calendar, planItem: '2025-考-07' };
const at = `/${round}`;
const xuanwu = `${at}/units/xuanwu`;
const report = { situation: '基本情况', problems: '存在问题', nextSteps: '下步打算', selfScore: '92.5' };
const items = [{ node: 'incubators', claim: { value: '18' }, evidence: [proof] }, { node: 'patents', claim: { value: '30' } }];
const bonuses = [{ claim: 'b-1', rule: 'award', matter: '中国质量奖提名奖', level: 'national', documentType: 'commendation', document: '国市监质发〔2024〕1号', evidence: [proof] }];
const team = [{ user: 'inspector-zhou', unit: 'statistics' }, { user: 'inspector-he', unit: 'statistics' }];
const check = { on: '2025-03-11', place: '新街口', team, items: [{ node: 'incubators', verified: { value: '16' } }], evidence: [proof], signatures: { both: true } };

describe('a round over HTTP, step by step', () => {
  test('it is opened once, under a key and under the item of the annual plan', async () => {
    expect((await served.post('bureau', at, { ...opening, planItem: undefined })).json).toMatchObject({ status: 422, code: 'assessment.plan-item-required' });
    expect((await served.post('reporter', at, opening)).status).toBe(403);
    const key = { 'idempotency-key': 'open' };
    const [first, again] = [await served.post('bureau', at, opening, key), await served.post('bureau', at, opening, key)];
    expect([first.status, first.etag, first.json.repeated, again.json]).toEqual([201, '"0"', false, { ...first.json, repeated: true }]);
    expect((await served.post('bureau', at, opening)).json).toMatchObject({ status: 409, code: 'assessment.round-exists' });
    expect((await served.post('bureau', '/quality-again', opening)).json).toMatchObject({ status: 409, code: 'assessment.year-taken' });
    expect((await served.post('bureau', '/quality-2025', { ...opening, year: 2025 })).json).toMatchObject({ status: 422, code: 'assessment.scheme-not-published' });
  });

  test('its calendar changes with a reason; a successor says what a new one would be', async () => {
    const later = { ...calendar, confirmBy: '2025-07-10' };
    expect((await served.post('bureau', `${at}/replanning`, { calendar: later })).json).toMatchObject({ status: 422, code: 'assessment.reason-required' });
    expect((await served.post('bureau', `${at}/replanning`, { calendar: later }, { 'x-reason': encodeURIComponent('顺延') })).status).toBe(200);
    const next = await served.get('bureau', `${at}/successor`);
    expect(next.json).toMatchObject({ round: 'quality-2025', content: { year: 2025, calendar: { confirmBy: '2026-07-10' }, startedFrom: round }, schemeVersion: null, units: null });
    expect((await served.get('bureau', `${at}/successor?year=2024`)).json).toMatchObject({ schemeVersion: 1, units: { added: [], left: [] } });
    expect((await served.get('bureau', '/none/successor')).status).toBe(404);
  });

  test('a unit assesses itself with its own evidence, and sees what counts', async () => {
    expect((await served.get('reporter', `${xuanwu}/self-assessment`)).status).toBe(404);
    expect((await served.get('reporter', `${xuanwu}/self-assessment-form`)).json).toMatchObject({ group: 'districts', leaves: [{ node: 'incubators', takes: 'figure', points: '40' }, {}, {}, {}, {}] });
    expect((await served.post('reporter', `${xuanwu}/self-assessment`, { ...report, items: [{ ...items[0], evidence: [secret] }] })).json).toMatchObject({ status: 422, code: 'assessment.evidence-unknown' });
    expect((await served.post('reporter', `${xuanwu}/self-assessment`, { ...report, items: [{ node: 'incubators', claim: { value: '１８' } }] })).json).toMatchObject({ status: 400, errors: [{ field: 'body.items.0.claim.value', code: 'not-a-decimal' }] });
    expect((await served.post('reporter', `${xuanwu}/self-assessment`, { ...report, items, bonuses })).json).toMatchObject({ revision: 0, notCounting: ['patents'] });
    expect((await served.get('reporter', `${xuanwu}/self-assessment`)).json).toMatchObject({ selfScore: '92.5', late: false, returned: null, items: [{ counts: true, evidence: [{ name: '佐证.pdf' }] }, { counts: false }], bonuses: [{ accepted: null }] });
    expect((await served.get('otherReporter', `${xuanwu}/self-assessment`)).status).toBe(404);
    expect((await served.post('otherReporter', `${xuanwu}/self-assessment`, { ...report, items: [] })).status).toBe(403);
  });

  test('it is given back and submitted anew; self-assessment ends with those missing named', async () => {
    expect((await served.post('bureau', `${xuanwu}/self-assessment/return`, { reason: '佐证不全', resubmitBy: '2025-03-10' })).status).toBe(200);
    expect((await served.post('reporter', `${xuanwu}/self-assessment`, { ...report, items, bonuses })).status).toBe(200);
    expect((await served.post('bureau', `${at}/self-assessment/closing`)).json).toMatchObject({ status: 409, code: 'assessment.self-assessment-open' });
    served.clock.set(days.afterSelfAssessment);
    expect((await served.post('bureau', `${at}/self-assessment/closing`)).json).toMatchObject({ events: [{ type: 'assessment.SelfAssessmentClosed' }] });
    expect((await served.post('reporter', `${xuanwu}/self-assessment`, { ...report, items })).json).toMatchObject({ status: 409, code: 'assessment.wrong-step' });
  });

  test('a sample is sealed: no answer and no fact tells the list, except to its team', async () => {
    expect((await served.post('bureau', `${at}/samples/s-1`, { count: 6, team })).json).toMatchObject({ status: 422, code: 'assessment.sample-too-large' });
    expect((await served.post('bureau', `${at}/samples/s-1`, { count: 1, candidates: ['gulou', 'qinhuai', 'xuanwu'], team })).status).toBe(201);
    const [sealed] = (await served.get('bureau', `${at}/samples`)).json.samples;
    expect(sealed).toMatchObject({ sealed: true, seed: null, drawn: null });
    for (const one of ['bureau', 'verifier', 'leader']) expect([403, 404]).toContain((await served.get(one, `${at}/samples/s-1/list`)).status);
    for (const one of ['reporter', 'organisation']) expect((await served.get(one, `${at}/samples`)).status).toBe(403);
    const list = await served.get('inspector', `${at}/samples/s-1/list`);
    expect([list.status, list.json.sealed, list.json.units.length]).toEqual([200, true, 1]);
    expect(declaredEndpoints.filter(({ path }) => path.endsWith('/samples/:sample/list'))).toMatchObject([{ sensitive: true }]);
    const kept = await served.seeds.find(sealed.seedHash);
    expect(kept).toBeDefined();
    expect(JSON.stringify((await served.log.readAll({ after: 0, limit: 1_000 })).events)).not.toContain(kept!.seed);
  });

  test('site checks set verified against claimed, also where only a report says what was claimed', async () => {
    expect((await served.post('inspector', `${xuanwu}/site-checks/c-1`, check)).status).toBe(201);
    expect((await served.post('inspector', `${at}/units/gulou/site-checks/c-2`, { ...check, evidence: [] })).status).toBe(201);
    expect((await served.get('reporter', `${xuanwu}/site-checks`)).json.checks).toMatchObject([{ check: 'c-1', recordedBy: 'inspector-zhou', items: [{ claimed: { value: '18' }, verified: { value: '16' }, difference: '-2' }] }]);
    expect((await served.get('inspector', `${at}/units/gulou/site-checks`)).json.checks).toMatchObject([{ items: [{ claimed: { value: '20' }, difference: '-4' }] }]);
    expect((await served.post('verifier', `${xuanwu}/site-checks/c-3`, check)).json).toMatchObject({ status: 403, code: 'assessment.recorder-not-in-team' });
    expect((await served.post('inspector', `${at}/units/jianye/site-checks/c-3`, check)).json).toMatchObject({ status: 422, code: 'assessment.unit-not-in-round' });
    expect((await served.post('inspector', '/none/units/xuanwu/site-checks/c-3', check)).json).toMatchObject({ status: 404, code: 'assessment.unknown-round' });
  });

  test('the sample opens once its unit was checked, and anybody can draw it again', async () => {
    const [drawn] = (await served.get('inspector', `${at}/samples/s-1/list`)).json.units as string[];
    expect((await served.post('bureau', `${at}/samples/s-1/opening`)).json).toMatchObject({ status: 409, code: 'assessment.sample-not-done' });
    expect((await served.post('bureau', `${at}/freezing`, { reason: '急' })).json).toMatchObject({ status: 409, code: 'assessment.samples-sealed' });
    expect((await served.post('inspector', `${at}/units/${drawn}/site-checks/u-1`, { ...check, sample: 's-1', evidence: [] })).status).toBe(201);
    expect((await served.post('bureau', `${at}/samples/s-1/opening`)).status).toBe(200);
    const [opened] = (await served.get('auditor', `${at}/samples`)).json.samples;
    expect(opened).toMatchObject({ sealed: false, seedFits: true, drawn: [drawn], redrawn: [drawn], same: true });
    expect(await served.seeds.find(opened.seedHash)).toBeUndefined();
  });

  test('raters mark, bonuses are decided, entries made and revoked', async () => {
    expect((await served.post('inspector', `${xuanwu}/marks/service`, { mark: '85' })).status).toBe(200);
    expect((await served.post('leader', `${xuanwu}/marks/service`, { mark: '101' })).json).toMatchObject({ status: 422, code: 'assessment.mark-out-of-range' });
    expect((await served.get('inspector', `${xuanwu}/marks`)).json.marks).toEqual([{ node: 'service', rater: 'inspector-zhou', mark: '85' }]);
    expect([(await served.get('reporter', `${xuanwu}/marks`)).status, (await served.get('insider', `${xuanwu}/marks`)).status]).toEqual([403, 404]);
    expect((await served.post('bureau', `${xuanwu}/bonuses/b-1/decision`, { accepted: true, reason: '文件属实' })).status).toBe(200);
    const document = '宁质通〔2025〕2号';
    expect((await served.post('bureau', `${xuanwu}/deductions/d-1`, { points: '0.5', reason: '迟报', document })).status).toBe(201);
    expect((await served.post('bureau', `${xuanwu}/conduct/r-1`, { kind: 'criticised', severity: 'city', matter: '某通报', document })).status).toBe(201);
    expect((await served.post('leader', `${xuanwu}/vetoes/v-1`, { rule: 'accident', matter: '某事故', document })).status).toBe(201);
    expect((await served.post('bureau', `${xuanwu}/entries/v-1/revocation`, undefined, { 'x-reason': encodeURIComponent('查无此事'), 'x-authority': encodeURIComponent(document) })).status).toBe(200);
    expect((await served.get('reporter', `${xuanwu}/entries`)).json.entries.map((one: any) => [one.entry, one.kind, one.revoked?.reason ?? null])).toEqual([
      ['d-1', 'deduction', null], ['r-1', 'criticised', null], ['v-1', 'veto', '查无此事'],
    ]);
  });

  test('before the freeze one sees what it would leave open; then it keeps the position', async () => {
    const preview = (await served.get('bureau', `${at}/freeze-preview?waitFor=${await served.log.head()}`)).json;
    expect(preview).toMatchObject({ openPeriods: [{ period: '2024-Q4', units: null }], sealedSamples: [], unverified: { total: 0 }, bonuses: { total: 0 } });
    expect(preview.missing.items).toContainEqual({ unit: 'qinhuai', node: 'patents', indicator: 'patents' });
    expect(preview.unmarked.items.map(({ unit }: { unit: string }) => unit)).toEqual(['qinhuai', 'gulou', 'market-regulation', 'science-tech']);
    expect((await served.get('reporter', `${at}/freeze-preview`)).status).toBe(403);
    const head = await served.log.head();
    expect((await served.post('bureau', `${at}/freezing`)).json).toMatchObject({ status: 409, code: 'assessment.site-checks-open' });
    expect((await served.post('bureau', `${at}/freezing`, { reason: '省里提前' })).json).toMatchObject({ position: head + 1 });
    expect((await served.log.readAll({ after: head, limit: 1 })).events[0]).toMatchObject({ type: 'assessment.DataFrozen', data: { position: head, reason: '省里提前' } });
  });

  test('a cancelled round makes room for another of the same year', async () => {
    const because = { reason: '并入综合考核', document: '宁委办〔2025〕2号' };
    expect((await served.post('bureau', `${at}/cancellation`, { reason: '并入综合考核' })).json).toMatchObject({ status: 422, code: 'assessment.document-required' });
    expect((await served.post('bureau', `${at}/cancellation`, because)).status).toBe(200);
    expect((await served.post('bureau', '/none/cancellation', because)).json).toMatchObject({ status: 404, code: 'assessment.unknown-round' });
    expect((await served.post('bureau', '/quality-again', { ...opening, startedFrom: round })).status).toBe(201);
    expect((await served.get('bureau', `/quality-again/samples?asKnownAt=${await served.log.head()}`)).json.samples).toEqual([]);
  });
});

describe('the routes', () => {
  const routes = declaredEndpoints.filter(({ tag }) => tag === 'assessment');

  test('can be described, and every refusal they name has its text', () => {
    const { paths } = openApi(routes, { ...commandRefusals, ...assessmentRefusals }, '0') as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toContain('/api/rounds/{round}/units/{unit}/site-checks/{check}');
    const named = routes.flatMap(({ refusals = [] }) => refusals);
    expect(named.filter((code) => !Object.hasOwn(assessmentRefusals, code))).toEqual([]);
    expect(Object.keys(assessmentRefusals).filter((code) => !named.includes(code))).toEqual([]);
  });

  test('those that change something take a key and are not open to readers', () => {
    for (const { method, command, access } of routes) {
      expect(command === true).toBe(method === 'POST');
      if (method === 'POST' && typeof access === 'object') for (const role of ['auditor', 'organisation', 'system-admin', 'security-admin', 'audit-admin']) expect(access.scope(person('x', { roles: { [role]: 'all' } }))).toEqual([]);
    }
  });
});
