import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Instant, Recorded } from '#engine/kernel';
import { project } from '#engine/testing';
import { story, told } from '../finding-story-examples.js';
import {
  acknowledged, content, contestedAssignment, closedFinding, deadline, delistedFinding, draftedFinding, dueAt, escalatedFinding, finding as code, grantedExtension, heldFollowUp, issuedFinding, later, listedFinding,
  number, plannedRectification, progressedRectification, reassignedFinding, recordedSteps, refusedExtension, reopenedFinding, reportedFinding, requestedExtension, returnedRectification, suspendedFinding,
  upheldAssignment, withdrawnFinding, type Step,
} from '../finding-examples.js';
import { escalationLevels, type FindingEvent } from '../finding.events.js';
import { finding, highestLevel, isIssued, isOpen, isOverdue, type FindingState, type IssuedFinding } from '../finding.state.js';
import { lightOf } from '../light.js';
import { never, stages, stateOf, type FindingRow } from './finding-row.js';
import { findings } from './findings.projection.js';

const rowAfter = (...steps: readonly Step[]): FindingRow => project(findings).given(...(recordedSteps(...steps) as readonly Recorded<FindingEvent>[])).row(code)!;
const acted = [issuedFinding(), acknowledged(), plannedRectification(), progressedRectification()];

describe('the ledger', () => {
  test('shows an issued order with what officials look for', () => {
    expect(rowAfter(draftedFinding(), issuedFinding())).toMatchObject({
      finding: code, number, serial: 12, status: 'issued', stage: stages.indexOf('open'), unit: 'xuanwu', supporting: ['finance'], audience: 'xuanwu>finance', title: '电梯检验超期', severity: 'serious', gravity: 1,
      source: 'site-check', measure: '1', indicator: 'elevator-inspection', responsibleLeader: 'p-001', issuedAt: '2025-03-03T01:01:00.000Z', originalDueAt: dueAt, dueAt, lateAfter: dueAt, percent: null, latest: null,
      light: 'green', level: null, extensions: 0, returns: 0, relapses: 0, evidence: 0, conclusion: null, endedAt: null, levelSince: '2025-03-03T01:01:00.000Z', revision: 1,
    });
  });

  test('has no draft', () => {
    expect(project(findings).given(draftedFinding()).rows()).toEqual({});
  });

  test.each<[string, readonly FindingEvent[], Partial<FindingRow>]>([
    ['progress', acted, { status: 'rectifying', percent: '50', latest: { at: '2025-03-03T01:03:00.000Z', summary: '已补检 3 台' }, acknowledgedAt: '2025-03-03T01:01:00.000Z' }],
    ['a contest', [issuedFinding(), contestedAssignment()], { status: 'contested', lateAfter: never }],
    ['a contest turned down, to be acknowledged anew', [issuedFinding(), acknowledged(), upheldAssignment()], { status: 'issued', acknowledgedAt: null, levelSince: '2025-03-03T01:02:00.000Z' }],
    ['another unit', [...acted, reassignedFinding()], { unit: 'qinhuai', audience: 'qinhuai>finance', acknowledgedAt: null, percent: null, latest: null, measure: '1' }],
    ['more time asked for', [...acted, requestedExtension()], { asked: 'inspector', extensions: 0 }],
    ['more time granted', [...acted, requestedExtension(), grantedExtension()], { asked: null, extensions: 1, dueAt: later, originalDueAt: dueAt, granted: true, answeredAt: '2025-03-03T01:05:00.000Z' }],
    ['more time refused', [...acted, requestedExtension(), refusedExtension()], { asked: null, extensions: 0, dueAt, granted: false }],
    ['a level raised', [...acted, escalatedFinding()], { light: 'red', level: 'red', levelSince: '2025-03-03T01:04:00.000Z' }],
    ['red made good is yellow', [...acted, escalatedFinding(), requestedExtension(), grantedExtension()], { light: 'yellow', level: 'red' }],
    ['a report under check', [...acted, reportedFinding()], { status: 'reported', lateAfter: never, evidence: 1, latest: { at: '2025-03-03T01:04:00.000Z', summary: '6 台全部检验合格' } }],
    ['a return', [...acted, reportedFinding(), returnedRectification()], { status: 'returned', returns: 1, conclusion: 'partly-done', lateAfter: later, dueAt: later }],
    ['a suspension', [...acted, suspendedFinding()], { lateAfter: never, dueAt }],
    ['a public listing', [...acted, listedFinding()], { listed: true }],
    ['its end', [...acted, listedFinding(), delistedFinding()], { listed: false, evidence: 1 }],
    ['closing', [...acted, reportedFinding(), closedFinding()], { status: 'closed', stage: 1, conclusion: 'done', followUpOn: '2025-09-30', endedAt: '2025-03-03T01:05:00.000Z', lateAfter: never, byAge: -300_000 }],
    ['a follow-up', [...acted, reportedFinding(), closedFinding(), heldFollowUp()], { followUpOn: null, followUp: 'consolidated', evidence: 2 }],
    ['a relapse', [...acted, reportedFinding(), closedFinding(), reopenedFinding()], { status: 'rectifying', stage: 0, relapses: 1, endedAt: null, conclusion: null, percent: null }],
    ['a withdrawal', [...acted, withdrawnFinding()], { status: 'withdrawn', stage: 2, endedAt: '2025-03-03T01:04:00.000Z', lateAfter: never }],
  ])('shows %s', (_, events, expected) => {
    expect(rowAfter(...events)).toMatchObject(expected);
  });

  test('shows of a long summary its beginning, and cuts no character', () => {
    const { latest } = rowAfter(...acted.slice(0, 3), progressedRectification({ summary: '𠮷'.repeat(250) }));
    expect([...latest!.summary]).toEqual([...'𠮷'.repeat(199), '…']);
  });

  test('knows a measure by number, by name, or not at all', () => {
    const measureOf = (changes: object) => rowAfter(issuedFinding({ content: { ...content(), ...changes } })).measure;
    expect([measureOf({}), measureOf({ measure: 'general' }), measureOf({ measure: undefined })]).toEqual(['1', 'general', null]);
  });
});

