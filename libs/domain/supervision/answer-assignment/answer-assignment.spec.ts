import { describe, expect, test } from '@jest/globals';
import { given, type GivenEvent, type WhenOptions } from '#engine/testing';
import {
  acknowledgeBy, acknowledged, closedFinding, closedUnit, contestedAssignment, content, deadline, draftedFinding, dueAt, evidence, finding, issuedFinding, people, plannedRectification, publishedYears,
  reassignedFinding, reckonedFrom, recordedSteps, registeredUnit, reportedFinding, returnedRectification, suspendedFinding, upheldAssignment, withdrawnFinding, type FactOf,
} from '../finding-examples.js';
import { acknowledgeFinding } from './acknowledge-finding.js';
import { contestAssignment } from './contest-assignment.js';
import { reassignFinding, type ReassignFinding } from './reassign-finding.js';
import { upholdAssignment } from './uphold-assignment.js';

const unit = 'xuanwu';
const afterwards = '2025-03-05T16:00:00.000Z';

describe('acknowledging an order', () => {
  const acknowledging = { finding, unit };

  test('the lead unit signs for it, and may name whom to ask', () => {
    given(issuedFinding()).as(people.reporter).when(acknowledgeFinding, acknowledging).then(acknowledged());
    given(issuedFinding()).as(people.reporter).when(acknowledgeFinding, { ...acknowledging, contact: 'p-007' }).then(acknowledged({ contact: 'p-007' }));
  });

  test('it is late after the last moment to acknowledge, not at it', () => {
    given(issuedFinding()).when(acknowledgeFinding, acknowledging, { now: acknowledgeBy }).then(acknowledged());
    given(issuedFinding()).when(acknowledgeFinding, acknowledging, { now: afterwards }).then(acknowledged({ late: true }));
  });

  test('receipt is also given while the finding is suspended, and after a contest was turned down', () => {
    given(issuedFinding(), suspendedFinding()).when(acknowledgeFinding, acknowledging).then(acknowledged());
    given(issuedFinding(), contestedAssignment(), upheldAssignment()).when(acknowledgeFinding, acknowledging).then(acknowledged());
  });

  test('a supporting unit does not sign, nor anybody for another unit', () => {
    given(issuedFinding()).as(people.supporter).when(acknowledgeFinding, { finding, unit: 'finance' }).thenForbidden();
    given(issuedFinding()).when(acknowledgeFinding, { finding, unit: 'finance' }).thenRefused('supervision.not-the-unit', { number: '〔2025〕督字第12号', unit });
    given(issuedFinding()).as(people.supporter).when(acknowledgeFinding, acknowledging).thenForbidden();
    given(issuedFinding()).as(people.inspector).when(acknowledgeFinding, acknowledging).thenForbidden();
  });

  test.each([
    ['that is not there', [], 'supervision.unknown-finding'],
    ['that is a draft', [draftedFinding()], 'supervision.not-issued'],
    ['that is contested', [issuedFinding(), contestedAssignment()], 'supervision.wrong-status'],
    ['that is acknowledged', [issuedFinding(), acknowledged()], 'supervision.wrong-status'],
    ['that is closed', [issuedFinding(), acknowledged(), reportedFinding(), closedFinding()], 'supervision.finding-closed'],
    ['that was withdrawn', [issuedFinding(), withdrawnFinding()], 'supervision.finding-withdrawn'],
  ] as const)('one %s is refused', (_, past, code) => {
    given(...past).when(acknowledgeFinding, acknowledging).thenRefused(code);
  });
});

