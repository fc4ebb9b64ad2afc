import { describe, expect, test } from '@jest/globals';
import { newTrigger, numberOf, recipientWord, triggerWord } from './rule-words.js';

describe('rules in words', () => {
  test.each([
    [{ kind: 'before-due', days: 3, dayKind: 'working' }, '到期前 3 个工作日', '3 working days before it is due'],
    [{ kind: 'overdue', days: 0, dayKind: 'calendar' }, '一旦逾期', 'as soon as it is overdue'],
    [{ kind: 'overdue', days: 7, dayKind: 'calendar' }, '逾期 7 天', '7 days overdue'],
    [{ kind: 'returned', times: 2 }, '退回 2 次', 'returned 2 times'],
    [{ kind: 'behind-quarter', quarter: 3 }, '第 3 季度末落后于时序', 'behind schedule at the end of quarter 3'],
  ] as const)('%j', (trigger, zh, en) => expect(triggerWord(trigger)).toEqual({ zh, en }));

  test('recipients by role and whose', () => {
    expect(recipientWord({ role: 'reporter', of: 'lead' })).toEqual({ zh: '责任单位填报员', en: 'reporters of the unit in charge' });
    expect(recipientWord({ role: 'leadership', of: 'city' })).toEqual({ zh: '领导', en: 'leadership' });
  });

  test('every kind of trigger begins with a number', () => {
    for (const kind of ['before-due', 'overdue', 'not-acknowledged', 'returned', 'behind-months', 'behind-quarter'] as const) {
      const trigger = newTrigger(kind);
      const { name, value } = numberOf(trigger);
      expect((trigger as unknown as Record<string, number>)[name]).toBe(value);
    }
  });
});