/** What a row does not keep: texts of the order, steps of the deadline, who drafted it, and what was allowed at first. */
function withoutTexts({ content, deadline: { dueAt: due, kind, policy }, ...state }: IssuedFinding): IssuedFinding {
  const { remark: _remark, feedback: _feedback, ...rest } = content;
  return { ...state, draftedBy: '', deadline: { dueAt: due, kind, policy, steps: [] }, content: { ...rest, problem: '', basis: '', requirement: '', due: { on: due.slice(0, 10) } } };
}

describe('ledger and fold', () => {
  let stories: readonly (readonly Recorded<FindingEvent>[])[] = [];
  beforeAll(async () => {
    const all = [];
    for (const steps of fc.sample(story, { numRuns: 40, seed: 4 })) all.push(await told(steps));
    stories = all;
  }, 60_000);

  test('say the same after every fact of any story', () => {
    let compared = 0;
    for (const facts of stories) {
      let [row, state]: [FindingRow | undefined, FindingState] = [undefined, finding.initial];
      for (const event of facts) {
        // As a store gives it back.
        row = row && (JSON.parse(JSON.stringify(row)) as FindingRow);
        [row, state] = [findings.fold(row, event, code), finding.evolve(state, event)];
        expect(row === undefined).toBe(!isIssued(state));
        if (!row || !isIssued(state)) continue;
        compared += 1;
        expect(stateOf(row)).toEqual(withoutTexts(state));
        const { escalations, deadline: held } = state;
        expect([row.light, row.level, row.stage === 0]).toEqual([lightOf(escalations, held.dueAt, !isOpen(state)), highestLevel(state, escalationLevels) ?? null, isOpen(state)]);
        for (const at of [event.recordedAt, held.dueAt, moment(held.dueAt, 1), never] satisfies Instant[]) expect(row.lateAfter < at).toBe(isOverdue(state, at));
      }
    }
    expect(compared).toBeGreaterThan(200);
  });
});

const moment = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();

test('a deadline of the fixture has steps, which the ledger leaves to the log', () => {
  expect(deadline().steps.length).toBeGreaterThan(0);
  expect(JSON.stringify(rowAfter(issuedFinding()))).not.toContain('steps');
});