describe('contesting an assignment', () => {
  const contesting = { finding, unit, ground: 'not-ours' as const, reason: '不属本区职责', evidence: [] };
  const active = { toldFrom: { 'unit.qinhuai': [registeredUnit('qinhuai')] } } as WhenOptions<any>;

  test('the lead unit does, on a ground and with a reason, until the last moment to acknowledge', () => {
    given(issuedFinding()).as(people.reporter).when(contestAssignment, contesting).then(contestedAssignment());
    given(issuedFinding()).when(contestAssignment, contesting, { now: acknowledgeBy }).then(contestedAssignment());
    given(issuedFinding()).when(contestAssignment, contesting, { now: afterwards }).thenRefused('supervision.contest-too-late', { until: '2025-03-05' });
    given(issuedFinding(), contestedAssignment(), upheldAssignment({ acknowledgeBy: '2025-03-07T15:59:59.999Z' })).when(contestAssignment, contesting, { now: afterwards }).then(contestedAssignment());
  });

  test('the reason may come with the request, and must come', () => {
    const { reason, ...bare } = contesting;
    given(issuedFinding()).when(contestAssignment, bare, { reason }).then(contestedAssignment());
    given(issuedFinding()).when(contestAssignment, bare).thenRefused('supervision.reason-required', {}, 'body.reason');
  });

  test('it may name whose the matter would be, and prove it', () => {
    given(issuedFinding()).when(contestAssignment, { ...contesting, proposedUnit: 'qinhuai', evidence }, active).then(contestedAssignment({ proposedUnit: 'qinhuai', evidence }));
    given(issuedFinding()).when(contestAssignment, { ...contesting, proposedUnit: 'qinhuai' }).thenRefused('supervision.unknown-unit', { unit: 'qinhuai' }, 'body.proposedUnit');
    given(issuedFinding()).when(contestAssignment, { ...contesting, proposedUnit: unit }, { toldFrom: { 'unit.xuanwu': [registeredUnit(unit)] } } as WhenOptions<any>).thenRefused('supervision.unknown-unit');
  });

  test('its time runs on while the finding is suspended, so it is possible then', () => {
    given(issuedFinding(), suspendedFinding()).when(contestAssignment, contesting).then(contestedAssignment());
  });

  test('supporting units and others do not contest', () => {
    given(issuedFinding()).as(people.supporter).when(contestAssignment, { ...contesting, unit: 'finance' }).thenForbidden();
    given(issuedFinding()).when(contestAssignment, { ...contesting, unit: 'finance' }).thenRefused('supervision.not-the-unit');
    given(issuedFinding()).as(people.stranger).when(contestAssignment, contesting).thenForbidden();
  });

  test.each([
    ['that is contested already', [issuedFinding(), contestedAssignment()], 'supervision.wrong-status'],
    ['that it has acknowledged', [issuedFinding(), acknowledged()], 'supervision.wrong-status'],
    ['that is a draft', [draftedFinding()], 'supervision.not-issued'],
  ] as const)('one %s is refused', (_, past, code) => {
    given(...past).when(contestAssignment, contesting).thenRefused(code);
  });
});

