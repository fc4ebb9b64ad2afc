import { describe, expect, test } from '@jest/globals';
import { reacting } from '#engine/testing';
import {
  acknowledgeBy, acknowledged, closedFinding, contestedAssignment, deadline, dueAt, finding, grantedExtension, issuedFinding, later, reassignedFinding, reopenedFinding, reportedFinding, resumedFinding, returnedRectification,
  suspendedFinding, upheldAssignment, withdrawnFinding,
} from '../finding-examples.js';
import { escalationLevels, type Deadline, type FindingEvent } from '../finding.events.js';
import { findingEscalation } from './escalation.process.js';
import { raiseDue } from './raise-due.js';

const names = (triggers = ['before-due', 'overdue', 'not-acknowledged']) => triggers.flatMap((trigger) => escalationLevels.map((level) => `${finding}/${level}/${trigger}`));
const effectsOf = (event: FindingEvent) => {
  const { effects } = reacting(findingEscalation).given(event);
  return {
    set: effects.flatMap((effect) => ('timer' in effect ? [effect] : [])),
    cancelled: effects.flatMap((effect) => ('cancel' in effect ? [effect.cancel] : [])),
  };
};
const stepNames = ({ steps }: Deadline) => steps.map(({ level, trigger }) => `${finding}/${level}/${trigger}`);

describe('timers of a finding', () => {
  test('an order sets one for each step of its deadline', () => {
    const { set, cancelled } = effectsOf(issuedFinding());
    const { steps } = deadline(dueAt, { acknowledge: acknowledgeBy });
    expect(set.map(({ timer }) => timer)).toEqual(stepNames(deadline(dueAt, { acknowledge: acknowledgeBy })));
    expect(set.map(({ payload }) => payload)).toEqual(steps.map(({ level, trigger, at }) => ({ finding, level, trigger, dueAt, at })));
    expect(cancelled).toEqual([]);
  });

  test.each([
    ['upheld', upheldAssignment()], ['reassigned', reassignedFinding()], ['extended', grantedExtension()], ['returned', returnedRectification()], ['reopened', reopenedFinding()], ['resumed', resumedFinding()],
  ] as readonly (readonly [string, Extract<FindingEvent, { data: { deadline: Deadline } }>])[])('a finding that is %s has its new schedule and nothing of the old one', (_, event) => {
    const { set, cancelled } = effectsOf(event);
    const expected = stepNames(event.data.deadline);
    expect(set.map(({ timer }) => timer)).toEqual(expected);
    expect([...cancelled, ...expected].sort()).toEqual(names().sort());
  });

  test.each([
    ['contested', contestedAssignment()], ['reported', reportedFinding()], ['closed', closedFinding()], ['withdrawn', withdrawnFinding()], ['suspended', suspendedFinding()],
  ] as readonly (readonly [string, FindingEvent])[])('one that is %s has none', (_, event) => {
    expect(effectsOf(event)).toEqual({ set: [], cancelled: names() });
  });

  test('an acknowledgement drops those that wait for it', () => {
    expect(effectsOf(acknowledged())).toEqual({ set: [], cancelled: names(['not-acknowledged']) });
  });

  test('fire within a second after the step, at another moment for another due time', () => {
    const step = { level: 'blue', at: '2025-03-28T01:00:00.000Z', trigger: 'before-due' } as const;
    const of = (due: string) => effectsOf(grantedExtension({ deadline: { ...deadline(later), dueAt: due, steps: [step] } })).set[0]!.dueAt;
    const moments = Array.from({ length: 400 }, (_, day) => of(new Date(Date.parse(dueAt) + day * 86_400_000).toISOString()));
    expect(new Set(moments).size).toBe(400);
    expect(moments.every((moment) => moment >= step.at && moment < '2025-03-28T01:00:01.000Z')).toBe(true);
    expect(of(dueAt)).toBe(of(dueAt));
  });

  test('raise the level when they fire', () => {
    const { timer, dueAt: moment, payload } = effectsOf(issuedFinding()).set[0]!;
    reacting(findingEscalation).due(timer, moment, payload).expect({ definition: raiseDue, command: payload, reason: '督办期限届至 / The time of an escalation step has come' });
  });
});
