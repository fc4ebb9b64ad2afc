import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import { closedUnit, people, registeredUnit } from '../finding-examples.js';
import { informed, matter, noted, report, request, requested, returned, settled, supplemented } from '../matter-examples.js';
import { reportMatter, type ReportMatter } from './report-matter.js';
import { supplementMatter } from './supplement-matter.js';
import { timelinessOf } from './timeliness.js';

const told = { toldFrom: { unit: [registeredUnit('xuanwu')] } };
const without = (field: 'decisionSought' | 'signer'): ReportMatter => Object.fromEntries(Object.entries(request).filter(([name]) => name !== field)) as unknown as ReportMatter;

describe('reporting a matter', () => {
  test('a unit asks for one decision, or informs', () => {
    given().as(people.reporter).when(reportMatter, request, told).then(requested());
    given().as(people.reporter).when(reportMatter, report, told).then(informed());
    given().as(people.bureau).when(reportMatter, request, told).then(requested());
  });

  test('the same again changes nothing, however much later', () => {
    given(requested()).as(people.reporter).when(reportMatter, request, told).thenNothing();
    given(informed('2025-01-01T00:00:01.000Z')).when(reportMatter, report, { ...told, now: '2025-04-03T01:00:00.000Z' }).thenNothing();
  });

  test('a returned one is reported anew, in time as when it first came', () => {
    given(requested(), returned()).as(people.reporter).when(reportMatter, { ...request, content: '补正' }, told).then(requested({ content: '补正' }));
    // The log of a spec begins on the first of January 2025: that is when the form first came.
    given(informed(), returned()).when(reportMatter, report, { ...told, now: '2025-03-09T01:00:00.000Z' }).then(informed('2025-01-01T00:00:01.000Z'));
  });

  test('nobody reports for another unit', () => {
    given().as(people.stranger).when(reportMatter, request, told).thenForbidden();
    given().as(people.inspector).when(reportMatter, request, told).thenForbidden();
  });

  test.each([
    ['that is there already', [requested()], { ...request, title: '其他' }, told, 'supervision.matter-exists'],
    ['that is instructed on', [requested(), noted()], request, told, 'supervision.matter-exists'],
    ['that was returned to another unit', [requested({ unit: 'qinhuai' }), returned()], request, told, 'supervision.matter-exists'],
    ['of an unknown unit', [], request, {}, 'supervision.unknown-unit'],
    ['of a unit that is gone', [], request, { toldFrom: { unit: [registeredUnit('xuanwu'), closedUnit('xuanwu')] } }, 'supervision.unknown-unit'],
    ['that asks for nothing and is a request', [], without('decisionSought'), told, 'supervision.decision-sought-required'],
    ['that asks without a signature', [], without('signer'), told, 'supervision.signer-required'],
    ['that informs and asks', [], { ...report, decisionSought: '追加经费' }, told, 'supervision.request-in-report'],
    ['that hides a request in a report', [], { ...report, content: '拟追加经费。妥否，请批示。' }, told, 'supervision.request-in-report'],
    ['of an incident to come', [], { ...report, incident: { occurredAt: '2025-03-03T01:00:00.001Z' } }, told, 'supervision.incident-ahead'],
    ['phoned before the incident', [], { ...report, incident: { occurredAt: '2025-03-02T20:00:00.000Z', phonedAt: '2025-03-02T19:59:59.999Z' } }, told, 'supervision.phoned-out-of-time'],
    ['phoned in the future', [], { ...report, incident: { occurredAt: '2025-03-02T20:00:00.000Z', phonedAt: '2025-03-03T01:00:00.001Z' } }, told, 'supervision.phoned-out-of-time'],
  ] as const)('a matter %s is refused', (_, past, command, options, code) => {
    given(...past).when(reportMatter, command, options as typeof told).thenRefused(code);
  });

  test.each(['当否，请批复。', '可否、请予审批', '是否妥当，请  批准'])('a report that ends with %s is a request', (formula) => {
    given().when(reportMatter, { ...report, content: `情况如上。${formula}` }, told).thenRefused('supervision.request-in-report', {}, 'body.content');
  });

  test('a report may tell that a request was sent', () => {
    given().when(reportMatter, { ...report, content: '已按领导批示办理，另文请示经费。' }, told).then({ ...informed(), data: { ...informed().data, content: '已按领导批示办理，另文请示经费。' } as never });
  });
});

describe('how fast an incident is told of', () => {
  const [occurred, phoneDueAt, writtenDueAt] = ['2025-03-01T00:00:00.000Z', '2025-03-01T02:00:00.000Z', '2025-03-02T00:00:00.000Z'];

  test.each([
    [phoneDueAt, writtenDueAt, 'in-time', 'in-time'],
    ['2025-03-01T02:00:00.001Z', '2025-03-02T00:00:00.001Z', 'late', 'late'],
    [undefined, occurred, 'not-phoned', 'in-time'],
    ['2025-03-01T02:00:00Z', '2025-03-01T02:00:00Z', 'in-time', 'in-time'],
  ] as const)('phoned at %s and written at %s is %s and %s', (phonedAt, writtenAt, phone, written) => {
    expect(timelinessOf(occurred, phonedAt, writtenAt)).toEqual({ phoneDueAt, phone, writtenDueAt, writtenAt, written });
  });

  test('a late report is recorded as late, not refused', () => {
    const incident = { occurredAt: '2025-03-01T00:00:00.000Z' };
    given().as(people.reporter).when(reportMatter, { ...report, incident }, told).then(informed('2025-03-03T01:00:00.000Z', incident));
    expect(informed('2025-03-03T01:00:00.000Z', incident).data).toMatchObject({ incident: { timeliness: { phone: 'not-phoned', written: 'late' } } });
  });
});

describe('telling more about a matter', () => {
  const supplementing = { matter, content: '续报：原因已查明', documents: [], evidence: [] };

  test('the unit does until it is settled', () => {
    given(requested()).as(people.reporter).when(supplementMatter, supplementing).then(supplemented());
    given(requested(), noted()).as(people.reporter).when(supplementMatter, supplementing).then(supplemented());
    given(requested(), supplemented('第一次')).as(people.reporter).when(supplementMatter, supplementing).then(supplemented());
    given(requested(), supplemented()).as(people.reporter).when(supplementMatter, supplementing).thenNothing();
    given(requested(), supplemented(), returned(), requested()).as(people.reporter).when(supplementMatter, supplementing).then(supplemented());
  });

  test.each([
    ['of nothing', [], 'supervision.unknown-matter'],
    ['of a returned paper', [requested(), returned()], 'supervision.matter-wrong-status'],
    ['of a settled matter', [requested(), noted(), settled()], 'supervision.matter-wrong-status'],
  ] as const)('a supplement %s is refused', (_, past, code) => {
    given(...past).when(supplementMatter, supplementing).thenRefused(code);
  });

  test('another unit does not', () => {
    given(requested()).as(people.stranger).when(supplementMatter, supplementing).thenForbidden();
  });
});
