import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  acknowledged, adoptedPolicy, closedFinding, contestedAssignment, draftedFinding, escalatedFinding, escalationRules, finding, grantedExtension, issuedFinding, people, plannedRectification, reportedFinding, suspendedFinding,
  withdrawnFinding,
} from '../finding-examples.js';
import type { FindingEvent } from '../finding.events.js';
import { raiseByHand } from './raise-by-hand.js';

const rules = { toldFrom: { policy: [adoptedPolicy()] } };
const open: readonly FindingEvent[] = [issuedFinding(), acknowledged(), plannedRectification()];
const red = { finding, level: 'red', reason: '群众反映强烈' } as const;

describe('raising a level by hand', () => {
  test('inspectors, bureau and leadership do so with a reason', () => {
    for (const one of [people.inspector, people.bureau, people.leader]) {
      const [event] = given(...open).as(one).when(raiseByHand, red, rules).events();
      expect(event).toMatchObject({
        type: 'supervision.FindingEscalated',
        data: { level: 'red', trigger: 'by-hand', reason: '群众反映强烈', dueAt: '2025-03-31T15:59:59.999Z', policy: { code: 'city', version: 1 }, recipients: [{ role: 'reporter', unit: 'xuanwu' }, { role: 'bureau' }] },
      });
    }
    expect(given(...open).when(raiseByHand, { finding, level: 'red' }, { ...rules, reason: '领导批示' }).events()[0]!.data).toMatchObject({ reason: '领导批示' });
  });

  test('others are not let in, nor inspectors of other units', () => {
    for (const one of [people.reporter, people.system, people.gulouInspector]) given(...open).as(one).when(raiseByHand, red, rules).thenForbidden();
    given(...open).as(people.ownInspector).when(raiseByHand, red, rules).thenRefused('supervision.own-unit');
  });

  test('a reason is required', () => {
    given(...open).when(raiseByHand, { finding, level: 'red' }, rules).thenRefused('supervision.reason-required');
  });

  test('only further than the levels raised for the due time that holds', () => {
    const raised = [...open, escalatedFinding()];
    given(...raised).when(raiseByHand, red, rules).thenRefused('supervision.level-not-higher', { number: '〔2025〕督字第12号', present: '红牌', presentEn: 'red card' }, 'body.level');
    given(...raised).when(raiseByHand, { ...red, level: 'blue' }, rules).thenRefused('supervision.level-not-higher');
    expect(given(...raised).when(raiseByHand, { ...red, level: 'talk' }, rules).events()).toHaveLength(1);
    expect(given(...raised, grantedExtension()).when(raiseByHand, red, rules).events()).toHaveLength(1);
  });

  test('only a level that the rules in force have', () => {
    given(...open).when(raiseByHand, red, { toldFrom: { policy: [adoptedPolicy([escalationRules[0]!], 2)] } }).thenRefused('supervision.level-without-rule', { level: '红牌', levelEn: 'red card' }, 'body.level');
  });

  test('also while it is contested or under check', () => {
    expect(given(issuedFinding(), contestedAssignment()).when(raiseByHand, red, rules).events()).toHaveLength(1);
    expect(given(...open, reportedFinding()).when(raiseByHand, red, rules).events()).toHaveLength(1);
  });

  test.each([
    ['unknown', [], 'supervision.unknown-finding'],
    ['a draft', [draftedFinding()], 'supervision.not-issued'],
    ['suspended', [...open, suspendedFinding()], 'supervision.finding-suspended'],
    ['closed', [...open, reportedFinding(), closedFinding()], 'supervision.finding-closed'],
    ['withdrawn', [...open, withdrawnFinding()], 'supervision.finding-withdrawn'],
  ] as readonly (readonly [string, readonly FindingEvent[], string])[])('a finding that is %s is refused', (_, past, code) => {
    given(...past).when(raiseByHand, red, rules).thenRefused(code);
  });
});
