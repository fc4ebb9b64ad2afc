import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import {
  acknowledged, contestedAssignment, deadline, draftedFinding, dueAt, finding, grantedExtension, issuedFinding, later, now, number, people, plannedRectification, publishedYears, adoptedPolicy,
  reckonedFrom, recordedSteps, refusedExtension, reportedFinding, requestedExtension, returnedRectification, suspendedFinding, withdrawnFinding, closedFinding,
} from '../finding-examples.js';
import { grantExtension } from './grant-extension.js';
import { refuseExtension } from './refuse-extension.js';
import { requestExtension } from './request-extension.js';

const underWay = [issuedFinding(), acknowledged()];
const asked = { reasonCode: 'depends-on-others', reason: '检验机构排期', progress: '已补检 3 台', until: '2025-04-30' } as const;
const unit = 'xuanwu';
const request = { finding, unit, ...asked };
const reckoned = { now, toldFrom: reckonedFrom };
const waiting = [...underWay, requestedExtension()];
const extendedOnce = [...waiting, grantedExtension()];
const until = '2025-05-30';
const secondWaits = [...extendedOnce, requestedExtension({ until, count: 2, approver: 'bureau' })];
const thirdWaits = [...secondWaits, grantedExtension({ count: 2, from: later, deadline: deadline('2025-05-30T15:59:59.999Z') }), requestedExtension({ until: '2025-06-30', count: 3, approver: 'leadership' })];
const mayBoth = person('inspector-both', { unit: 'market-regulation', roles: { inspector: 'all', reporter: ['xuanwu'] } });

describe('asking for more time', () => {
  test.each([
    ['when it has acknowledged', underWay],
    ['while it rectifies', [...underWay, plannedRectification()]],
    ['after a return', [...underWay, plannedRectification(), reportedFinding(), returnedRectification({ deadline: deadline() })]],
  ])('the lead unit asks %s; the first request goes to the inspector', (_, past) => {
    given(...past).as(people.reporter).when(requestExtension, request, { now }).then(requestedExtension());
  });

  test('the approver rises with the count of extensions given, not of requests', () => {
    given(...extendedOnce).when(requestExtension, { ...request, until }, { now }).then(requestedExtension({ until, count: 2, approver: 'bureau' }));
    given(...thirdWaits.slice(0, -1)).when(requestExtension, { ...request, until: '2025-06-30' }, { now }).then(requestedExtension({ until: '2025-06-30', count: 3, approver: 'leadership' }));
    const refusedTwice = [...waiting, refusedExtension(), requestedExtension(), refusedExtension()];
    given(...refusedTwice).when(requestExtension, request, { now }).then(requestedExtension());
  });

  test('until the last instant of the due time, and not after it', () => {
    given(...underWay).when(requestExtension, request, { now: dueAt }).then(requestedExtension());
    given(...underWay).when(requestExtension, request, { now: '2025-03-31T16:00:00.000Z' }).thenRefused('supervision.extension-too-late', { number, due: '2025-03-31' });
  });

  test('the reason may come with the request', () => {
    const { reason, ...unsaid } = request;
    given(...underWay).when(requestExtension, unsaid, { now, reason }).then(requestedExtension());
    given(...underWay).when(requestExtension, unsaid, { now }).thenRefused('supervision.reason-required');
  });

  test.each([
    ['one request at a time', waiting, request, 'supervision.extension-pending'],
    ['the day it has already is no extension', underWay, { ...request, until: '2025-03-31' }, 'supervision.extension-not-later'],
    ['nor is an earlier day', underWay, { ...request, until: '2025-03-20' }, 'supervision.extension-not-later'],
    ['there is no such finding', [], request, 'supervision.unknown-finding'],
    ['it was not issued', [draftedFinding()], request, 'supervision.not-issued'],
    ['it is not acknowledged', [issuedFinding()], request, 'supervision.wrong-status'],
    ['the assignment is contested', [issuedFinding(), contestedAssignment()], request, 'supervision.wrong-status'],
    ['the rectification is reported', [...underWay, reportedFinding()], request, 'supervision.wrong-status'],
    ['it is suspended', [...underWay, suspendedFinding()], request, 'supervision.finding-suspended'],
    ['it is closed', [...underWay, reportedFinding(), closedFinding()], request, 'supervision.finding-closed'],
    ['it was withdrawn', [...underWay, withdrawnFinding()], request, 'supervision.finding-withdrawn'],
  ] as const)('refused: %s', (_, past, command, code) => {
    given(...past).when(requestExtension, command, { now }).thenRefused(code);
  });

  test('nobody asks for another unit', () => {
    for (const other of [people.stranger, people.supporter, people.inspector]) given(...underWay).as(other).when(requestExtension, request, { now }).thenForbidden();
    given(...underWay).as(people.stranger).when(requestExtension, { ...request, unit: 'health' }, { now }).thenForbidden();
    given(...underWay).as(people.reporter).when(requestExtension, { ...request, unit: 'gulou' }, { now }).thenRefused('supervision.not-the-unit', { number, unit });
  });
});

