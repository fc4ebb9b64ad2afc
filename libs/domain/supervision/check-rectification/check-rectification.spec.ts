import { describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { escalated } from '../escalation/escalation-notice.js';
import {
  acknowledged, adoptedPolicy, calendarYears, closedFinding, deadline, delistedFinding, draftedFinding, escalatedFinding, escalationRules, finding, issuedAfter, issuedFinding, later, listedFinding, now, number,
  people, plannedRectification, publishedYears, reckonedFrom, recordedSteps, reopenedFinding, reportedFinding, returnedRectification, supportReported, suspendedFinding, withdrawnFinding,
} from '../finding-examples.js';
import { closeFinding, type CloseFinding } from './close-finding.js';
import { returnRectification } from './return-rectification.js';

const at = '2025-03-31T02:00:00.000Z';
const reckoned = { now: at, toldFrom: reckonedFrom };
const planned = [issuedFinding(), acknowledged(), plannedRectification(), supportReported()];
const reported = [...planned, reportedFinding()];
const again = (count: number, due = later) => returnedRectification({ count, deadline: deadline(due, { from: at }) });
const returning = { finding, verdict: 'partly-done', reason: '2 台未见报告', due: { on: '2025-04-30' } } as const;
const closing: CloseFinding = { finding, opinion: '同意销号', test: { facts: true, measures: true, results: true, evidence: true }, followUpOn: '2025-09-30' };
const raised = (level: 'red' | 'talk', dueAt = later) =>
  escalated(issuedAfter(...reported), finding, escalationRules.find((rule) => rule.level === level)!, 'returned', dueAt, { code: 'city', version: 1 }, undefined);

describe('who checks', () => {
  const rectified = recordedSteps(issuedFinding(), acknowledged(), plannedRectification(), supportReported(), [reportedFinding(), people.otherInspector.id]);

  test('an inspector of the unit, or the bureau', () => {
    for (const checker of [people.inspector, people.bureau]) {
      given(...reported).as(checker).when(closeFinding, closing, { now }).then(closedFinding());
      given(...reported).as(checker).when(returnRectification, returning, reckoned).then(again(1));
    }
    for (const other of [people.reporter, people.leader, people.gulouInspector, people.auditor]) {
      given(...reported).as(other).when(closeFinding, closing, { now }).thenForbidden();
      given(...reported).as(other).when(returnRectification, returning, reckoned).thenForbidden();
    }
  });

  test('nobody who took part in rectifying', () => {
    given(...rectified).as(people.otherInspector).when(closeFinding, closing, { now }).thenRefused('supervision.own-rectification', { number });
    given(...rectified).as(people.otherInspector).when(returnRectification, returning, reckoned).thenRefused('supervision.own-rectification');
    given(...rectified).as(people.inspector).when(closeFinding, closing, { now }).then(closedFinding());
  });

  test('nobody of a unit that it concerns, lead or supporting', () => {
    given(...reported).as(people.ownInspector).when(closeFinding, closing, { now }).thenRefused('supervision.own-unit', { unit: 'xuanwu' });
    const ofSupporting = person('inspector-fin', { unit: 'finance', roles: { inspector: 'all' } });
    given(...reported).as(ofSupporting).when(returnRectification, returning, reckoned).thenRefused('supervision.own-unit', { unit: 'finance' });
  });

  test.each([
    ['unknown', [], 'supervision.unknown-finding'],
    ['a draft', [draftedFinding()], 'supervision.not-issued'],
    ['not reported', planned, 'supervision.wrong-status'],
    ['returned', [...reported, returnedRectification()], 'supervision.wrong-status'],
    ['suspended', [...reported, suspendedFinding()], 'supervision.finding-suspended'],
    ['closed', [...reported, closedFinding()], 'supervision.finding-closed'],
    ['withdrawn', [...reported, withdrawnFinding()], 'supervision.finding-withdrawn'],
  ])('a finding that is %s is not checked', (_, past, code) => {
    given(...past).as(people.inspector).when(closeFinding, closing, { now }).thenRefused(code);
    given(...past).as(people.inspector).when(returnRectification, returning, reckoned).thenRefused(code);
  });
});

describe('returning a report', () => {
  test('with a verdict, a reason and new time, in working days too', () => {
    const { reason, ...unsaid } = returning;
    given(...reported).as(people.inspector).when(returnRectification, unsaid, { ...reckoned, reason }).then(again(1));
    given(...reported).as(people.inspector).when(returnRectification, unsaid, reckoned).thenRefused('supervision.reason-required');
    // Ten working days from 31 March: Tomb Sweeping Day (4 April) is off.
    given(...reported).as(people.inspector).when(returnRectification, { ...returning, verdict: 'not-done', due: { days: 10, kind: 'working' } }, reckoned)
      .then(returnedRectification({ verdict: 'not-done', deadline: deadline('2025-04-15T15:59:59.999Z', { from: at, kind: 'working' }) }));
  });

  test('new time lies ahead; today counts until it ends', () => {
    given(...reported).as(people.inspector).when(returnRectification, { ...returning, due: { on: '2025-03-30' } }, reckoned).thenRefused('supervision.date-passed', { date: '2025-03-30' }, 'body.due');
    given(...reported).as(people.inspector).when(returnRectification, { ...returning, due: { on: '2025-03-31' } }, reckoned).then(again(1, '2025-03-31T15:59:59.999Z'));
  });

  test('the second return raises the light red, the third calls for a talk, by the policy', () => {
    const once = [...reported, returnedRectification(), supportReported(), reportedFinding({ dueAt: later })];
    given(...once).as(people.inspector).when(returnRectification, returning, reckoned).then(again(2), raised('red'));
    const twice = [...once, returnedRectification({ count: 2 }), supportReported(), reportedFinding({ dueAt: later })];
    given(...twice).as(people.inspector).when(returnRectification, { ...returning, due: { on: '2025-05-30' } }, reckoned).then(again(3, '2025-05-30T15:59:59.999Z'), raised('talk', '2025-05-30T15:59:59.999Z'));
  });

  test('a level that was raised for the same due time is not raised again, for another one it is', () => {
    const once = [...reported, returnedRectification(), escalatedFinding({ dueAt: later }), supportReported(), reportedFinding({ dueAt: later })];
    given(...once).as(people.inspector).when(returnRectification, returning, reckoned).then(again(2));
    given(...once).as(people.inspector).when(returnRectification, { ...returning, due: { on: '2025-05-30' } }, reckoned).then(again(2, '2025-05-30T15:59:59.999Z'), raised('red', '2025-05-30T15:59:59.999Z'));
  });

  test('where the policy raises nothing on returns, nothing is raised', () => {
    const once = [...reported, returnedRectification(), supportReported(), reportedFinding({ dueAt: later })];
    const quiet = escalationRules.map((rule) => ({ ...rule, when: rule.when.filter(({ kind }) => kind !== 'returned') })).filter(({ when }) => when.length > 0);
    const events = given(...once).as(people.inspector).when(returnRectification, returning, { now: at, toldFrom: { calendar: calendarYears, policy: [adoptedPolicy(quiet, 1)] } }).events();
    expect(events.map(({ type }) => type)).toEqual(['supervision.RectificationReturned']);
  });

  test('no deadline is given without a calendar or rules of escalation', () => {
    given(...reported).as(people.inspector).when(returnRectification, { ...returning, due: { days: 10, kind: 'working' } }, { now: at, toldFrom: { policy: [adoptedPolicy()], calendar: publishedYears(2026) } })
      .thenRefused('calendar.year-not-published', { year: 2025 });
    given(...reported).as(people.inspector).when(returnRectification, returning, { now: at, toldFrom: { calendar: calendarYears } }).thenRefused('supervision.no-escalation-policy');
  });
});

describe('closing a finding', () => {
  test('in time when its last report was', () => {
    given(...reported).as(people.inspector).when(closeFinding, closing, { now: '2025-06-30T02:00:00.000Z' }).then(closedFinding({ onTime: true }));
    given(...planned, reportedFinding({ late: true })).as(people.inspector).when(closeFinding, closing, { now }).then(closedFinding({ onTime: false }));
    given(...planned, reportedFinding({ late: true }), returnedRectification(), reportedFinding({ dueAt: later })).as(people.inspector).when(closeFinding, closing, { now }).then(closedFinding({ onTime: true }));
  });

  test.each([
    [{ facts: false }, ['facts'], '事实清楚', 'facts are clear'],
    [{ measures: false, evidence: false }, ['measures', 'evidence'], '措施对应问题、佐证齐全', 'measures answer the problem, evidence is complete'],
    [{ results: false }, ['results'], '成效量化', 'results are in figures'],
  ])('it takes all four: %o is refused', (test, failed, tests, testsEn) => {
    given(...reported).as(people.inspector).when(closeFinding, { ...closing, test: { ...closing.test, ...test } }, { now }).thenRefused('supervision.closing-test-failed', { tests, testsEn, failed }, `body.test.${failed[0]}`);
  });

  test('a listed finding is taken off the list first', () => {
    given(...planned, listedFinding(), reportedFinding()).as(people.inspector).when(closeFinding, closing, { now }).thenRefused('supervision.still-listed', { number });
    given(...planned, listedFinding(), reportedFinding(), delistedFinding()).as(people.inspector).when(closeFinding, closing, { now }).then(closedFinding());
  });

  test('a follow-up date is there where it has relapsed before, and lies ahead', () => {
    const { followUpOn: _, ...without } = closing;
    const { followUpOn: _none, ...data } = closedFinding().data;
    given(...reported).as(people.inspector).when(closeFinding, without, { now }).then({ type: 'supervision.FindingClosed', data });
    given(...reported, closedFinding(), reopenedFinding(), reportedFinding({ dueAt: later })).as(people.inspector).when(closeFinding, without, { now }).thenRefused('supervision.follow-up-required', { number }, 'body.followUpOn');
    given(...reported, closedFinding(), reopenedFinding(), reportedFinding({ dueAt: later })).as(people.inspector).when(closeFinding, closing, { now }).then(closedFinding());
    given(...reported).as(people.inspector).when(closeFinding, { ...closing, followUpOn: '2025-03-02' }, { now }).thenRefused('supervision.date-passed', { date: '2025-03-02' }, 'body.followUpOn');
  });
});
