import { describe, expect, test } from '@jest/globals';
import { acknowledged, dueAt, escalationRules, issuedAfter, issuedFinding } from '../finding-examples.js';
import { escalated, recipientsOf, ruleForReturn, textOf } from './escalation-notice.js';

const known = issuedAfter(issuedFinding(), acknowledged());
const yellow = escalationRules[2]!;

describe('what an escalation tells', () => {
  test('recipients become roles of units, and the text is filled in both languages', () => {
    expect(escalated(known, 'f-2025-012', yellow, 'overdue', dueAt, { code: 'city', version: 1 }, { zh: '玄武区', en: 'Xuanwu' })).toEqual({
      type: 'supervision.FindingEscalated',
      data: {
        finding: 'f-2025-012', number: '〔2025〕督字第12号', unit: 'xuanwu', level: 'yellow', trigger: 'overdue', dueAt, policy: { code: 'city', version: 1 },
        recipients: [{ role: 'reporter', unit: 'xuanwu' }, { role: 'reporter', unit: 'finance' }],
        text: { zh: '问题〔2025〕督字第12号《电梯检验超期》：玄武区，期限2025年3月31日', en: 'Finding 〔2025〕督字第12号 “电梯检验超期” of Xuanwu, due 2025-03-31' },
      },
    });
  });

  test('each recipient is told once, and nobody where no unit supports', () => {
    const recipients = [{ role: 'reporter', of: 'lead' }, { role: 'reporter', of: 'supporting' }, { role: 'bureau', of: 'city' }, { role: 'bureau', of: 'city' }] as const;
    expect(recipientsOf({ recipients: [...recipients] }, { unit: 'xuanwu', supporting: ['xuanwu', 'finance'] })).toEqual([{ role: 'reporter', unit: 'xuanwu' }, { role: 'reporter', unit: 'finance' }, { role: 'bureau' }]);
    expect(recipientsOf({ recipients: [recipients[1]] }, { unit: 'xuanwu', supporting: [] })).toEqual([]);
  });

  test('a due time is told as the date in the city', () => {
    expect(textOf({ zh: '{due}', en: '{due}' }, { number: '', title: '', unit: { zh: '', en: '' }, due: '2025-03-31T16:00:00.000Z' })).toEqual({ zh: '2025年4月1日', en: '2025-04-01' });
  });

  test('a return has the rule for its number', () => {
    expect([1, 2, 3, 4].map((times) => ruleForReturn(escalationRules, times)?.level)).toEqual([undefined, 'red', 'talk', undefined]);
  });
});
