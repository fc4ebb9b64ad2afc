import { describe, expect, test } from '@jest/globals';
import { given, project } from '#engine/testing';
import { adoptedPolicy, escalationRules, people, policyOf } from '../finding-examples.js';
import { adoptEscalationPolicy } from './adopt-policy.js';
import { defaultRules } from './default-policy.js';
import { escalationPolicies } from './escalation-policies.projection.js';
import type { EscalationRule } from './escalation-policy.events.js';
import { ruleOf } from './escalation-policy.state.js';

const document = '宁质发〔2025〕1号';
const adopt = (rules: readonly EscalationRule[], changes: object = { document }) => ({ policy: 'city' as const, rules, ...changes });
const [reminder, blue, yellow, red] = escalationRules as [EscalationRule, EscalationRule, EscalationRule, EscalationRule];
const fewer = [reminder, yellow];

describe('adopting rules of escalation', () => {
  test('the bureau adopts them by a document, version after version', () => {
    given().as(people.bureau).when(adoptEscalationPolicy, adopt(escalationRules)).then(adoptedPolicy());
    given(adoptedPolicy()).as(people.bureau).when(adoptEscalationPolicy, adopt(fewer, {}), { authority: document }).then(adoptedPolicy([...fewer], 2));
  });

  test('the rules that are shipped hold together', () => {
    given().when(adoptEscalationPolicy, adopt(defaultRules)).then(adoptedPolicy([...defaultRules]));
  });

  test('the same by the same document changes nothing; by another one it is a new version', () => {
    given(adoptedPolicy()).when(adoptEscalationPolicy, adopt(escalationRules)).thenNothing();
    const [event] = given(adoptedPolicy()).when(adoptEscalationPolicy, adopt(escalationRules, { document: '宁质发〔2025〕9号' })).events();
    expect(event!.data).toMatchObject({ version: 2, document: '宁质发〔2025〕9号' });
  });

  test('others are not let in', () => {
    for (const one of [people.inspector, people.leader, people.reporter, people.system]) given().as(one).when(adoptEscalationPolicy, adopt(escalationRules)).thenForbidden();
  });

  test('a document is required', () => {
    given().when(adoptEscalationPolicy, adopt(escalationRules, {})).thenRefused('supervision.authority-required', {}, 'body.document');
    given().when(adoptEscalationPolicy, adopt(escalationRules, { document: ' ' })).thenRefused('supervision.authority-required');
  });

  test.each([
    ['in another order', [blue, reminder], 'supervision.levels-not-ascending', 1],
    ['with a level twice', [reminder, reminder], 'supervision.levels-not-ascending', 1],
    ['without a trigger', [{ ...reminder, when: [] }], 'supervision.level-without-trigger', 0],
    ['with two triggers of a kind', [{ ...reminder, when: [...reminder.when, ...blue.when] }], 'supervision.trigger-twice', 0],
    ['that remind above an overdue level', [yellow, { ...red, when: reminder.when }], 'supervision.reminder-above-overdue', 1],
    ['that remind and are overdue in one level', [{ ...yellow, when: [...reminder.when, ...yellow.when] }], 'supervision.reminder-above-overdue', 0],
    ['whose higher level reminds earlier', [{ ...reminder, when: blue.when }, { ...blue, when: reminder.when }], 'supervision.steps-out-of-order', 1],
    ['whose higher level is overdue earlier', [{ ...yellow, when: red.when }, { ...red, when: [{ kind: 'overdue', days: 6, dayKind: 'calendar' }] }], 'supervision.steps-out-of-order', 1],
    ['whose higher level waits for fewer returns', [{ ...yellow, when: [{ kind: 'returned', times: 3 }] }, { ...red, when: [{ kind: 'returned', times: 2 }] }], 'supervision.steps-out-of-order', 1],
    ['whose higher level waits for fewer months', [{ ...yellow, when: [{ kind: 'behind-months', months: 3 }] }, { ...red, when: [{ kind: 'behind-months', months: 2 }] }], 'supervision.steps-out-of-order', 1],
    ['without a recipient', [{ ...reminder, recipients: [] }], 'supervision.level-without-recipient', 0],
    ['that tell an unknown role', [{ ...reminder, recipients: [{ role: 'mayor', of: 'city' }] }], 'supervision.unknown-recipient', 0],
    ['without a text in one language', [{ ...reminder, text: { zh: '到期提醒', en: '' } }], 'supervision.bad-rule-text', 0],
    ['with a text too long', [{ ...reminder, text: { zh: '长'.repeat(501), en: 'long' } }], 'supervision.bad-rule-text', 0],
    ['with a place that nothing fills', [{ ...reminder, text: { zh: '{number}', en: '{phone}' } }], 'supervision.unknown-text-place', 0],
  ] as readonly (readonly [string, readonly EscalationRule[], string, number])[])('rules %s are refused', (_, rules, code, index) => {
    given().when(adoptEscalationPolicy, adopt(rules)).thenRefused(code, undefined, `body.rules.${index}`);
  });

  test('working and calendar days are not compared', () => {
    const mixed: EscalationRule[] = [{ ...yellow, when: [{ kind: 'overdue', days: 5, dayKind: 'working' }] }, { ...red, when: [{ kind: 'overdue', days: 4, dayKind: 'calendar' }] }];
    expect(given().when(adoptEscalationPolicy, adopt(mixed)).events()).toHaveLength(1);
  });
});

describe('versions of the rules', () => {
  test('all stay known, so that a finding keeps those of its deadline', () => {
    const both = policyOf(adoptedPolicy(), adoptedPolicy([...fewer], 2));
    expect([both.version, both.rules]).toEqual([2, fewer]);
    expect([ruleOf(both, 1, 'blue')?.level, ruleOf(both, 2, 'blue'), ruleOf(both, 3, 'blue')]).toEqual(['blue', undefined, undefined]);
  });

  test('are listed, the last one in force', () => {
    const rows = project(escalationPolicies).given(adoptedPolicy(), adoptedPolicy([...fewer], 2)).rows();
    expect(rows['city/1']).toMatchObject({ version: 1, inForce: false, adoptedBy: 'tester', adoptedAt: '2025-01-01T00:00:01.000Z', replacedAt: '2025-01-01T00:00:02.000Z', revision: 0 });
    expect(rows['city/2']).toMatchObject({ version: 2, inForce: true, replacedAt: null, rules: fewer, revision: 1 });
  });
});