describe('upholding an assignment', () => {
  const told = { toldFrom: reckonedFrom };
  const upholding = { finding, reason: '属地管理' };
  const past = recordedSteps([issuedFinding(), people.inspector.id], [contestedAssignment(), people.reporter.id]);

  test('another inspector or the bureau does; the due date stays, and the unit has two working days again', () => {
    const now = '2025-03-05T02:00:00.000Z';
    const again = upheldAssignment({ acknowledgeBy: '2025-03-07T15:59:59.999Z', deadline: deadline(dueAt, { from: now, acknowledge: '2025-03-07T15:59:59.999Z' }) });
    for (const actor of [people.otherInspector, people.bureau]) given(...past).as(actor).when(upholdAssignment, upholding, { ...told, now }).then(again);
    const [upheld] = given(...past).when(upholdAssignment, { finding }, { ...told, now, reason: '属地管理' }).events();
    expect((upheld as FactOf<'AssignmentUpheld'>).data.deadline.dueAt).toBe(dueAt);
  });

  test('not whoever issued it, nobody of a unit concerned, and no reporter', () => {
    given(...past).as(people.inspector).when(upholdAssignment, upholding, told).thenRefused('supervision.issuer-decides-not');
    given(...past).as(people.ownInspector).when(upholdAssignment, upholding, told).thenRefused('supervision.own-unit');
    given(...past).as(people.reporter).when(upholdAssignment, upholding, told).thenForbidden();
    given(...past).as(people.gulouInspector).when(upholdAssignment, upholding, told).thenForbidden();
  });

  test.each([
    ['without a reason', past, { finding }, told, 'supervision.reason-required'],
    ['that nobody contests', [issuedFinding()], upholding, told, 'supervision.wrong-status'],
    ['that is suspended', [issuedFinding(), contestedAssignment(), suspendedFinding()], upholding, told, 'supervision.finding-suspended'],
    ['that is not there', [], upholding, told, 'supervision.unknown-finding'],
    ['without rules of escalation', past, upholding, { toldFrom: { ...reckonedFrom, policy: [] } }, 'supervision.no-escalation-policy'],
    ['in a year without a calendar', past, upholding, { toldFrom: { ...reckonedFrom, calendar: [] } }, 'calendar.year-not-published'],
    ['due in a year without a calendar', [issuedFinding({ deadline: deadline('2026-03-31T15:59:59.999Z') }), contestedAssignment()], upholding, { toldFrom: { ...reckonedFrom, calendar: publishedYears(2025) } }, 'calendar.year-not-published'],
  ] as const)('one %s is refused', (_, events, command, options, code) => {
    given(...events).as(people.bureau).when(upholdAssignment, command, options as WhenOptions<any>).thenRefused(code);
  });
});

