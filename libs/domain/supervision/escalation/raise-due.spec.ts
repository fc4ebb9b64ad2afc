import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  acknowledgeBy, acknowledged, adoptedPolicy, closedFinding, contestedAssignment, deadline, draftedFinding, dueAt, escalatedFinding, escalationRules, finding, grantedExtension, issuedFinding, later,
  people, plannedRectification, registeredUnit, reportedFinding, resumedFinding, returnedRectification, suspendedFinding, withdrawnFinding,
} from '../finding-examples.js';
import type { FindingEvent } from '../finding.events.js';
import { raiseDue, type RaiseDue } from './raise-due.js';

const stepOf = (level: RaiseDue['level'], trigger: string, due = dueAt): RaiseDue => {
  const { steps } = deadline(due, { acknowledge: acknowledgeBy });
  return { finding, level, trigger, dueAt: due, at: steps.find((step) => step.level === level && step.trigger === trigger)!.at };
};
const red = stepOf('red', 'overdue');
const unacknowledged = stepOf('yellow', 'not-acknowledged');
const rules = { toldFrom: { policy: [adoptedPolicy()] } };
const open: readonly FindingEvent[] = [issuedFinding(), acknowledged(), plannedRectification()];

describe('raising a level that is due', () => {
  test('the fact names the step, its moment, whom it tells and what', () => {
    given(...open).as(people.system).when(raiseDue, red, { now: '2025-04-08T00:00:00.000Z', ...rules }).then({
      type: 'supervision.FindingEscalated', validAt: '2025-04-07T16:00:00.000Z',
      data: {
        finding, number: '〔2025〕督字第12号', unit: 'xuanwu', level: 'red', trigger: 'overdue', dueAt, policy: { code: 'city', version: 1 },
        recipients: [{ role: 'reporter', unit: 'xuanwu' }, { role: 'bureau' }],
        text: { zh: '问题〔2025〕督字第12号《电梯检验超期》：xuanwu，期限2025年3月31日', en: 'Finding 〔2025〕督字第12号 “电梯检验超期” of xuanwu, due 2025-03-31' },
      },
    });
  });

  test('the unit is called by the name it has now', () => {
    const renamed = { type: 'units.UnitRenamed', data: { code: 'xuanwu', name: { zh: '玄武新区', en: 'New Xuanwu' }, from: '2025-01-01', document: '文号' } } as const;
    const [event] = given(...open).when(raiseDue, red, { toldFrom: { ...rules.toldFrom, unit: [registeredUnit('xuanwu'), renamed] } }).events();
    expect(event!.data).toMatchObject({ unit: 'xuanwu', text: { zh: expect.stringContaining('玄武新区'), en: expect.stringContaining('New Xuanwu') } });
  });

  test('only the system does so', () => {
    for (const one of [people.inspector, people.bureau, people.leader, people.reporter]) given(...open).as(one).when(raiseDue, red, rules).thenForbidden();
  });

  test('a clock that was moved back between firing and deciding loses nothing', () => {
    expect(given(...open).when(raiseDue, red, { now: '2025-03-03T00:00:00.000Z', ...rules }).events()).toHaveLength(1);
  });

  test('text and recipients are those of the version that the deadline was given under', () => {
    const changed = escalationRules.map((rule) => ({ ...rule, text: { zh: '新', en: 'new' } }));
    const [event] = given(...open).when(raiseDue, red, { toldFrom: { policy: [adoptedPolicy(), adoptedPolicy(changed, 2)] } }).events();
    expect(event!.data).toMatchObject({ policy: { version: 1 }, text: { zh: expect.stringContaining('电梯检验超期') } });
    const under2 = issuedFinding({ deadline: { ...deadline(dueAt, { acknowledge: acknowledgeBy }), policy: { code: 'city', version: 2 } } });
    expect(given(under2).when(raiseDue, red, { toldFrom: { policy: [adoptedPolicy(), adoptedPolicy(changed, 2)] } }).events()[0]!.data).toMatchObject({ policy: { version: 2 }, text: { zh: '新' } });
  });

  test('without the rules of its version it is refused, so that an operator sees it', () => {
    given(...open).when(raiseDue, red).thenRefused('supervision.no-escalation-policy');
  });

  test('a level is raised once for a due time, by whatever trigger', () => {
    given(...open, escalatedFinding()).when(raiseDue, red, rules).thenNothing();
    given(issuedFinding(), escalatedFinding({ level: 'yellow', trigger: 'not-acknowledged' })).when(raiseDue, stepOf('yellow', 'overdue'), rules).thenNothing();
    given(...open, escalatedFinding({ trigger: 'by-hand' })).when(raiseDue, red, rules).thenNothing();
  });

  test('what was raised for an earlier due time is raised again for a later one', () => {
    const moved = { ...stepOf('red', 'overdue', later) };
    expect(given(...open, escalatedFinding(), grantedExtension()).when(raiseDue, moved, rules).events()).toHaveLength(1);
  });

  test('"not acknowledged" counts only until somebody acknowledges', () => {
    expect(given(issuedFinding()).when(raiseDue, unacknowledged, rules).events()).toHaveLength(1);
    given(issuedFinding(), acknowledged()).when(raiseDue, unacknowledged, rules).thenNothing();
  });

  test.each([
    ['unknown', []],
    ['a draft', [draftedFinding()]],
    ['moved by an extension', [...open, grantedExtension()]],
    ['contested', [issuedFinding(), contestedAssignment()]],
    ['reported', [...open, reportedFinding()]],
    ['returned with another due time', [...open, reportedFinding(), returnedRectification()]],
    ['closed', [...open, reportedFinding(), closedFinding()]],
    ['withdrawn', [...open, withdrawnFinding()]],
    ['suspended', [...open, suspendedFinding()]],
    ['resumed with another due time', [...open, suspendedFinding(), resumedFinding()]],
  ] as readonly (readonly [string, readonly FindingEvent[]])[])('nothing is raised while the finding is %s', (_, past) => {
    given(...past).when(raiseDue, red, rules).thenNothing();
  });

  test('a step that the schedule does not have is void', () => {
    given(...open).when(raiseDue, { ...red, at: '2025-04-08T16:00:00.000Z' }, rules).thenNothing();
    given(...open).when(raiseDue, { ...red, trigger: 'before-due' }, rules).thenNothing();
    given(...open).when(raiseDue, { ...red, level: 'talk' }, rules).thenNothing();
  });
});
