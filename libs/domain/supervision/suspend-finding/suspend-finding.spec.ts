import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, endOfCityDay, isRefusal } from '#engine/kernel';
import { given, type GivenEvent, type WhenOptions } from '#engine/testing';
import { daysLeft } from '../deadline.js';
import {
  acknowledgeBy, acknowledged, calendar, calendarOf, closedFinding, contestedAssignment, deadline, draftedFinding, finding, issuedFinding, later, people, publishedYears, reckonedFrom, reportedFinding,
  resumedFinding, suspendedFinding, withdrawnFinding, type FactOf,
} from '../finding-examples.js';
import { dueAtWith, resumeFinding } from './resume-finding.js';
import { suspendFinding } from './suspend-finding.js';

const told = { toldFrom: { calendar: reckonedFrom.calendar } };
const received = [issuedFinding(), acknowledged()];

describe('suspending a finding', () => {
  const suspending = { finding, reason: '政策调整', authority: '宁府〔2025〕3号' };

  test('an inspector or the bureau does, at any time while it is open; the days left are kept', () => {
    for (const past of [[issuedFinding()], [issuedFinding(), contestedAssignment()], received, [...received, reportedFinding()]]) {
      for (const actor of [people.inspector, people.bureau]) given(...past).as(actor).when(suspendFinding, suspending, told).then(suspendedFinding());
    }
  });

  test('days are those of the deadline, and negative once it has passed', () => {
    const inWorkingDays = issuedFinding({ deadline: deadline(undefined, { kind: 'working' }) });
    given(inWorkingDays).when(suspendFinding, suspending, told).then(suspendedFinding({ daysLeft: 20 }));
    given(...received).when(suspendFinding, suspending, { ...told, now: '2025-04-07T01:00:00.000Z' }).then(suspendedFinding({ daysLeft: -7 }));
    // 4 to 6 April are days off.
    given(inWorkingDays).when(suspendFinding, suspending, { ...told, now: '2025-04-07T01:00:00.000Z' }).then(suspendedFinding({ daysLeft: -4 }));
  });

  test('reason and document may come with the request, and must come', () => {
    given(...received).when(suspendFinding, { finding }, { ...told, reason: suspending.reason, authority: suspending.authority }).then(suspendedFinding());
    given(...received).when(suspendFinding, { finding, authority: 'a' }, told).thenRefused('supervision.reason-required');
    given(...received).when(suspendFinding, { finding, reason: 'a' }, told).thenRefused('supervision.authority-required', {}, 'body.authority');
  });

  test('nobody of a unit concerned does, and no unit', () => {
    given(...received).as(people.ownInspector).when(suspendFinding, suspending, told).thenRefused('supervision.own-unit');
    for (const actor of [people.reporter, people.gulouInspector, people.leader]) given(...received).as(actor).when(suspendFinding, suspending, told).thenForbidden();
  });

  test.each([
    ['that is a draft', [draftedFinding()], told, 'supervision.not-issued'],
    ['that rests already', [...received, suspendedFinding()], told, 'supervision.finding-suspended'],
    ['that is closed', [...received, reportedFinding(), closedFinding()], told, 'supervision.finding-closed'],
    ['that was withdrawn', [...received, withdrawnFinding()], told, 'supervision.finding-withdrawn'],
    ['with working days of a year without a calendar', [issuedFinding({ deadline: deadline(undefined, { kind: 'working' }) })], {}, 'calendar.year-not-published'],
  ] as const)('one %s is refused', (_, past, options, code) => {
    given(...past).when(suspendFinding, suspending, options as WhenOptions<any>).thenRefused(code);
  });
});

