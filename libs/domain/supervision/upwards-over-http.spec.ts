import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal, newId, type Actor, type EventCatalogue } from '#engine/kernel';
import { CommandEngine, commandRefusals, Commands, ExecuteHandler } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { AccessGuard, AccessRecorder, Authenticator, configureHttp, EtagInterceptor, FaultReporter, httpAdapter, ProblemFilter, Refusals, Views } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { ReactionRunner } from '#engine/reactions';
import { MemoryReactionState } from '#engine/reactions/memory';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, person, TestClock } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { planEvents } from '#domain/plan';
import { unitEvents, unitStream } from '#domain/units';
import { CallInterviewHttp } from './call-interview/call-interview.http.js';
import { SupervisionEvidence } from './evidence-index.js';
import { calendarYears, people as city, registeredUnit } from './finding-examples.js';
import { findingEvents, findingStream } from './finding.events.js';
import { findingRefusals } from './finding.refusals.js';
import { GiveInstructionHttp } from './give-instruction/give-instruction.http.js';
import { instructionToFinding } from './give-instruction/instruction-to-finding.process.js';
import { HoldInterviewHttp } from './hold-interview/hold-interview.http.js';
import { interviewEvents } from './interview.events.js';
import { interviewRefusals } from './interview.refusals.js';
import { InterviewsHttp } from './interviews/interviews.http.js';
import { interviews } from './interviews/interviews.projection.js';
import { matterEvents } from './matter.events.js';
import { matterRefusals } from './matter.refusals.js';
import { MattersHttp } from './matters/matters.http.js';
import { matters } from './matters/matters.projection.js';
import { NominateRewardHttp } from './nominate-reward/nominate-reward.http.js';
import { PubliciseRewardHttp } from './publicise-reward/publicise-reward.http.js';
import { ReportMatterHttp } from './report-matter/report-matter.http.js';
import { ReviewRewardHttp } from './review-reward/review-reward.http.js';
import { rewardEvents } from './reward.events.js';
import { rewardRefusals } from './reward.refusals.js';
import { RewardsHttp } from './rewards/rewards.http.js';
import { rewards } from './rewards/rewards.projection.js';
import { SettleMatterHttp } from './settle-matter/settle-matter.http.js';
import { SettleRewardHttp } from './settle-reward/settle-reward.http.js';

const controllers = [
  NominateRewardHttp, ReviewRewardHttp, PubliciseRewardHttp, SettleRewardHttp, RewardsHttp, ReportMatterHttp, GiveInstructionHttp, SettleMatterHttp, MattersHttp,
  CallInterviewHttp, HoldInterviewHttp, InterviewsHttp,
];
const people: Readonly<Record<string, Actor>> = { ...city, qian: person('reporter-qian', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } }) };
const proof = 'a'.repeat(64);

/** The three, on a server that really listens, with the process that makes findings of instructions. */
class Served {
  readonly clock = new TestClock('2025-03-03T01:00:00.000Z');
  readonly catalogue: EventCatalogue = { ...rewardEvents, ...matterEvents, ...interviewEvents, ...findingEvents, ...unitEvents, ...calendarEvents, ...planEvents };
  readonly log = new MemoryEventStore({ clock: this.clock, pollMs: 5 });
  readonly faults: unknown[] = [];
  private readonly rows = new MemoryReadStore();
  private readonly engine = new CommandEngine(this.log, this.catalogue, this.clock);
  private readonly runner = new ProjectionRunner({ projections: [rewards, matters, interviews], log: this.log, store: this.rows, clock: this.clock, catalogues: [this.catalogue], owner: newId() });
  readonly reactions = new ReactionRunner({
    store: this.log, state: new MemoryReactionState(), clock: this.clock, processes: [instructionToFinding], fromBeginning: [instructionToFinding.name],
    send: async ({ definition, command }, { commandId, cause }) => {
      const actor = { id: `system:${cause.process}`, grants: [{ role: 'system', units: 'all' as const }] };
      const outcome = await this.engine.execute(definition, command, { commandId, retryable: true, actor, correlation: cause.correlation });
      return isRefusal(outcome) ? outcome : 'done';
    },
  });
  private app!: NestFastifyApplication;

