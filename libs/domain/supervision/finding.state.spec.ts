import { describe, expect, test } from '@jest/globals';
import { findingEvents, type FindingEvent } from './finding.events.js';
import {
  acknowledgeBy, acknowledged, closedFinding, content, contestedAssignment, contestedEffect, deadline, delistedFinding, discardedFinding, draftedFinding, dueAt, escalatedFinding, grantedExtension,
  heldFollowUp, issuedAfter, issuedFinding, later, liftedEffect, listedFinding, now, number, plannedRectification, progressedRectification, reassignedFinding, recordedSteps, redraftedFinding,
  refusedExtension, reopenedFinding, reportedFinding, requestedExtension, resumedFinding, returnedRectification, stateAfter, supportReported, suspendedFinding, upheldAssignment, upheldEffect,
  withdrawnFinding, type Step,
} from './finding-examples.js';
import { finding as fold, findingStatuses, highestLevel, isIssued, isOpen, isOverdue, type IssuedFinding } from './finding.state.js';

const received: readonly Step[] = [[issuedFinding(), 'issuer'], [acknowledged(), 'wang']];
const reported: readonly Step[] = [...received, [reportedFinding(), 'wang']];
const closed: readonly Step[] = [...reported, [closedFinding(), 'checker']];
/** The parts of a state that a test is about. */
const part = <K extends keyof IssuedFinding>(state: IssuedFinding, ...keys: readonly K[]) => Object.fromEntries(keys.filter((key) => key in state).map((key) => [key, state[key]]));
const past = '2025-04-01T00:00:00.000Z';

describe('a draft', () => {
  test('is what was written down last, and its first drafter’s', () => {
    expect(stateAfter()).toEqual({ status: 'none' });
    expect(stateAfter([draftedFinding(), 'zhou'])).toEqual({ status: 'draft', content: content(), draftedBy: 'zhou' });
    expect(stateAfter([draftedFinding(), 'zhou'], [redraftedFinding(), 'zhao'])).toEqual({ status: 'draft', content: redraftedFinding().data.content, draftedBy: 'zhou' });
  });

  test('discarded keeps what it said', () => {
    expect(stateAfter([draftedFinding(), 'zhou'], discardedFinding())).toEqual({ status: 'discarded', content: content(), draftedBy: 'zhou' });
    expect(stateAfter(discardedFinding())).toEqual({ status: 'none' });
  });

  test('nothing else happens to it', () => {
    for (const event of [acknowledged(), reportedFinding(), closedFinding(), withdrawnFinding(), escalatedFinding()]) {
      expect(stateAfter(draftedFinding(), event)).toEqual(stateAfter(draftedFinding()));
      expect(stateAfter(event)).toEqual({ status: 'none' });
    }
  });
});

describe('an order', () => {
  test('has its number, its times and who issued it', () => {
    expect(stateAfter([draftedFinding(), 'zhou'], [issuedFinding(), 'zhao', now])).toEqual({
      status: 'issued', number, content: content(), draftedBy: 'zhou', issuedBy: 'zhao', issuedAt: now, acknowledgeBy, originalDueAt: dueAt, deadline: issuedFinding().data.deadline,
      rectifiers: [], planned: false, supported: [], extensions: 0, returns: 0, relapses: 0, escalations: [], listed: false, liftedEffects: [],
    });
    expect(issuedAfter([issuedFinding(), 'zhao']).draftedBy).toBe('zhao');
  });

  test('is acknowledged, or contested and upheld with its time to acknowledge anew', () => {
    expect(issuedAfter(...received).status).toBe('acknowledged');
    const contested = issuedAfter(issuedFinding(), [contestedAssignment(), 'wang']);
    expect(part(contested, 'status', 'contestedBy')).toEqual({ status: 'contested', contestedBy: 'wang' });
    const again = deadline(dueAt, { from: '2025-03-05T02:00:00.000Z' });
    const upheld = issuedAfter(issuedFinding(), contestedAssignment(), upheldAssignment({ deadline: again, acknowledgeBy: '2025-03-07T15:59:59.999Z' }));
    expect(part(upheld, 'status', 'deadline', 'acknowledgeBy', 'originalDueAt')).toEqual({ status: 'issued', deadline: again, acknowledgeBy: '2025-03-07T15:59:59.999Z', originalDueAt: dueAt });
  });

  test('reassigned is another unit’s, from the beginning, under the same number', () => {
    const before: Step[] = [...received, supportReported()];
    const moved = issuedAfter(...before, reassignedFinding({ unit: 'qinhuai', supporting: ['health'], deadline: deadline(later) }));
    expect(part(moved, 'status', 'number', 'rectifiers', 'planned', 'supported', 'originalDueAt')).toEqual({ status: 'issued', number, rectifiers: [], planned: false, supported: [], originalDueAt: dueAt });
    expect([moved.content.unit, moved.content.supporting, moved.deadline.dueAt, 'responsibleLeader' in moved.content]).toEqual(['qinhuai', ['health'], later, false]);
    expect(issuedAfter(issuedFinding(), reassignedFinding({ responsibleLeader: 'p-050' })).content.responsibleLeader).toBe('p-050');
  });
});