describe('giving more time', () => {
  test('as asked for; from which due time stays with the fact', () => {
    given(...waiting).as(people.inspector).when(grantExtension, { finding }, reckoned).then(grantedExtension());
  });

  test('or less, with an opinion', () => {
    given(...waiting).as(people.inspector).when(grantExtension, { finding, until: '2025-04-15', opinion: '抓紧整改' }, reckoned)
      .then(grantedExtension({ deadline: deadline('2025-04-15T15:59:59.999Z'), opinion: '抓紧整改' }));
  });

  test('also after the due time has passed while the request waited: the clock did not stop', () => {
    const late = '2025-04-02T02:00:00.000Z';
    given(...waiting).as(people.inspector).when(grantExtension, { finding }, { ...reckoned, now: late }).then(grantedExtension({ deadline: deadline(later, { from: late }) }));
    given(...waiting).as(people.inspector).when(grantExtension, { finding, until: '2025-04-01' }, { ...reckoned, now: late }).thenRefused('supervision.date-passed', { date: '2025-04-01' }, 'body.until');
  });

  test('the approver’s level or a higher one decides', () => {
    given(...waiting).as(people.bureau).when(grantExtension, { finding }, reckoned).then(grantedExtension());
    given(...waiting).as(people.leader).when(grantExtension, { finding }, reckoned).then(grantedExtension());
    given(...secondWaits).as(people.inspector).when(grantExtension, { finding }, reckoned).thenRefused('supervision.approver-level', { number, approver: '市市场监管局', approverEn: 'the bureau' });
    given(...secondWaits).as(people.bureau).when(grantExtension, { finding }, reckoned).then(grantedExtension({ count: 2, from: later, deadline: deadline('2025-05-30T15:59:59.999Z') }));
    given(...thirdWaits).as(people.bureau).when(grantExtension, { finding }, reckoned).thenRefused('supervision.approver-level', { number, approver: '市领导', approverEn: 'the leadership' });
    given(...thirdWaits).as(people.leader).when(grantExtension, { finding }, reckoned).then(grantedExtension({ count: 3, from: '2025-05-30T15:59:59.999Z', deadline: deadline('2025-06-30T15:59:59.999Z') }));
  });

  test('an inspector decides only for the units of the grant, whatever other roles reach', () => {
    given(...waiting).as(people.gulouInspector).when(grantExtension, { finding }, reckoned).thenForbidden();
    given(...waiting).as(people.reporter).when(grantExtension, { finding }, reckoned).thenForbidden();
  });

  test('nobody decides about the own request or the own unit', () => {
    given(...recordedSteps(issuedFinding(), acknowledged(), [requestedExtension(), mayBoth.id])).as(mayBoth).when(grantExtension, { finding }, reckoned).thenRefused('supervision.own-request');
    given(...waiting).as(people.ownInspector).when(grantExtension, { finding }, reckoned).thenRefused('supervision.own-unit', { unit: 'xuanwu' });
    given(...waiting).as(person('inspector-fin', { unit: 'finance', roles: { inspector: 'all' } })).when(grantExtension, { finding }, reckoned).thenRefused('supervision.own-unit', { unit: 'finance' });
  });

  test.each([
    ['nothing was asked for', underWay, {}, 'supervision.no-extension-request'],
    ['the request was decided', extendedOnce, {}, 'supervision.no-extension-request'],
    ['a report has overtaken the request', [...waiting, reportedFinding()], {}, 'supervision.wrong-status'],
    ['more than was asked for', waiting, { until: '2025-05-01' }, 'supervision.extension-beyond-request'],
    ['no more than it has', waiting, { until: '2025-03-31' }, 'supervision.extension-not-later'],
    ['it is suspended', [...waiting, suspendedFinding()], {}, 'supervision.finding-suspended'],
  ] as const)('refused: %s', (_, past, command, code) => {
    given(...past).as(people.inspector).when(grantExtension, { finding, ...command }, reckoned).thenRefused(code);
  });

  test('no deadline is given without a calendar or rules of escalation', () => {
    given(...waiting).as(people.inspector).when(grantExtension, { finding }, { now, toldFrom: { policy: [adoptedPolicy()], calendar: publishedYears(2026) } }).thenRefused('calendar.year-not-published', { year: 2025 });
    given(...waiting).as(people.inspector).when(grantExtension, { finding }, { now, toldFrom: { calendar: publishedYears(2025) } }).thenRefused('supervision.no-escalation-policy');
  });
});

describe('giving no more time', () => {
  test('with the reason; the due time stays', () => {
    given(...waiting).as(people.inspector).when(refuseExtension, { finding, reason: '可协调其他机构' }, { now }).then(refusedExtension());
    given(...waiting).as(people.inspector).when(refuseExtension, { finding }, { now, reason: '可协调其他机构' }).then(refusedExtension());
    given(...waiting).as(people.inspector).when(refuseExtension, { finding }, { now }).thenRefused('supervision.reason-required');
  });

  test('by whoever could have given it', () => {
    const no = { finding, reason: '不同意' };
    given(...underWay).as(people.inspector).when(refuseExtension, no, { now }).thenRefused('supervision.no-extension-request');
    given(...secondWaits).as(people.inspector).when(refuseExtension, no, { now }).thenRefused('supervision.approver-level');
    given(...waiting).as(people.ownInspector).when(refuseExtension, no, { now }).thenRefused('supervision.own-unit');
    given(...waiting).as(people.reporter).when(refuseExtension, no, { now }).thenForbidden();
    given(...waiting, suspendedFinding()).as(people.inspector).when(refuseExtension, no, { now }).thenRefused('supervision.finding-suspended');
  });
});