describe('reassigning a finding', () => {
  const units = Object.fromEntries(['xuanwu', 'qinhuai', 'finance', 'health'].map((code) => [`unit.${code}`, [registeredUnit(code)]]));
  const reassigning = (changes: Partial<ReassignFinding> = {}): ReassignFinding => ({ finding, unit: 'qinhuai', supporting: ['finance'], reason: '职责调整', ...changes });
  const told = (c: ReassignFinding, more: object = {}): WhenOptions<any> =>
    ({ toldFrom: { ...reckonedFrom, ...Object.fromEntries([c.unit, ...c.supporting].map((code) => [`unit.${code}`, units[`unit.${code}`] ?? []])), ...more } });
  const when = (c: ReassignFinding, past: readonly GivenEvent[] = [issuedFinding()], more: object = {}, options: WhenOptions<any> = {}) =>
    given(...past).as(people.inspector).when(reassignFinding, c, { ...told(c, more), ...options });

  test('to another unit, with the same due date and two working days to acknowledge; the leader of the former unit is not its own', () => {
    when(reassigning()).then(reassignedFinding());
    when(reassigning({ responsibleLeader: 'p-050' }), [issuedFinding(), contestedAssignment()]).then(reassignedFinding({ responsibleLeader: 'p-050' }));
    when(reassigning(), [issuedFinding(), acknowledged()]).then(reassignedFinding());
    given(issuedFinding()).as(people.bureau).when(reassignFinding, reassigning(), told(reassigning())).then(reassignedFinding());
  });

  test('to other supporting units or another leader of the same unit', () => {
    const same = { unit, responsibleLeader: 'p-001' };
    when(reassigning({ unit, supporting: ['finance', 'health'] })).then(reassignedFinding({ ...same, supporting: ['finance', 'health'] }));
    when(reassigning({ unit, supporting: [] })).then(reassignedFinding({ ...same, supporting: [] }));
    when(reassigning({ unit, responsibleLeader: 'p-002' })).then(reassignedFinding({ ...same, responsibleLeader: 'p-002' }));
    const leaderless = issuedFinding({ content: { ...content(), responsibleLeader: undefined } as never });
    when(reassigning({ unit, supporting: [] }), [leaderless]).then(reassignedFinding({ unit, supporting: [] }));
  });

  test('with another due date, which also answers a contest about it', () => {
    const more = { unit, responsibleLeader: 'p-001', deadline: deadline('2025-04-14T15:59:59.999Z', { kind: 'working', acknowledge: acknowledgeBy }) };
    when(reassigning({ unit, due: { days: 29, kind: 'working' } }), [issuedFinding(), contestedAssignment({ ground: 'due-date' })]).then(reassignedFinding(more));
  });

  test('to what it is already is refused, in whatever order the units stand', () => {
    const two = issuedFinding({ content: content({ supporting: ['finance', 'health'] }) });
    when(reassigning({ unit }), [issuedFinding()]).thenRefused('supervision.nothing-reassigned');
    when(reassigning({ unit, supporting: ['health', 'finance'], responsibleLeader: 'p-001', due: { on: '2025-03-31' } }), [two]).thenRefused('supervision.nothing-reassigned');
  });

  test('nobody of a unit concerned, before or after; both units must be within the grant', () => {
    const c = reassigning();
    given(issuedFinding()).as(people.ownInspector).when(reassignFinding, c, told(c)).thenRefused('supervision.own-unit', { unit });
    const toXuanwu = reassigning({ unit });
    given(issuedFinding({ content: content({ unit: 'qinhuai' }) })).as(people.ownInspector).when(reassignFinding, toXuanwu, told(toXuanwu)).thenRefused('supervision.own-unit');
    given(issuedFinding()).as(people.gulouInspector).when(reassignFinding, c, told(c)).thenForbidden();
    given(issuedFinding({ content: content({ unit: 'gulou' }) })).as(people.gulouInspector).when(reassignFinding, c, told(c)).thenRefused('command.forbidden', { policy: 'supervision.inspect' });
    given(issuedFinding()).as(people.reporter).when(reassignFinding, c, told(c)).thenForbidden();
  });

  test.each([
    ['without a reason', reassigning({ reason: ' ' }), [issuedFinding()], {}, {}, 'supervision.reason-required'],
    ['once a plan is made', reassigning(), [issuedFinding(), acknowledged(), plannedRectification()], {}, {}, 'supervision.wrong-status'],
    ['once a report is in', reassigning(), [issuedFinding(), acknowledged(), reportedFinding()], {}, {}, 'supervision.wrong-status'],
    ['after a return', reassigning(), [issuedFinding(), acknowledged(), reportedFinding(), returnedRectification()], {}, {}, 'supervision.wrong-status'],
    ['that is suspended', reassigning(), [issuedFinding(), suspendedFinding()], {}, {}, 'supervision.finding-suspended'],
    ['to an unknown unit', reassigning({ unit: 'atlantis' }), [issuedFinding()], {}, {}, 'supervision.unknown-unit'],
    ['to a unit that is gone', reassigning(), [issuedFinding()], { 'unit.qinhuai': [registeredUnit('qinhuai'), closedUnit('qinhuai')] }, {}, 'supervision.unknown-unit'],
    ['to a unit that also supports', reassigning({ unit: 'finance' }), [issuedFinding()], {}, {}, 'supervision.unit-named-twice'],
    ['with a due date that has passed', reassigning({ due: { on: '2025-03-01' } }), [issuedFinding()], {}, {}, 'supervision.date-passed'],
    ['due before it is acknowledged', reassigning({ due: { on: '2025-03-04' } }), [issuedFinding()], {}, {}, 'supervision.due-before-acknowledgement'],
    ['so late that the due date leaves no time to acknowledge', reassigning(), [issuedFinding()], {}, { now: '2025-03-28T02:00:00.000Z' }, 'supervision.due-before-acknowledgement'],
    ['without rules of escalation', reassigning(), [issuedFinding()], { policy: [] }, {}, 'supervision.no-escalation-policy'],
    ['in a year without a calendar', reassigning(), [issuedFinding()], { calendar: [] }, {}, 'calendar.year-not-published'],
    ['by working days that reach into a year without a calendar', reassigning({ due: { days: 300, kind: 'working' } }), [issuedFinding()], { calendar: publishedYears(2025) }, {}, 'calendar.year-not-published'],
  ] as const)('one %s is refused', (_, command, past, more, options, code) => {
    when(command, past, more, options).thenRefused(code);
  });
});