describe('rectifying', () => {
  test('whoever plans, reports progress, supports or reports is a rectifier, once', () => {
    const state = issuedAfter(...received, [plannedRectification(), 'wang'], [progressedRectification(), 'wu'], [supportReported(), 'qian'], [progressedRectification(), 'wang'], [reportedFinding(), 'wu']);
    expect(part(state, 'status', 'rectifiers', 'planned', 'supported')).toEqual({ status: 'reported', rectifiers: ['wang', 'wu', 'qian'], planned: true, supported: ['finance'] });
  });

  test('begins with the plan or the first progress', () => {
    expect(issuedAfter(...received, plannedRectification()).status).toBe('rectifying');
    expect(part(issuedAfter(...received, progressedRectification()), 'status', 'planned')).toEqual({ status: 'rectifying', planned: false });
  });

  test('progress after a return leaves it returned, and support changes no status', () => {
    expect(issuedAfter(...reported, returnedRectification(), progressedRectification()).status).toBe('returned');
    expect(part(issuedAfter(issuedFinding(), supportReported(), supportReported()), 'status', 'supported')).toEqual({ status: 'issued', supported: ['finance'] });
  });

  test('a report says by whom, when and whether late', () => {
    expect(issuedAfter(...received, [reportedFinding({ late: true }), 'wang', past]).report).toEqual({ by: 'wang', at: past, late: true });
  });

  test('a return gives a new deadline, counts, and supporting units report again', () => {
    const state = issuedAfter(...received, supportReported(), reportedFinding(), returnedRectification({ count: 1 }));
    expect(part(state, 'status', 'returns', 'supported', 'originalDueAt')).toEqual({ status: 'returned', returns: 1, supported: [], originalDueAt: dueAt });
    expect(state.deadline).toEqual(returnedRectification().data.deadline);
  });
});

describe('more time', () => {
  test('is asked for, granted with a count, or refused; the first due time stays visible', () => {
    const asked = issuedAfter(...received, [requestedExtension(), 'wang']);
    expect(asked.extension).toEqual({ until: '2025-04-30', approver: 'inspector', requestedBy: 'wang' });
    const granted = issuedAfter(...received, requestedExtension(), grantedExtension());
    expect([granted.deadline.dueAt, granted.originalDueAt, granted.extensions, 'extension' in granted]).toEqual([later, dueAt, 1, false]);
    const refused = issuedAfter(...received, requestedExtension(), refusedExtension());
    expect([refused.deadline.dueAt, refused.extensions, 'extension' in refused]).toEqual([dueAt, 0, false]);
  });

  test.each([
    ['a report', reportedFinding()], ['a return', returnedRectification()], ['closing', closedFinding()], ['a withdrawal', withdrawnFinding()], ['a reassignment', reassignedFinding()], ['a resumption', resumedFinding()],
    ['a contest that was turned down', upheldAssignment()], ['a reopening', reopenedFinding()],
  ] as const)('%s ends a request that waits', (_, event) => {
    expect('extension' in issuedAfter(...received, requestedExtension(), event)).toBe(false);
  });

  test('a suspension keeps the days left and leaves the status; a resumption gives a new deadline', () => {
    const rests = issuedAfter(...received, [suspendedFinding(), 'zhou', past]);
    expect(part(rests, 'status', 'suspended')).toEqual({ status: 'acknowledged', suspended: { at: past, daysLeft: 28 } });
    const goesOn = issuedAfter(...received, suspendedFinding(), resumedFinding());
    expect(['suspended' in goesOn, goesOn.status, goesOn.deadline.dueAt, goesOn.originalDueAt]).toEqual([false, 'acknowledged', later, dueAt]);
  });
});

