import { describe, expect, test } from '@jest/globals';
import { stepsOf, type Escalating } from './escalation-steps.js';

const dueAt = '2025-03-31T15:59:59.999Z';
const deadline: Escalating['deadline'] = {
  dueAt,
  steps: [
    { level: 'blue', at: '2025-03-03T01:00:00.000Z', trigger: 'before-due' }, { level: 'yellow', at: '2025-03-05T16:00:00.000Z', trigger: 'not-acknowledged' },
    { level: 'yellow', at: '2025-03-31T16:00:00.000Z', trigger: 'overdue' }, { level: 'listed', at: '2025-04-30T16:00:00.000Z', trigger: 'overdue' },
  ],
};
type Status = Escalating['line']['status'];
const escalated = (level: string, of = dueAt): Escalating['record']['escalations'][number] => ({
  position: 1, revision: 1, id: level, type: 'supervision.FindingEscalated', title: { zh: '', en: '' }, recordedAt: '2025-03-04T01:00:00.000Z', actor: 'i', actorUnit: null, role: null, reason: null, authority: null, due: null,
  details: { level, trigger: 'by-hand', dueAt: of },
});
const steps = (status: Status, escalations: Escalating['record']['escalations'] = [], line: Partial<Escalating['line']> = {}) =>
  stepsOf({ deadline, record: { escalations }, line: { stage: 'open', suspended: false, status, ...line } }, '2025-03-04T02:00:00.000Z').map(({ level, trigger, state }) => `${level} ${trigger} ${state}`);

describe('the steps of escalation', () => {
  test('are those whose time is still to come', () => expect(steps('issued')).toEqual(['yellow not-acknowledged coming', 'yellow overdue coming', 'listed overdue coming']));

  test('about the acknowledgement are off once it has come', () => expect(steps('acknowledged')).toEqual(['yellow not-acknowledged off', 'yellow overdue coming', 'listed overdue coming']));

  test('of a level raised by hand for this due time do not come again, for another they do', () => {
    expect(steps('rectifying', [escalated('listed')])).toEqual(['listed by-hand raised', 'yellow not-acknowledged off', 'yellow overdue coming']);
    expect(steps('rectifying', [escalated('listed', '2025-02-28T15:59:59.999Z')])).toContain('listed overdue coming');
  });

  test('rest while the unit waits for a decision, is suspended or done', () => {
    for (const status of ['reported', 'contested'] as const) expect(steps(status)).toEqual([]);
    expect(steps('rectifying', [], { suspended: true })).toEqual([]);
    expect(steps('closed', [], { stage: 'closed' })).toEqual([]);
  });
});