describe('resuming a finding', () => {
  const reckoned = { toldFrom: reckonedFrom };
  const resuming = { finding, reason: '政策已明确' };
  const rests = [...received, suspendedFinding()];
  const now = '2025-04-02T02:00:00.000Z';

  test('it has as many days left as when it was suspended, with a new schedule', () => {
    given(...rests).as(people.bureau).when(resumeFinding, resuming, { ...reckoned, now }).then(resumedFinding({ deadline: deadline(later, { from: now }) }));
    given(...rests).as(people.inspector).when(resumeFinding, { finding }, { ...reckoned, now, reason: resuming.reason }).then(resumedFinding({ deadline: deadline(later, { from: now }) }));
  });

  test('what was overdue stays overdue by as many days', () => {
    const [event] = given(...received, suspendedFinding({ daysLeft: -3 })).when(resumeFinding, resuming, { ...reckoned, now }).events();
    const { dueAt, steps } = (event as FactOf<'FindingResumed'>).data.deadline;
    expect(dueAt).toBe('2025-03-30T15:59:59.999Z');
    expect(steps.map(({ level, trigger }) => `${level} ${trigger}`)).toEqual(['yellow overdue', 'red overdue', 'talk overdue', 'listed overdue', 'referred overdue']);
  });

  test('an order that was not acknowledged is still to be acknowledged', () => {
    const triggersOf = (...past: readonly GivenEvent[]) =>
      (given(...past).when(resumeFinding, resuming, { ...reckoned, now }).events()[0] as FactOf<'FindingResumed'>).data.deadline.steps.filter(({ trigger }) => trigger === 'not-acknowledged');
    expect(triggersOf(issuedFinding(), suspendedFinding())).toEqual([{ level: 'yellow', at: new Date(Date.parse(acknowledgeBy) + 1).toISOString(), trigger: 'not-acknowledged' }]);
    expect(triggersOf(...rests)).toEqual([]);
  });

  test.each([
    ['that does not rest', received, resuming, reckoned, 'supervision.not-suspended'],
    ['that is not there', [], resuming, reckoned, 'supervision.unknown-finding'],
    ['that was withdrawn meanwhile', [...rests, withdrawnFinding()], resuming, reckoned, 'supervision.finding-withdrawn'],
    ['without a reason', rests, { finding }, reckoned, 'supervision.reason-required'],
    ['whose schedule reaches into a year without a calendar', rests, resuming, { toldFrom: { ...reckonedFrom, calendar: [] } }, 'calendar.year-not-published'],
    ['with working days of a year without a calendar', [issuedFinding({ deadline: deadline(undefined, { kind: 'working' }) }), suspendedFinding()], resuming, { toldFrom: { ...reckonedFrom, calendar: [] } }, 'calendar.year-not-published'],
    ['overdue by working days of a year without a calendar', [issuedFinding({ deadline: deadline(undefined, { kind: 'working' }) }), suspendedFinding({ daysLeft: -2 })], resuming, { toldFrom: { ...reckonedFrom, calendar: publishedYears(2026) } }, 'calendar.year-not-published'],
  ] as const)('one %s is refused', (_, past, command, options, code) => {
    given(...past).when(resumeFinding, command, options as WhenOptions<any>).thenRefused(code);
  });

  test('nobody of a unit concerned does, and no unit', () => {
    given(...rests).as(people.ownInspector).when(resumeFinding, resuming, reckoned).thenRefused('supervision.own-unit');
    given(...rests).as(people.reporter).when(resumeFinding, resuming, reckoned).thenForbidden();
  });

  test('on whatever day it rests and goes on, the days left are the same', () => {
    const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays('2025-09-01', days));
    fc.assert(
      fc.property(day, day, day, fc.constantFrom('calendar' as const, 'working' as const), (due, suspendedOn, resumedOn, kind) => {
        const left = daysLeft(`${suspendedOn}T02:00:00.000Z`, endOfCityDay(due), kind, calendar);
        const dueAt = dueAtWith(left as number, kind, `${resumedOn}T02:00:00.000Z`, calendar);
        expect(daysLeft(`${resumedOn}T02:00:00.000Z`, dueAt as string, kind, calendar)).toBe(left);
      }),
      { numRuns: 300 },
    );
  });

  test('working days of an unpublished year are refused in either direction', () => {
    const none = calendarOf([]);
    for (const left of [3, -3]) expect(isRefusal(dueAtWith(left, 'working', now, none))).toBe(true);
    expect([dueAtWith(3, 'calendar', now, none), dueAtWith(-3, 'calendar', now, none), dueAtWith(0, 'working', now, none)]).toEqual(['2025-04-05', '2025-03-30', '2025-04-02'].map(endOfCityDay));
  });
});