describe('closing and after', () => {
  test('a closed finding says by whom, when, in time or not, and when it is looked at again', () => {
    expect(issuedAfter(...reported, [closedFinding(), 'checker', past])).toMatchObject({ status: 'closed', closed: { by: 'checker', at: past, onTime: true, followUpOn: '2025-09-30' } });
    const { followUpOn: _, ...data } = closedFinding().data;
    expect(issuedAfter(...reported, [{ type: 'supervision.FindingClosed', data }, 'checker', past]).closed).toEqual({ by: 'checker', at: past, onTime: true });
  });

  test('a follow-up that was held is planned no more', () => {
    const { closed: after, status } = issuedAfter(...closed, heldFollowUp());
    expect([status, after && 'followUpOn' in after]).toEqual(['closed', false]);
    expect(issuedAfter(...reported, heldFollowUp())).toEqual(issuedAfter(...reported));
  });

  test('a relapse opens it again under its number, with its history', () => {
    const again = issuedAfter(...received, plannedRectification(), supportReported(), reportedFinding(), closedFinding(), heldFollowUp({ result: 'relapsed' }), reopenedFinding());
    expect(part(again, 'status', 'number', 'relapses', 'supported', 'originalDueAt', 'closed')).toEqual({ status: 'rectifying', number, relapses: 1, supported: [], originalDueAt: dueAt });
    expect(again.rectifiers.length).toBeGreaterThan(0);
    expect(again.deadline.dueAt).toBe(later);
  });

  test('a withdrawn one keeps everything but its claim', () => {
    expect(part(issuedAfter(...received, withdrawnFinding()), 'status', 'number', 'deadline')).toEqual({ status: 'withdrawn', number, deadline: issuedFinding().data.deadline });
  });
});

describe('what lies over the status', () => {
  test('levels raised, each with its due time', () => {
    const state = issuedAfter(...received, [escalatedFinding({ level: 'yellow' }), 'system', past], [escalatedFinding({ dueAt: later }), 'system', past]);
    expect(state.escalations).toEqual([{ level: 'yellow', dueAt, at: past }, { level: 'red', dueAt: later, at: past }]);
    expect([highestLevel(state, ['reminder', 'blue', 'yellow', 'red']), highestLevel(issuedAfter(...received), ['red']), state.status]).toEqual(['red', undefined, 'acknowledged']);
  });

  test('public listing and its end', () => {
    expect([issuedAfter(...received, listedFinding()).listed, issuedAfter(...received, listedFinding(), delistedFinding()).listed]).toEqual([true, false]);
  });

  test('a contest of the effect on the score, lifted or upheld', () => {
    const contested = issuedAfter(...closed, [contestedEffect(), 'wang']);
    expect(part(contested, 'status', 'effectContested')).toEqual({ status: 'closed', effectContested: { by: 'wang', effects: ['overdue'] } });
    const lifted = issuedAfter(...closed, contestedEffect(), liftedEffect(), contestedEffect({ effects: ['finding'] }), liftedEffect({ effects: ['finding', 'overdue'] }));
    expect(part(lifted, 'liftedEffects', 'effectContested')).toEqual({ liftedEffects: ['overdue', 'finding'] });
    expect(part(issuedAfter(...closed, contestedEffect(), upheldEffect()), 'liftedEffects', 'effectContested')).toEqual({ liftedEffects: [] });
  });
});

