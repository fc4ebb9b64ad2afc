import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  acknowledged, adoptedPolicy, calendarYears, closedFinding, deadline, draftedFinding, evidence, finding, heldFollowUp, issuedFinding, later, now, number, people, plannedRectification, publishedYears, reckonedFrom, recordedSteps,
  reopenedFinding, reportedFinding, withdrawnFinding,
} from '../finding-examples.js';
import { holdFollowUp } from './hold-follow-up.js';
import { reopenFinding } from './reopen-finding.js';

const reported = [issuedFinding(), acknowledged(), plannedRectification(), reportedFinding()];
const closed = [...reported, closedFinding()];
const reckoned = { now, toldFrom: reckonedFrom };
const facts = '复查 6 台均在有效期内';
const holds = { finding, result: 'consolidated', facts, evidence } as const;
const relapse = { finding, result: 'relapsed', facts: '又有 2 台超期', evidence, due: { on: '2025-04-30' } } as const;
const reopening = { finding, reason: '又有 2 台超期', due: { on: '2025-04-30' } } as const;
const found = heldFollowUp({ result: 'relapsed', facts: '又有 2 台超期' });

describe('a follow-up', () => {
  test('that finds the result holds, planned or not, more than once', () => {
    given(...closed).as(people.inspector).when(holdFollowUp, holds, reckoned).then(heldFollowUp());
    given(...closed, heldFollowUp()).as(people.bureau).when(holdFollowUp, holds, reckoned).then(heldFollowUp());
  });

  test('that finds a relapse reopens the finding in the same act, with new time', () => {
    given(...closed).as(people.inspector).when(holdFollowUp, relapse, reckoned).then(found, reopenedFinding());
    given(...closed, found, reopenedFinding(), reportedFinding({ dueAt: later }), closedFinding()).as(people.inspector).when(holdFollowUp, relapse, reckoned).then(found, reopenedFinding({ count: 2 }));
  });
});

describe('reopening', () => {
  test('a relapse that came out otherwise opens it again under its number', () => {
    given(...closed).as(people.inspector).when(reopenFinding, reopening, reckoned).then(reopenedFinding());
    given(...closed).as(people.inspector).when(reopenFinding, { finding, due: { days: 10, kind: 'working' } }, { ...reckoned, reason: '又有 2 台超期' })
      .then(reopenedFinding({ deadline: deadline('2025-03-17T15:59:59.999Z', { kind: 'working' }) }));
  });

  test('with a reason', () => {
    given(...closed).as(people.inspector).when(reopenFinding, { finding, due: { on: '2025-04-30' } }, reckoned).thenRefused('supervision.reason-required');
  });
});

describe('both', () => {
  test.each([
    ['unknown', [], 'supervision.unknown-finding'],
    ['a draft', [draftedFinding()], 'supervision.not-issued'],
    ['not closed', reported, 'supervision.wrong-status'],
    ['open again', [...closed, reopenedFinding()], 'supervision.wrong-status'],
    ['withdrawn', [...reported, withdrawnFinding()], 'supervision.finding-withdrawn'],
  ])('concern closed findings, not one that is %s', (_, past, code) => {
    for (const command of [holds, relapse]) given(...past).as(people.inspector).when(holdFollowUp, command, reckoned).thenRefused(code);
    given(...past).as(people.inspector).when(reopenFinding, reopening, reckoned).thenRefused(code);
  });

  test('are for inspectors and the bureau who are neither of a unit concerned nor have rectified', () => {
    given(...closed).as(people.reporter).when(holdFollowUp, holds, reckoned).thenForbidden();
    given(...closed).as(people.leader).when(reopenFinding, reopening, reckoned).thenForbidden();
    given(...closed).as(people.ownInspector).when(holdFollowUp, relapse, reckoned).thenRefused('supervision.own-unit');
    given(...closed).as(people.ownInspector).when(reopenFinding, reopening, reckoned).thenRefused('supervision.own-unit');
    const rectified = recordedSteps(issuedFinding(), acknowledged(), [plannedRectification(), people.otherInspector.id], reportedFinding(), closedFinding());
    given(...rectified).as(people.otherInspector).when(holdFollowUp, holds, reckoned).thenRefused('supervision.own-rectification', { number });
    given(...rectified).as(people.otherInspector).when(reopenFinding, reopening, reckoned).thenRefused('supervision.own-rectification');
  });

  test('give time that lies ahead, by the calendar and the rules', () => {
    given(...closed).as(people.inspector).when(holdFollowUp, { ...relapse, due: { on: '2025-03-02' } }, reckoned).thenRefused('supervision.date-passed', { date: '2025-03-02' }, 'body.due');
    given(...closed).as(people.inspector).when(reopenFinding, { ...reopening, due: { on: '2025-03-02' } }, reckoned).thenRefused('supervision.date-passed');
    given(...closed).as(people.inspector).when(holdFollowUp, relapse, { now, toldFrom: { calendar: calendarYears } }).thenRefused('supervision.no-escalation-policy');
    given(...closed).as(people.inspector).when(reopenFinding, { ...reopening, due: { days: 3, kind: 'working' } }, { now, toldFrom: { policy: [adoptedPolicy()], calendar: publishedYears(2026) } }).thenRefused('calendar.year-not-published', { year: 2025 });
  });
});
