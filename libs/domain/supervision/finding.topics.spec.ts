import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonObject, RecordedEvent } from '#engine/kernel';
import {
  acknowledged, closedFinding, content, dueAt, draftedFinding, escalatedFinding, finding, issuedFinding, later, listedFinding, number, progressedRectification, reassignedFinding, recordedSteps, reopenedFinding,
  reportedFinding, requestedExtension, returnedRectification, withdrawnFinding, type Step,
} from './finding-examples.js';
import { supervisionFinding, supervisionFindingSchema } from './finding.topics.js';

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, formats: { 'date-time': true, date: true } });
const fits = ajv.compile(supervisionFindingSchema);
const messages = (...steps: readonly Step[]) => (recordedSteps(...steps) as readonly RecordedEvent[]).flatMap((event) => supervisionFinding.map(event));
const at = '2025-03-03T01:00:00.000Z';
const about = { finding, unit: 'xuanwu', at };

describe('quality.supervision.finding.v1', () => {
  test('says an order, keyed by unit, without its texts and persons', () => {
    const said = messages(issuedFinding());
    expect(said).toEqual([{
      key: 'xuanwu', subject: finding,
      data: {
        ...about, status: 'issued', number, severity: 'serious', urgency: 'ordinary', source: 'site-check', supporting: ['finance'], plan: 'nanjing-2023', measure: '1', indicator: 'elevator-inspection', dueAt,
      },
    }]);
    const text = JSON.stringify(said);
    const { title, problem, basis, requirement, responsibleLeader } = content();
    expect([title, problem, basis, requirement, responsibleLeader!].filter((one) => text.includes(one))).toEqual([]);
  });

  test.each<[string, Step, JsonObject]>([
    ['another unit', reassignedFinding(), { unit: 'qinhuai', status: 'reassigned', previousUnit: 'xuanwu', supporting: ['finance'], dueAt }],
    ['a level', escalatedFinding(), { status: 'escalated', number, level: 'red', trigger: 'overdue', dueAt }],
    ['a return', returnedRectification(), { status: 'returned', verdict: 'partly-done', count: 1, dueAt: later }],
    ['closing', closedFinding(), { status: 'closed', onTime: true, followUpOn: '2025-09-30' }],
    ['a relapse', reopenedFinding(), { status: 'reopened', count: 1, dueAt: later }],
    ['a withdrawal', withdrawnFinding(), { status: 'withdrawn' }],
  ])('says %s', (_, step, data) => {
    expect(messages(step).map((message) => message.data)).toEqual([{ ...about, ...data }]);
  });

  test('says nothing of what is between unit and inspectors', () => {
    expect(messages(draftedFinding(), acknowledged(), progressedRectification(), requestedExtension(), reportedFinding(), listedFinding())).toEqual([]);
  });

  test('every message and every example fits the schema', () => {
    const { measure: _measure, indicator: _indicator, plan: _plan, ...bare } = content();
    const all = messages(issuedFinding(), issuedFinding({ content: { ...bare, campaign: 'c-1', repeats: 'f-1' } }), reassignedFinding(), escalatedFinding(), returnedRectification(), closedFinding(), reopenedFinding(), withdrawnFinding());
    expect(all).toHaveLength(8);
    for (const { data } of all) expect([fits(data), fits.errors]).toEqual([true, null]);
    for (const example of supervisionFindingSchema['examples'] as readonly JsonObject[]) expect([fits(example), fits.errors]).toEqual([true, null]);
  });

  test.each([
    ['an order without its number', { status: 'issued' }], ['a level that is none', { status: 'escalated', number, level: 'pink', trigger: 'overdue', dueAt }], ['a person', { status: 'withdrawn', actor: 'wang' }], ['an unknown status', { status: 'drafted' }],
    ['closing without whether it was in time', { status: 'closed' }], ['a return without its count', { status: 'returned', verdict: 'not-done', dueAt }], ['a relapse without a due time', { status: 'reopened', count: 1 }],
  ])('the schema refuses %s', (_, change) => {
    expect(fits({ ...about, ...change })).toBe(false);
  });
});