describe('open and overdue', () => {
  const statusOf: Record<string, readonly Step[]> = {
    issued: [issuedFinding()], contested: [issuedFinding(), contestedAssignment()], acknowledged: received, rectifying: [...received, plannedRectification()], reported,
    returned: [...reported, returnedRectification({ deadline: deadline(dueAt) })], closed, withdrawn: [...received, withdrawnFinding()],
  };

  test('every status is reached', () => {
    expect(Object.keys(statusOf).sort()).toEqual([...findingStatuses].sort());
    for (const [status, steps] of Object.entries(statusOf)) expect(stateAfter(...steps).status).toBe(status);
  });

  test('a finding is open from its issue until it is closed or withdrawn', () => {
    expect(findingStatuses.filter((status) => isOpen(stateAfter(...statusOf[status]!)))).toEqual(['issued', 'contested', 'acknowledged', 'rectifying', 'reported', 'returned']);
    expect([isOpen(stateAfter()), isOpen(stateAfter(draftedFinding())), isIssued(stateAfter(...closed)), isIssued(stateAfter(draftedFinding()))]).toEqual([false, false, true, false]);
  });

  test('overdue after the last millisecond of its due time', () => {
    expect([isOverdue(stateAfter(...received), dueAt), isOverdue(stateAfter(...received), '2025-03-31T16:00:00.000Z')]).toEqual([false, true]);
  });

  test('overdue while the unit has to act; not under check, at rest, closed, withdrawn or unissued', () => {
    for (const status of ['issued', 'acknowledged', 'rectifying', 'returned']) expect([status, isOverdue(stateAfter(...statusOf[status]!), past)]).toEqual([status, true]);
    for (const status of ['reported', 'closed', 'withdrawn']) expect([status, isOverdue(stateAfter(...statusOf[status]!), past)]).toEqual([status, false]);
    for (const steps of [[], [draftedFinding()], [...received, suspendedFinding()], [...received, grantedExtension()]]) expect(isOverdue(stateAfter(...steps), past)).toBe(false);
  });
});

describe('the fold', () => {
  const one: Record<FindingEvent['type'], FindingEvent> = Object.fromEntries(
    [
      draftedFinding(), redraftedFinding(), discardedFinding(), issuedFinding(), acknowledged(), contestedAssignment(), upheldAssignment(), reassignedFinding(), plannedRectification(), progressedRectification(),
      supportReported(), requestedExtension(), grantedExtension(), refusedExtension(), reportedFinding(), returnedRectification(), closedFinding(), heldFollowUp(), reopenedFinding(), suspendedFinding(),
      resumedFinding(), escalatedFinding(), listedFinding(), delistedFinding(), withdrawnFinding(), contestedEffect(), liftedEffect(), upheldEffect(),
    ].map((event) => [event.type, event]),
  ) as never;

  test('knows every fact of a finding, and the examples say each as the log keeps it', () => {
    expect(Object.keys(one).sort()).toEqual(Object.keys(findingEvents).sort());
    for (const { type, data } of Object.values(one)) expect(findingEvents[type].data.parse(data)).toEqual(data);
  });

  test('takes any fact in any state, never changes what it was given, and keeps number, first due time and issuer', () => {
    const before = recordedSteps(...received).map((event) => Object.freeze(event)).reduce((state, event) => fold.evolve(state, event as never), fold.initial) as IssuedFinding;
    const kept = structuredClone(before);
    for (const event of Object.values(one)) {
      if (event.type.startsWith('supervision.FindingDraft') || event.type === 'supervision.FindingRedrafted' || event.type === 'supervision.FindingIssued') continue;
      const after = issuedAfter(...received, event);
      expect([after.number, after.originalDueAt, after.issuedBy]).toEqual([number, dueAt, 'issuer']);
    }
    expect(before).toEqual(kept);
  });
});