  async open(): Promise<void> {
    for (const unit of ['xuanwu', 'qinhuai']) await appendTo(this.log, unitStream(unit), registeredUnit(unit));
    await appendTo(this.log, calendarStream(nationalCalendar), ...calendarYears);
    await this.runner.start();
    this.reactions.start();
    const { engine, faults } = this;
    const files = { about: async (sha256: string) => (sha256 === proof ? { size: 9, type: 'application/pdf', uploads: [{ name: '佐证.pdf', unit: 'xuanwu', by: 'reporter-wang' }] } : undefined) };
    const nothing = async () => undefined;
    @Global()
    @Module({
      imports: [CqrsModule.forRoot()],
      controllers,
      providers: [
        ExecuteHandler, Commands, { provide: CommandEngine, useValue: engine }, { provide: Views, useValue: new Views(this.log, this.rows, this.runner) },
        { provide: SupervisionEvidence, useValue: files },
        { provide: Authenticator, useValue: { authenticate: async (r: { headers: Record<string, string> }) => people[r.headers['authorization'] ?? ''] } },
        { provide: AccessRecorder, useValue: { refused: nothing, admitted: nothing } }, { provide: FaultReporter, useValue: { fault: (error: unknown) => faults.push(error) } },
        { provide: Refusals, useValue: { ...commandRefusals, ...findingRefusals, ...rewardRefusals, ...matterRefusals, ...interviewRefusals } },
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
    await this.reactions.stop();
    await this.runner.stop();
    await Promise.all([this.log.close(), this.rows.close()]);
  }

  /** Ask as somebody; a body makes it a POST. Reads see everything that was written. */
  async ask(as: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly json: any; readonly etag: string | null }> {
    const place = body ? path : `${path}${path.includes('?') ? '&' : '?'}waitFor=${await this.log.head()}`;
    const json = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const response = await fetch(`${await this.app.getUrl()}/api${place}`, { ...json, headers: { authorization: as, ...(body ? { 'content-type': 'application/json' } : {}), ...headers } });
    return { status: response.status, json: await response.json(), etag: response.headers.get('etag') };
  }

  /** Do something that must succeed. */
  async act(as: string, path: string, body: object): Promise<any> {
    const { status, json } = await this.ask(as, path, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`);
    return json;
  }
}

const served = new Served();
beforeAll(() => served.open());
afterAll(() => served.close());

describe('a reward', () => {
  const nomination = { year: 2025, level: 'provincial', policyItem: '推进质量工作成效突出', unit: 'xuanwu', grounds: '走在前列', evidence: [proof] };

  test('goes from nomination to grant, and everybody sees what they may', async () => {
    const { reward } = await served.act('reporter', '/rewards', nomination);
    await served.act('bureau', `/rewards/${reward}/review`, { verdict: 'passed', opinion: '属实' });
    await served.act('bureau', `/rewards/${reward}/recommendation`, { to: '省政府办公厅', document: '宁政发〔2025〕9号' });
    const early = await served.ask('bureau', `/rewards/${reward}/publicity`, { from: '2025-03-03', to: '2025-03-06', where: '网站' });
    expect([early.status, early.json]).toMatchObject([422, { code: 'supervision.publicity-too-short', values: { earliest: '2025-03-07' } }]);
    await served.act('bureau', `/rewards/${reward}/publicity`, { from: '2025-03-03', to: '2025-03-07', where: '网站' });
    expect((await served.ask('qian', '/reward-publicity')).json.items).toEqual([expect.objectContaining({ reward, unit: 'xuanwu', publicity: expect.objectContaining({ workingDays: 5 }) })]);
    expect((await served.ask('qian', '/rewards')).json).toMatchObject({ items: [], total: 0 });
    expect((await served.ask('qian', `/rewards/${reward}`)).status).toBe(404);
    const { objection } = await served.act('qian', `/rewards/${reward}/objections`, { by: { kind: 'unit', unit: 'qinhuai' }, content: '有出入' });
    await served.act('bureau', `/rewards/${reward}/objections/${objection}/settlement`, { outcome: 'dismissed', opinion: '不成立' });
    served.clock.advance({ days: 7 });
    await served.act('bureau', `/rewards/${reward}/grant`, { document: '苏政办发〔2025〕30号', form: '资金激励', on: '2025-03-10', amount: { value: '100', unit: '万元' } });
    const one = await served.ask('reporter', `/rewards/${reward}`);
    expect(one.json).toMatchObject({ status: 'granted', openObjections: 0, revision: 6 });
    expect([one.etag, one.json.timeline.map((entry: { title: { en: string } }) => entry.title.en)]).toEqual([
      '"6"', ['Reward nominated', 'Reward reviewed', 'Reward recommended upwards', 'Reward publicised', 'Reward objected to', 'Objection to a reward settled', 'Reward granted'],
    ]);
    expect((await served.ask('auditor', '/rewards?year=2025&status=granted&level=provincial&unit=xuanwu')).json.items).toHaveLength(1);
    expect((await served.ask('leader', '/reward-counts?year=2025')).json.items).toEqual([
      { unit: 'xuanwu', nominated: 1, pending: 0, granted: 1, notGranted: 0, takenBack: 0, byLevel: { national: 0, provincial: 1, municipal: 0 } },
    ]);
    expect((await served.ask('leader', '/reward-counts?asKnownAt=1')).json.items).toEqual([]);
  });

  test('sent twice under one key is one, and a file that nobody uploaded is refused', async () => {
    const key = { 'idempotency-key': 'nominate-once' };
    const [first, second] = [await served.ask('reporter', '/rewards', nomination, key), await served.ask('reporter', '/rewards', nomination, key)];
    expect([first.json.reward, second.json.repeated]).toEqual([second.json.reward, true]);
    expect((await served.ask('reporter', '/rewards', { ...nomination, evidence: ['b'.repeat(64)] })).json).toMatchObject({ code: 'supervision.evidence-unknown' });
    expect((await served.ask('inspector', '/rewards', nomination)).status).toBe(403);
  });
});

describe('a major matter', () => {
  test('is instructed on, and the finding that comes of it is drafted once and named by the matter', async () => {
    const { matter } = await served.act('reporter', '/matters', {
      kind: 'request', title: '关于追加检验经费的请示', unit: 'xuanwu', content: '经费不足。', decisionSought: '追加 50 万元', signer: 'p-001', evidence: [proof],
    });
    expect((await served.ask('bureau', `/matters/${matter}/settlement`, { outcome: 'approved' })).json).toMatchObject({ status: 409, code: 'supervision.request-not-instructed' });
    const finding = { unit: 'qinhuai', severity: 'serious', requirement: '限期排查', due: { days: 20, kind: 'working' } };
    const { position, instruction } = await served.act('leader', `/matters/${matter}/instructions`, { text: '举一反三', handling: 'finding', finding });
    await served.reactions.whenProcessed(position);
    const [given] = (await served.ask('leader', `/matters/${matter}`)).json.instructions;
    const drafted = await served.log.readStream(findingStream(given.finding.finding));
    expect(drafted.map(({ type, data, meta }) => [type, (data['content'] as { source: unknown }).source, meta.actor])).toEqual([
      ['supervision.FindingDrafted', { kind: 'instruction', ref: `matter-${matter}/${instruction}` }, 'system:supervision.instruction-to-finding'],
    ]);
    // What another unit has to do about it is not for the unit that asked.
    for (const path of [`/matters/${matter}`, '/matters?unit=xuanwu']) {
      const { json } = await served.ask('reporter', path);
      expect((json.items?.[0] ?? json).instructions).toEqual([expect.objectContaining({ text: '举一反三', handling: 'finding', finding: null })]);
      expect(JSON.stringify(json)).not.toContain('限期排查');
    }
    await served.act('bureau', `/matters/${matter}/settlement`, { outcome: 'approved', document: '宁政复〔2025〕1号' });
    expect((await served.ask('leader', `/matters/${matter}`)).json).toMatchObject({ status: 'settled', waitingFor: null });
    expect((await served.ask('leader', `/matters/${matter}?asKnownAt=${position}`)).json).toMatchObject({ status: 'instructed', waitingFor: 'settlement' });
    expect([(await served.ask('qian', `/matters/${matter}`)).status, (await served.ask('inspector', '/matters')).status]).toEqual([404, 403]);
  });

  test('an incident shows how fast it was told of, and a supplement is kept', async () => {
    const occurredAt = served.clock.now();
    served.clock.advance({ hours: 25 });
    const { matter } = await served.act('reporter', '/matters', { kind: 'report', title: '电梯困人', unit: 'xuanwu', content: '已恢复。', urgency: 'urgent', incident: { occurredAt } });
    await served.act('reporter', `/matters/${matter}/supplements`, { content: '原因已查明' });
    expect((await served.ask('auditor', '/matters?written=late&phone=not-phoned&order=waiting-longest')).json.items).toEqual([
      expect.objectContaining({ matter, status: 'reported', supplements: [expect.objectContaining({ content: '原因已查明' })] }),
    ]);
    await served.act('bureau', `/matters/${matter}/return`, { reason: '要素不全' });
    expect((await served.ask('reporter', '/matters?waitingFor=unit')).json).toMatchObject({ total: 1, items: [{ matter, returnReason: '要素不全' }] });
  });
});

describe('an interview', () => {
  test('is called, moved, held, reported on and concluded', async () => {
    const at = (days: number, hours = 0) => new Date(Date.parse(served.clock.now()) + (days * 24 + hours) * 3_600_000).toISOString();
    const call = { unit: 'xuanwu', level: 'inspector', interviewer: 'inspector-zhou', interviewee: { person: 'p-001', post: '副区长' }, reason: '整改逾期', at: at(4), place: '301 室' };
    expect((await served.ask('inspector', '/interviews', { ...call, at: at(1) })).json).toMatchObject({ code: 'supervision.notice-too-short' });
    const { interview } = await served.act('inspector', '/interviews', call);
    await served.act('inspector', `/interviews/${interview}/move`, { at: at(4, 1), place: '302 室', reason: '会议冲突' });
    served.clock.advance({ days: 4, hours: 2 });
    const signed = { statement: '立即整改', commitments: [{ text: '补检', dueOn: '2025-04-30' }], minutes: [proof], signatures: { by: 'interviewer', refusal: '对事实有异议' } };
    const outOfRange = await served.ask('inspector', `/interviews/${interview}/record`, { ...signed, heldAt: served.clock.now(), followUpReportDueOn: '2025-04-30' });
    expect([outOfRange.status, outOfRange.json.code]).toEqual([422, 'supervision.follow-up-out-of-range']);
    await served.act('inspector', `/interviews/${interview}/record`, { ...signed, heldAt: served.clock.now(), followUpReportDueOn: outOfRange.json.values.latest });
    expect((await served.ask('reporter', '/interviews?awaitedBefore=2025-04-30')).json).toMatchObject({ total: 1, items: [{ interview, place: '302 室', status: 'held' }] });
    await served.act('reporter', `/interviews/${interview}/follow-up`, { report: '已补检', evidence: [proof] });
    await served.act('inspector', `/interviews/${interview}/conclusion`, { opinion: '到位' });
    expect((await served.ask('reporter', `/interviews/${interview}`)).json).toMatchObject({ status: 'concluded', late: false, moves: 1, timeline: { length: 5 } });
    expect((await served.ask('qian', `/interviews/${interview}`)).status).toBe(404);
    expect((await served.ask('inspector', `/interviews/${interview}/cancellation`, { reason: '原因' })).json).toMatchObject({ status: 409, code: 'supervision.interview-wrong-status' });
  });

  test('no answer was a fault', () => {
    expect(served.faults).toEqual([]);
  });
});
